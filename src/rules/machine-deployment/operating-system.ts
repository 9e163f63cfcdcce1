import { BAD, DOUBTFUL, providerRule } from './deployment-rule';
import { about, Fault, fault } from '../../findings/rule';
import { OPERATING_SYSTEMS, PROVISIONING_UTILITIES } from '../../machine-controller/operating-systems';
import { DeploymentParts, mapIn, VALUE } from '../../machine-controller/parts';
import { ON_ROOT_COMPLEX } from '../../machines/user-data/ignition';
import { didYouMean } from '../../toolkit/nearest';
import { notOneOf } from '../../toolkit/one-of';
import { fieldBelow } from '../../toolkit/path';
import { machineController } from '../sources';

const SYSTEM = `${VALUE}.operatingSystem`;
const SPEC = `${VALUE}.operatingSystemSpec`;
const USER_DATA = 'sdk/userdata/default.go: DefaultOperatingSystemSpec';

export const OPERATING_SYSTEM = providerRule({
  id: 'MD009',
  name: 'workers/deployment-operating-system',
  title: 'The operating system is one that machine-controller makes on KubeVirt',
  why: 'machine-controller refuses any other one.',
  remedy: `Write ${Object.keys(OPERATING_SYSTEMS).join(', ')}.`,
  source: machineController('sdk/cloudprovider/kubevirt/types.go: SupportedOS'),
}, function* ({ config: { operatingSystem } }) {
  if (operatingSystem) yield* about(SYSTEM, notOneOf(operatingSystem, Object.keys(OPERATING_SYSTEMS)));
  else yield fault(SYSTEM, 'is missing', `Write one of ${Object.keys(OPERATING_SYSTEMS).join(', ')}.`);
});

export const SYSTEM_KEY = providerRule({
  ...BAD,
  id: 'MD010',
  name: 'workers/deployment-system-key',
  title: 'operatingSystemSpec holds keys of its own operating system',
  why: 'machine-controller ignores all others, such as disableAutoUpdate, which is Flatcar\'s, for Ubuntu.',
  remedy: 'Leave out what another operating system has.',
  source: machineController(USER_DATA),
}, function* ({ config }) {
  const known = keysOf(config);
  for (const key of known === undefined ? [] : Object.keys(mapIn(config.operatingSystemSpec))) {
    if (key in known!) continue;
    yield fault(fieldBelow(SPEC, key), `is not a key of ${config.operatingSystem}${ownersOf(key)}, so `
      + 'machine-controller ignores it', remedyFor(key, Object.keys(known!)));
  }
});

export const SYSTEM_VALUE = providerRule({
  id: 'MD011',
  name: 'workers/deployment-system-value',
  title: 'The values of operatingSystemSpec are of the types that the operating system has',
  why: 'Neither machine-controller nor operating-system-manager can decode others.',
  remedy: 'Write true or false without quotes, or a text.',
  source: machineController(USER_DATA),
}, function* ({ config }) {
  const values = mapIn<{ readonly [key: string]: unknown }>(config.operatingSystemSpec);
  for (const [key, type] of Object.entries(keysOf(config) ?? {})) {
    yield* valueFaults(values[key], type, fieldBelow(SPEC, key));
  }
  if (config.operatingSystem !== 'flatcar') return;
  yield* about(`${SPEC}.provisioningUtility`, notOneOf(values.provisioningUtility, PROVISIONING_UTILITIES));
});

export const FLATCAR_PCI = providerRule({
  ...DOUBTFUL,
  id: 'MD012',
  name: 'workers/deployment-flatcar-pci',
  title: `Machines of Flatcar have the annotation ${ON_ROOT_COMPLEX}`,
  why: 'From KubeVirt 1.6.4 on, Flatcar does not find its Ignition data without it. machine-controller writes it from '
    + '1.65.5 and 1.66.1 on; older ones do not.',
  remedy: 'Write it as "true" in spec.template.metadata.annotations.',
  source: machineController('pkg/cloudprovider/provider/kubevirt/provider.go: newVirtualMachine'),
}, function* ({ config, metadata }) {
  if (config.operatingSystem !== 'flatcar') return;
  const annotations = mapIn<{ readonly [key: string]: unknown }>(metadata.annotations);
  if (annotations[ON_ROOT_COMPLEX] === 'true') return;
  yield fault(fieldBelow('spec.template.metadata.annotations', ON_ROOT_COMPLEX), 'is not "true", and without it '
    + 'Flatcar does not find its Ignition data on KubeVirt 1.6.4 and newer', 'Write "true".');
});

function keysOf({ operatingSystem }: DeploymentParts['config']): { readonly [key: string]: string } | undefined {
  return typeof operatingSystem === 'string' ? OPERATING_SYSTEMS[operatingSystem] : undefined;
}

/** Words for the operating systems that have a key. */
function ownersOf(key: string): string {
  const owners = Object.keys(OPERATING_SYSTEMS).filter((system) => key in OPERATING_SYSTEMS[system]);
  return owners.length === 0 ? '' : ` but of ${owners.join(' and ')}`;
}

function remedyFor(key: string, known: readonly string[]): string {
  return didYouMean(key, known).trimStart() || `Known here: ${known.join(', ')}.`;
}

function* valueFaults(value: unknown, type: string, at: string): Iterable<Fault> {
  if (value === undefined || value === null || typeof value === type) return;
  const remedy = type === 'boolean' ? 'Write true or false, without quotes.' : 'Write a text.';
  yield fault(at, `is not ${type === 'boolean' ? 'true or false' : 'a text'}`, remedy);
}
