import { ApiObject, Duration } from 'cdk8s';
import { later, refused, Right, right, stricter, Verdict, wrong, Wrong } from './case';
import { launcher, noObjects, patched, Scene } from './scene';
import {
  NodeToleration,
  Preset,
  SchedulingPolicy,
  SchedulingPolicyProps,
  TaintEffect,
  WhenUnsatisfiable,
} from '../../src';

const TEMPLATE = '/spec/virtualMachineTemplate/spec/template/spec';

/** A pool whose machines may run only where something wrong says, and the launcher pod that would be made of one. */
function placed(scene: Scene, scheduling: object) {
  const { virtualMachinePool } = scene.pool();
  for (const [field, value] of Object.entries(scheduling)) patched(virtualMachinePool, `${TEMPLATE}/${field}`, value);
  return [virtualMachinePool, launcher(scheduling)];
}

function place(rule: string, name: string, scheduling: object, says: string, verdict: Verdict): Wrong {
  return wrong(
    rule,
    name,
    (scene) => (verdict.expect === 'refused' ? placed(scene, scheduling).slice(0, 1) : placed(scene, scheduling)),
    says,
    verdict,
  );
}

/** A pool with a policy of ours. */
function policy(rule: string, name: string, props: SchedulingPolicyProps, says: string, verdict: Verdict): Wrong {
  return wrong(
    rule,
    name,
    (scene) => [scene.pool({ scheduling: scene.policy(props) }).virtualMachinePool],
    says,
    verdict,
  );
}

const POD = 'Kubernetes refuses the launcher pod';
const node = (term: object) => ({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } } },
});
const expression = (given: object) =>
  node({ matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'], ...given }] });
const field = (given: object) =>
  node({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['a'], ...given }] });
const pods = (given: object) => ({
  affinity: {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'x' } }, ...given },
      ],
    },
  },
});
const spread = (...given: object[]) => ({
  topologySpreadConstraints: given.map((each) => ({
    maxSkew: 1,
    topologyKey: 'zone',
    whenUnsatisfiable: 'DoNotSchedule',
    labelSelector: { matchLabels: { app: 'x' } },
    ...each,
  })),
});
const toleration = (given: object) => ({ tolerations: [given] });

const AFFINITY: readonly Wrong[] = [
  place(
    'SCHED001',
    'no terms',
    { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } } } },
    'nodeSelectorTerms is empty',
    refused('nodeSelectorTerms: Required value: must have at least one'),
  ),
  place(
    'SCHED002',
    'a bad key',
    expression({ key: 'my zone' }),
    'matchExpressions[0].key "my zone" is not a label key',
    refused('matchExpressions[0].key: Invalid value: "my zone"'),
  ),
  place(
    'SCHED003',
    'an unknown operator',
    expression({ operator: 'Like' }),
    'matchExpressions[0].operator "Like" is unknown',
    refused('matchExpressions[0].operator: Invalid value: "Like"'),
  ),
  place(
    'SCHED004',
    'nothing to compare with',
    expression({ values: [] }),
    'values is empty, but the operator In',
    refused('matchExpressions[0].values: Required value: must be specified'),
  ),
  place(
    'SCHED004',
    'values for an operator that takes none',
    expression({ operator: 'Exists' }),
    'but the operator Exists takes none',
    refused('matchExpressions[0].values: Forbidden: may not be specified'),
  ),
  place(
    'SCHED004',
    'a text for a number',
    expression({ operator: 'Gt' }),
    'compares with one whole number',
    stricter('Kubernetes takes it, and no node ever matches'),
  ),
  place(
    'SCHED004',
    'a bad value',
    expression({ values: ['my zone'] }),
    'matchExpressions[0].values "my zone" is not a label value',
    later(POD, 'matchExpressions[0].values[0]: Invalid value: "my zone"'),
  ),
  place(
    'SCHED005',
    'another field than the name',
    field({ key: 'metadata.uid' }),
    'the only field of a node to select by',
    refused('matchFields[0].key: Invalid value: "metadata.uid"'),
  ),
  place(
    'SCHED005',
    'an unknown operator',
    field({ operator: 'Exists' }),
    'matchFields[0].operator "Exists" is unknown',
    refused('matchFields[0].operator: Invalid value: "Exists"'),
  ),
  place(
    'SCHED005',
    'two names',
    field({ values: ['a', 'b'] }),
    'values holds 2 values',
    refused('matchFields[0].values: Required value: must be only one value'),
  ),
  place(
    'SCHED005',
    'a bad name',
    field({ values: ['No Node'] }),
    'matchFields[0].values "No Node" is not a DNS subdomain',
    refused('matchFields[0].values[0]: Invalid value: "No Node"'),
  ),
  place(
    'SCHED006',
    'a bad label',
    pods({ labelSelector: { matchLabels: { 'my app': 'x' } } }),
    'labelSelector.matchLabels["my app"] "my app" is not a label key',
    refused('labelSelector.matchLabels: Invalid value: "my app"'),
  ),
  place(
    'SCHED007',
    'a bad namespace',
    pods({ namespaces: ['No Space'] }),
    'namespaces "No Space" is not a DNS label',
    refused('.namespace: Invalid value: "No Space"'),
  ),
  place(
    'SCHED008',
    'no topology',
    pods({ topologyKey: '' }),
    'topologyKey is empty',
    refused('topologyKey: Required value: can not be empty'),
  ),
  place(
    'SCHED008',
    'a topology that is not a label',
    pods({ topologyKey: 'my zone' }),
    'topologyKey "my zone" is not a label key',
    refused('topologyKey: Invalid value: "my zone"'),
  ),
  place(
    'SCHED009',
    'no weight',
    {
      affinity: {
        podAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 0, podAffinityTerm: { topologyKey: 'zone' } }],
        },
      },
    },
    'weight is 0',
    refused('weight: Invalid value: 0: must be in the range 1-100'),
  ),
];

