import { parse } from 'yaml';
import type { Editor } from './editor';
import type { Migration } from './migration';
import { YAML_OPTIONS } from '../manifests/yaml-options';
import { table } from '../toolkit/table';

/** The name of the ConfigMap that configured KubeVirt before v0.36. */
const NAME = 'kubevirt-config';

/** A key of the ConfigMap: the field of the custom resource that replaces it, and how its text is read. */
interface Key {
  readonly field: string;
  readonly read: (text: string) => unknown;
}

const text = (given: string): string => given;
const list = (given: string): string[] => given.split(',').map((each) => each.trim()).filter((each) => each !== '');
const flag = (given: string): boolean => given.trim() === 'true';
const yaml = (given: string): unknown => parse(given, YAML_OPTIONS) as unknown;

/** KubeVirt v0.35.0, pkg/virt-config/configuration.go, and the fields of v1.9.0 with the same meaning. */
const KEYS: { readonly [key: string]: Key } = table({
  'feature-gates': { field: 'developerConfiguration.featureGates', read: list },
  'debug.useEmulation': { field: 'developerConfiguration.useEmulation', read: flag },
  'memory-overcommit': { field: 'developerConfiguration.memoryOvercommit', read: Number },
  'cpu-request': { field: 'cpuRequest', read: text },
  'default-cpu-model': { field: 'cpuModel', read: text },
  'default-network-interface': { field: 'network.defaultNetworkInterface', read: text },
  'dev.imagePullPolicy': { field: 'imagePullPolicy', read: text },
  'emulated-machines': { field: 'architectureConfiguration.amd64.emulatedMachines', read: list },
  'machine-type': { field: 'architectureConfiguration.amd64.machineType', read: text },
  'migrations': { field: 'migrations', read: yaml },
  'ovmfPath': { field: 'architectureConfiguration.amd64.ovmfPath', read: text },
  'permitBridgeInterfaceOnPodNetwork': { field: 'network.permitBridgeInterfaceOnPodNetwork', read: flag },
  'selinuxLauncherType': { field: 'selinuxLauncherType', read: text },
  'smbios': { field: 'smbios', read: yaml },
  'supported-guest-agent': { field: 'supportedGuestAgentVersions', read: list },
});

/** The ConfigMap that configured KubeVirt becomes a part of its custom resource, which has replaced it. */
export function moveConfiguration(migration: Migration): void {
  for (const config of migration.of('', 'ConfigMap').filter(({ manifest }) => manifest.name === NAME)) {
    const resource = resourceFor(migration, config);
    for (const key of config.keys('data')) moveKey(config, resource, key);
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

function moveKey(config: Editor, resource: Editor, key: string): void {
  const value: unknown = config.get(['data', key]);
  const known = KEYS[key];
  if (known === undefined || typeof value !== 'string') {
    config.fail(`data["${key}"] cannot be carried over: no field of the custom resource is known to replace it`);
    return;
  }
  const path = `spec.configuration.${known.field}`;
  const read = known.read(value);
  if (Array.isArray(read) && resource.has(path)) {
    const all = [...new Set([...resource.get(path) as unknown[], ...read])];
    if (all.length > (resource.get(path) as unknown[]).length) {
      resource.set(path, all, `the ConfigMap ${NAME} lists them, which KubeVirt no longer reads`);
    }
    return;
  }
  if (!resource.has(path)) {
    resource.set(path, read, `it replaces ${key} of the ConfigMap ${NAME}`);
    return;
  }
  if (JSON.stringify(resource.get(path)) !== JSON.stringify(read)) {
    config.fail(`data["${key}"] cannot be carried over: ${path} of the custom resource has another value`);
  }
}
