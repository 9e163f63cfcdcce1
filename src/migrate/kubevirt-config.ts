import { parse } from 'yaml';
import type { Editor } from './editor';
import { needlessGate } from './kubevirt';
import type { Migration } from './migration';
import { YAML_OPTIONS } from '../manifests/yaml-options';
import type { KubeVirtRelease } from '../releases/release';
import { table } from '../toolkit/table';

/** The name of the ConfigMap that configured KubeVirt before v0.36. */
const NAME = 'kubevirt-config';

/** The key that lists feature gates. */
const GATES_KEY = 'feature-gates';

/** A key of the ConfigMap: the field of the custom resource that replaces it, and how its text is read. */
interface Key {
  readonly field: string;
  /** Undefined if the text cannot be read. */
  readonly read: (text: string) => unknown;
}

const text = (given: string): string => given;
const list = (given: string): string[] => given.split(',').map((each) => each.trim()).filter((each) => each !== '');
const number = (given: string): number | undefined => (/^\s*\d+\s*$/.test(given) ? Number(given) : undefined);
const flag = (given: string): boolean | undefined => FLAGS.get(given.trim());

const FLAGS: ReadonlyMap<string, boolean> = new Map([['true', true], ['false', false]]);

function mapping(given: string): unknown {
  try {
    const value = parse(given, YAML_OPTIONS) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** KubeVirt v0.35.0, pkg/virt-config/configuration.go, and the fields of v1.9.0 with the same meaning. */
const KEYS: { readonly [key: string]: Key } = table({
  [GATES_KEY]: { field: 'developerConfiguration.featureGates', read: list },
  'debug.useEmulation': { field: 'developerConfiguration.useEmulation', read: flag },
  'memory-overcommit': { field: 'developerConfiguration.memoryOvercommit', read: number },
  'cpu-request': { field: 'cpuRequest', read: text },
  'default-cpu-model': { field: 'cpuModel', read: text },
  'default-network-interface': { field: 'network.defaultNetworkInterface', read: text },
  'dev.imagePullPolicy': { field: 'imagePullPolicy', read: text },
  'emulated-machines': { field: 'architectureConfiguration.amd64.emulatedMachines', read: list },
  'machine-type': { field: 'architectureConfiguration.amd64.machineType', read: text },
  'migrations': { field: 'migrations', read: mapping },
  'ovmfPath': { field: 'architectureConfiguration.amd64.ovmfPath', read: text },
  'permitBridgeInterfaceOnPodNetwork': { field: 'network.permitBridgeInterfaceOnPodNetwork', read: flag },
  'selinuxLauncherType': { field: 'selinuxLauncherType', read: text },
  'smbios': { field: 'smbios', read: mapping },
  'supported-guest-agent': { field: 'supportedGuestAgentVersions', read: list },
});

/**
 * The ConfigMap that configured KubeVirt becomes a part of its custom resource, which has replaced it. What cannot be
 * carried over stays in it.
 */
export function moveConfiguration(migration: Migration): void {
  for (const config of migration.of('', 'ConfigMap').filter(({ manifest }) => manifest.name === NAME)) {
    const resource = resourceFor(migration, config);
    for (const key of config.keys('data')) {
      if (moveKey(config, resource, key, migration.target.kubevirt)) config.discard(['data', key]);
    }
    if (config.keys('data').length > 0) continue;
    migration.drop(config.manifest, 'KubeVirt reads its configuration from its custom resource alone');
  }
}

/** The custom resource in these files, or a new one. */
function resourceFor(migration: Migration, { manifest }: Editor): Editor {
  const known = migration.of('kubevirt.io', 'KubeVirt');
  const found = known.find((each) => each.manifest.namespace === manifest.namespace) ?? known[0];
  if (found !== undefined) return found;
  const { namespace } = manifest;
  const metadata = { name: 'kubevirt', ...(namespace === undefined ? {} : { namespace }) };
  const apiVersion = migration.target.kubevirt.apiVersion('kubevirt.io', 'KubeVirt');
  const resource = { apiVersion, kind: 'KubeVirt', metadata, spec: { configuration: {} } };
  return migration.edit(migration.add(resource, manifest));
}

/** Whether a key was carried over. */
function moveKey(config: Editor, resource: Editor, key: string, release: KubeVirtRelease): boolean {
  const given: unknown = config.get(['data', key]);
  const known = KEYS[key];
  const cannot = (reason: string): false => {
    config.fail(`data["${key}"] cannot be carried over: ${reason}`);
    return false;
  };
  if (known === undefined) return cannot('no field of the custom resource is known to replace it');
  const path = `spec.configuration.${known.field}`;
  const value = typeof given === 'string' ? known.read(given) : undefined;
  if (value === undefined) return cannot(`its text cannot be read as what ${path} takes`);
  const read = key === GATES_KEY ? neededGates(config, value as string[], release) : value;
  const present: unknown = resource.get(path);
  if (Array.isArray(read)) {
    const before = Array.isArray(present) ? present as unknown[] : [];
    const all = [...new Set([...before, ...read as unknown[]])];
    if (all.length > before.length) {
      resource.set(path, all, `the ConfigMap ${NAME} lists them, which KubeVirt no longer reads`);
      config.keepComments(['data', key], path, resource);
    }
    return true;
  }
  if (present === undefined) {
    resource.set(path, read, `it replaces ${key} of the ConfigMap ${NAME}`);
    config.keepComments(['data', key], path, resource);
    return true;
  }
  return JSON.stringify(present) === JSON.stringify(read) || cannot(`${path} of the custom resource has another value`);
}

/** The feature gates that a release needs. The others are told, and not carried over. */
function neededGates(config: Editor, gates: readonly string[], release: KubeVirtRelease): readonly string[] {
  return gates.filter((gate) => {
    const needless = needlessGate(gate, release);
    if (needless !== undefined) {
      config.say(needless.weight, `data["${GATES_KEY}"] no longer lists ${gate}: ${needless.reason}`);
    }
    return needless === undefined;
  });
}