const SPREAD: readonly Wrong[] = [
  policy(
    'SCHED010',
    'two of one topology',
    { topologySpread: [{ topologyKey: 'zone' }, { topologyKey: 'zone' }] },
    'holds two constraints with the same topologyKey',
    refused('topologySpreadConstraints: duplicate entries for key'),
  ),
  place(
    'SCHED011',
    'no skew',
    spread({ maxSkew: 0 }),
    'maxSkew is 0',
    refused('maxSkew: Invalid value: 0: must be greater than zero'),
  ),
  place(
    'SCHED012',
    'an unknown answer',
    spread({ whenUnsatisfiable: 'Hope' }),
    'whenUnsatisfiable "Hope" is unknown',
    refused('topologySpreadConstraints[0].whenUnsatisfiable: Unsupported value: "Hope"'),
  ),
  place(
    'SCHED013',
    'no domains',
    spread({ minDomains: 0 }),
    'minDomains is 0',
    later(POD, 'minDomains: Invalid value: 0: must be greater than zero'),
  ),
  place(
    'SCHED013',
    'domains of a soft spread',
    spread({ minDomains: 2, whenUnsatisfiable: 'ScheduleAnyway' }),
    'minDomains is 2, but binds only',
    later(POD, 'can only use minDomains if whenUnsatisfiable=DoNotSchedule'),
  ),
  place(
    'SCHED014',
    'an unknown policy',
    spread({ nodeTaintsPolicy: 'Maybe' }),
    'nodeTaintsPolicy "Maybe" is unknown',
    later(POD, 'topologySpreadConstraints[0].nodeTaintsPolicy: Unsupported value: "Maybe"'),
  ),
];

const TOLERATIONS: readonly Wrong[] = [
  place(
    'SCHED015',
    'a bad key',
    toleration({ key: 'my taint', operator: 'Exists' }),
    'tolerations[0].key "my taint" is not a label key',
    later(POD, 'tolerations[0].key: Invalid value: "my taint"'),
  ),
  place(
    'SCHED015',
    'no key for one value',
    toleration({ operator: 'Equal', value: 'a' }),
    'has no key, which means every taint',
    later(POD, 'is invalid: spec.tolerations[0].operator: Invalid value: "Equal"'),
  ),
  place(
    'SCHED016',
    'an unknown operator',
    toleration({ key: 'a', operator: 'Like', value: 'b' }),
    'tolerations[0].operator "Like" is unknown',
    later(POD, 'tolerations[0].operator: Unsupported value: "Like"'),
  ),
  place(
    'SCHED017',
    'a value for an operator that takes none',
    toleration({ key: 'a', operator: 'Exists', value: 'b' }),
    'the operator Exists compares none',
    later(POD, 'tolerations[0].operator: Invalid value: "b"'),
  ),
  place(
    'SCHED017',
    'a bad value',
    toleration({ key: 'a', operator: 'Equal', value: 'b c' }),
    'tolerations[0].value "b c" is not a label value',
    later(POD, 'tolerations[0].operator: Invalid value: "b c"'),
  ),
  place(
    'SCHED018',
    'an unknown effect',
    toleration({ key: 'a', operator: 'Exists', effect: 'NoLuck' }),
    'tolerations[0].effect "NoLuck" is unknown',
    later(POD, 'tolerations[0].effect: Unsupported value: "NoLuck"'),
  ),
  place(
    'SCHED019',
    'an end of what does not end',
    toleration({ key: 'a', operator: 'Exists', effect: 'NoSchedule', tolerationSeconds: 60 }),
    'tolerationSeconds is 60, but only',
    later(POD, 'tolerations[0].effect: Invalid value: "NoSchedule"'),
  ),
];

