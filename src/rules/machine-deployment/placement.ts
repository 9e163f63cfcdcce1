import { DOUBTFUL, providerRule } from './deployment-rule';
import { about, Fault, fault } from '../../findings/rule';
import { isReference, textOf } from '../../machine-controller/config-var';
import { CLOUD, mapIn } from '../../machine-controller/parts';
import type { ProviderAffinity, ProviderSpread } from '../../machine-controller/provider-spec';
import { notLabelValue, notQualifiedName } from '../../toolkit/names';
import { notOneOf } from '../../toolkit/one-of';
import { items, repeated } from '../../toolkit/shape';
import { kubevirt, machineController } from '../sources';

const PROVIDER = 'pkg/cloudprovider/provider/kubevirt/provider.go';
const UTILS = 'pkg/virt-api/webhooks/validating-webhook/admitters/validate-k8s-utils.go';
const AFFINITY = `${CLOUD}.affinity`;
const NODES = `${AFFINITY}.nodeAffinityPreset`;
const SPREAD = `${CLOUD}.topologySpreadConstraints`;

export const POD_PRESETS = providerRule({
  ...DOUBTFUL,
  id: 'MD041',
  name: 'workers/deployment-pod-presets',
  title: 'A MachineDeployment has no preset of affinity between pods',
  why: 'Nothing has read podAffinityPreset and podAntiAffinityPreset since machine-controller 1.56.',
  remedy: 'Write topologySpreadConstraints to keep machines apart. Nothing keeps them together.',
  source: machineController(`${PROVIDER}: getAffinity`),
}, function* ({ cloud }) {
  const affinity = mapIn<ProviderAffinity>(cloud.affinity);
  for (const key of ['podAffinityPreset', 'podAntiAffinityPreset'] as const) {
    if (!textOf(affinity[key])) continue;
    yield fault(`${AFFINITY}.${key}`, 'has no effect since machine-controller 1.56', key === 'podAffinityPreset'
      ? 'Leave it out: machine-controller cannot keep machines together.' : 'Write topologySpreadConstraints.');
  }
});

export const NODE_PRESET = providerRule({
  id: 'MD042',
  name: 'workers/deployment-node-preset',
  title: 'nodeAffinityPreset has the type soft or hard, a key that a label can have, and values likewise',
  why: 'machine-controller refuses any other type, and KubeVirt an affinity without a key.',
  remedy: 'Write type and key. Without values, a node needs only the key.',
  source: machineController(`${PROVIDER}: parseNodeAffinityPreset, getAffinity`),
}, function* ({ cloud }) {
  const { type, key, values } = presetOf(cloud);
  const kind = textOf(type);
  yield* about(`${NODES}.type`, notOneOf(kind?.toLowerCase() || undefined, TYPES));
  if (!kind || isReference(key)) return;
  const label = textOf(key);
  if (!label) yield fault(`${NODES}.key`, 'is missing', 'Write the key of a label of the infra cluster\'s nodes.');
  else yield* about(`${NODES}.key`, notQualifiedName(label));
  for (const [index, value] of (Array.isArray(values) ? values : []).entries()) {
    const text = textOf(value);
    if (text !== undefined) yield* about(`${NODES}.values[${index}]`, notLabelValue(text));
  }
});

export const NODE_PRESET_IDLE = providerRule({
  ...DOUBTFUL,
  id: 'MD043',
  name: 'workers/deployment-node-preset-idle',
  title: 'nodeAffinityPreset has a type',
  why: 'machine-controller takes one without a type for none.',
  remedy: 'Write the type soft or hard, or leave it out.',
  source: machineController(`${PROVIDER}: getAffinity`),
}, function* ({ cloud }) {
  const { type, key } = presetOf(cloud);
  if (isReference(type) || textOf(type) || !key) return;
  yield fault(NODES, 'has a key and no type, so it has no effect', 'Write the type soft or hard, or leave it out.');
});

export const SPREAD_SKEW = providerRule({
  id: 'MD044',
  name: 'workers/deployment-spread-skew',
  title: 'maxSkew is the text of a whole number of at least 1',
  why: 'machine-controller cannot read anything else, and KubeVirt refuses a smaller number.',
  remedy: 'Write "1" for a spread as even as can be.',
  source: machineController(`${PROVIDER}: parseTopologySpreadConstraint`),
}, function* ({ cloud }) {
  for (const [{ maxSkew }, at] of spreads(cloud.topologySpreadConstraints)) {
    if (isReference(maxSkew)) continue;
    const text = textOf(maxSkew) ?? '';
    if (/^\+?0*[1-9]\d{0,8}$/.test(text)) continue;
    yield fault(`${at}.maxSkew`, text === '' ? 'is missing' : `is "${text}", but must be a whole number of at least 1`,
      'Write "1" for a spread as even as can be.');
  }
});

export const SPREAD_WORDS = providerRule({
  id: 'MD045',
  name: 'workers/deployment-spread-words',
  title: 'A spread constraint has a topologyKey, and whenUnsatisfiable is DoNotSchedule or ScheduleAnyway',
  why: 'machine-controller takes anything, and KubeVirt refuses each machine.',
  remedy: 'Write both.',
  source: kubevirt(`${UTILS}: validateTopologySpreadConstraints`),
}, function* ({ cloud }) {
  for (const [constraint, at] of spreads(cloud.topologySpreadConstraints)) yield* wordFaults(constraint, at);
});

export const SPREAD_TWICE = providerRule({
  id: 'MD046',
  name: 'workers/deployment-spread-twice',
  title: 'No two spread constraints have the same topologyKey and whenUnsatisfiable',
  why: 'machine-controller takes them, and the API server refuses each machine: these two fields tell constraints '
    + 'apart.',
  remedy: 'Merge the two into one.',
  source: kubevirt(`${UTILS}: validateTopologySpreadConstraints`),
}, function* ({ cloud }) {
  const pairs = spreads(cloud.topologySpreadConstraints).map(([each]) => (
    `${textOf(each.topologyKey)}, ${textOf(each.whenUnsatisfiable)}`
  ));
  for (const pair of repeated(pairs)) {
    yield fault(SPREAD, `holds two constraints with the same topologyKey and whenUnsatisfiable (${pair})`,
      'Merge them into one.');
  }
});

const TYPES = ['soft', 'hard'];

function presetOf({ affinity }: { readonly affinity?: ProviderAffinity }): Preset {
  return mapIn<Preset>(mapIn<ProviderAffinity>(affinity).nodeAffinityPreset);
}

type Preset = NonNullable<ProviderAffinity['nodeAffinityPreset']>;

function spreads(list: readonly ProviderSpread[] | undefined): [ProviderSpread, string][] {
  return items(list).map((each, index) => [each, `${SPREAD}[${index}]`]);
}

function* wordFaults({ topologyKey, whenUnsatisfiable }: ProviderSpread, at: string): Iterable<Fault> {
  if (!isReference(topologyKey)) {
    const key = textOf(topologyKey);
    if (key) yield* about(`${at}.topologyKey`, notQualifiedName(key));
    else yield fault(`${at}.topologyKey`, 'is missing', 'Write the key of a label of nodes.');
  }
  if (isReference(whenUnsatisfiable)) return;
  const word = textOf(whenUnsatisfiable);
  if (word) yield* about(`${at}.whenUnsatisfiable`, notOneOf(word, ['DoNotSchedule', 'ScheduleAnyway']));
  else yield fault(`${at}.whenUnsatisfiable`, 'is missing', 'Write DoNotSchedule or ScheduleAnyway.');
}