const SELECTOR: readonly Wrong[] = [
  place(
    'SCHED020',
    'a bad label',
    { nodeSelector: { zone: 'my zone' } },
    'nodeSelector.zone "my zone"',
    later(POD, 'is invalid: spec.nodeSelector: Invalid value: "my zone"'),
  ),
  place(
    'SCHED021',
    'a bad name',
    { priorityClassName: 'No Class' },
    'priorityClassName "No Class" is not a DNS subdomain',
    later(POD, 'no PriorityClass with name No Class was found'),
  ),
];

const SOFT = 'no server sees the preset; an unknown word would be taken for the softer one';
const shy: NodeToleration = { key: 'a', effect: TaintEffect.NO_EXECUTE, tolerationSeconds: Duration.millis(1500) };

const POLICIES: readonly Wrong[] = [
  policy(
    'SCHED025',
    'an unknown affinity preset',
    { podAffinityPreset: 'firm' as Preset },
    'podAffinityPreset is "firm", which is not a value of Preset',
    stricter(SOFT),
  ),
  policy(
    'SCHED025',
    'an unknown anti-affinity preset',
    { podAntiAffinityPreset: 'firm' as Preset },
    'podAntiAffinityPreset is "firm", which is not a value of Preset',
    stricter(SOFT),
  ),
  policy(
    'SCHED025',
    'an unknown node preset',
    { nodeAffinityPreset: { type: 'firm' as Preset, key: 'zone' } },
    'nodeAffinityPreset.type is "firm", which is not a value of Preset',
    stricter(SOFT),
  ),
  policy(
    'SCHED026',
    'together and apart',
    { podAffinityPreset: Preset.HARD, podAntiAffinityPreset: Preset.HARD },
    'so no node would suit both',
    stricter('KubeVirt takes it, and no second machine of the pool ever finds a node'),
  ),
  policy(
    'SCHED027',
    'a class of ours and another',
    { priorityClass: { value: 1 }, priorityClassName: 'other' },
    'but a machine has one priority',
    stricter('no server sees that a second class was meant'),
  ),
  policy(
    'SCHED028',
    'a second and a half',
    { tolerations: [shy] },
    'tolerations[0].tolerationSeconds is 1.5 seconds',
    stricter('the API has whole seconds, so no server sees what was meant'),
  ),
  wrong(
    'SCHED028',
    'a second and a half, of an operator',
    (scene) => noObjects(scene.cluster({ kubevirtOperator: { nodePlacement: { tolerations: [shy] } } })),
    'kubevirtOperator.nodePlacement.tolerations[0].tolerationSeconds is 1.5 seconds',
    stricter('the API has whole seconds, so no server sees what was meant'),
  ),
  wrong(
    'SCHED029',
    'outside of any cluster',
    (scene) => noObjects(new SchedulingPolicy(scene.app, 'policy', { priorityClass: { value: 1 } })),
    'is outside of any cluster',
    stricter('there is no cluster to make it in'),
  ),
  wrong(
    'SCHED024',
    "a name of Kubernetes' own",
    (scene) => [scene.policy({ priorityClass: { value: 1, name: 'system-workers' } }).priorityClass!],
    'begins with "system-"',
    refused("priority class names with 'system-' prefix are reserved"),
  ),
  wrong(
    'SCHED023',
    'an unknown word',
    (scene) => [patched(scene.policy({ priorityClass: { value: 1 } }).priorityClass!, '/preemptionPolicy', 'Maybe')],
    'preemptionPolicy "Maybe" is unknown',
    refused('preemptionPolicy: Unsupported value: "Maybe"'),
  ),
  wrong(
    'SCHED022',
    "a value of Kubernetes' own",
    (scene) => [scene.policy({ priorityClass: { value: 1_000_000_001 } }).priorityClass!],
    'priorityClass.value 1000000001 is not a priority',
    refused('value: Forbidden: maximum allowed value of a user defined priority'),
  ),
];

export const SCHEDULING: readonly Wrong[] = [...AFFINITY, ...SPREAD, ...TOLERATIONS, ...SELECTOR, ...POLICIES];

/** A pool whose machines may run only where something says that comes close to being wrong. */
function fine(rule: string, name: string, scheduling: object): Right {
  return right(rule, name, (scene) => placed(scene, scheduling));
}

/** A pool with a policy of ours. */
function finePolicy(rule: string, name: string, props: SchedulingPolicyProps): Right {
  return right(rule, name, (scene) => scene.pool({ scheduling: scene.policy(props) }));
}

/** A PriorityClass that no construct of ours makes. */
function fineClass(rule: string, name: string, object: object): Right {
  return right(
    rule,
    name,
    (scene) =>
      new ApiObject(scene.infra, 'class', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', ...object }),
  );
}

const weights = [1, 100].map((weight) => ({ weight, podAffinityTerm: { topologyKey: 'zone' } }));

export const SCHEDULING_RIGHT: readonly Right[] = [
  fine('SCHED001', 'one term without expressions', node({})),
  fine('SCHED002', 'a key with a prefix', expression({ key: 'topology.kubernetes.io/zone' })),
  fine('SCHED003', 'an operator for nodes alone', expression({ operator: 'Gt', values: ['4'] })),
  fine('SCHED004', 'an operator that takes no values', expression({ operator: 'DoesNotExist', values: [] })),
  fine('SCHED004', 'nothing for a number', expression({ operator: 'Lt', values: ['0'] })),
  fine('SCHED005', 'one node less', field({ operator: 'NotIn' })),
  fine('SCHED006', 'a label without a value', pods({ labelSelector: { matchLabels: { 'example.org/app': '' } } })),
  fine('SCHED007', 'two namespaces', pods({ namespaces: ['a', 'b-1'] })),
  fine('SCHED008', "a topology of the user's own", pods({ topologyKey: 'rack' })),
  fine('SCHED009', 'the least and the most', {
    affinity: { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: weights } },
  }),
  finePolicy('SCHED010', 'one topology, strictly and softly', {
    topologySpread: ['DoNotSchedule', 'ScheduleAnyway'].map((when) => ({
      topologyKey: 'zone',
      whenUnsatisfiable: when as WhenUnsatisfiable,
    })),
  }),
  fine('SCHED011', 'the least skew', spread({ maxSkew: 1 })),
  fine('SCHED012', 'the softer answer', spread({ whenUnsatisfiable: 'ScheduleAnyway' })),
  fine('SCHED013', 'domains of a strict spread', spread({ minDomains: 1 })),
  fine('SCHED014', 'both policies', spread({ nodeAffinityPolicy: 'Ignore', nodeTaintsPolicy: 'Honor' })),
  fine('SCHED015', 'no key for every taint', toleration({ operator: 'Exists' })),
  fine('SCHED016', 'no operator, which is Equal', toleration({ key: 'a', value: 'b' })),
  fine('SCHED017', 'an empty value', toleration({ key: 'a', operator: 'Exists', value: '' })),
  fine('SCHED018', 'every effect', toleration({ key: 'a', operator: 'Exists', effect: '' })),
  fine(
    'SCHED019',
    'an end at once',
    toleration({ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 0 }),
  ),
  fine('SCHED020', 'a label without a value', { nodeSelector: { 'node-role.kubernetes.io/worker': '' } }),
  fine('SCHED021', "a class of Kubernetes' own", { priorityClassName: 'system-node-critical' }),
  fineClass('SCHED022', 'the highest value', { metadata: { name: 'first' }, value: 1_000_000_000 }),
  fineClass('SCHED023', 'pushing others out', {
    metadata: { name: 'first' },
    value: 1,
    preemptionPolicy: 'PreemptLowerPriority',
  }),
  fineClass('SCHED024', "a class of Kubernetes' own, as it is", {
    metadata: { name: 'system-node-critical' },
    value: 2_000_001_000,
  }),
  finePolicy('SCHED025', 'each preset', {
    podAffinityPreset: Preset.SOFT,
    nodeAffinityPreset: { type: Preset.HARD, key: 'zone' },
  }),
  finePolicy('SCHED026', 'together on some nodes', {
    podAffinityPreset: Preset.HARD,
    nodeAffinityPreset: { type: Preset.HARD, key: 'zone' },
  }),
  finePolicy('SCHED027', 'a class that exists', { priorityClassName: 'other' }),
  finePolicy('SCHED028', 'thousands of milliseconds', {
    tolerations: [{ key: 'a', effect: TaintEffect.NO_EXECUTE, tolerationSeconds: Duration.millis(2000) }],
  }),
  right(
    'SCHED029',
    'the name of a class, outside of any cluster',
    (scene) => new SchedulingPolicy(scene.app, 'policy', { priorityClassName: 'other' }),
  ),
];
