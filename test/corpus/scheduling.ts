import { Duration } from 'cdk8s';
import { later, refused, stricter, Verdict, wrong, Wrong } from './case';
import { launcher, noObjects, patched, Scene } from './scene';
import { NodeToleration, PreemptionPolicy, Preset, SchedulingPolicy, SchedulingPolicyProps } from '../../src';

const TEMPLATE = '/spec/virtualMachineTemplate/spec/template/spec';

/** A pool whose machines may run only where something wrong says, and the launcher pod that would be made of one. */
function placed(scene: Scene, scheduling: object) {
  const { virtualMachinePool } = scene.pool();
  for (const [field, value] of Object.entries(scheduling)) patched(virtualMachinePool, `${TEMPLATE}/${field}`, value);
  return [virtualMachinePool, launcher(scheduling)];
}

function place(rule: string, name: string, scheduling: object, says: string, verdict: Verdict): Wrong {
  return wrong(`scheduling/${rule}`, name, (scene) => (verdict.expect === 'refused' ? placed(scene, scheduling).slice(0, 1) : placed(scene, scheduling)), says, verdict);
}

/** A pool with a policy of ours. */
function policy(rule: string, name: string, props: SchedulingPolicyProps, says: string, verdict: Verdict): Wrong {
  return wrong(`scheduling/${rule}`, name, (scene) => [scene.pool({ scheduling: scene.policy(props) }).virtualMachinePool], says, verdict);
}

const POD = 'Kubernetes refuses the launcher pod';
const node = (term: object) => ({ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } } } });
const expression = (given: object) => node({ matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'], ...given }] });
const field = (given: object) => node({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['a'], ...given }] });
const pods = (given: object) => ({ affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'x' } }, ...given }] } } });
const spread = (...given: object[]) => ({ topologySpreadConstraints: given.map((each) => ({ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app: 'x' } }, ...each })) });
const toleration = (given: object) => ({ tolerations: [given] });

const AFFINITY: readonly Wrong[] = [
  place('affinity-terms', 'no terms', { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } } } }, 'nodeSelectorTerms is empty', refused('nodeSelectorTerms: Required value: must have at least one')),
  place('affinity-key', 'a key that is none', expression({ key: 'my zone' }), 'matchExpressions[0].key "my zone" is not a label key', refused('matchExpressions[0].key: Invalid value: "my zone"')),
  place('affinity-operator', 'an unknown operator', expression({ operator: 'Like' }), 'matchExpressions[0].operator "Like" is unknown', refused('matchExpressions[0].operator: Invalid value: "Like"')),
  place('affinity-values', 'nothing to compare with', expression({ values: [] }), 'values is empty, but the operator In', refused('matchExpressions[0].values: Required value: must be specified')),
  place('affinity-values', 'values for an operator that takes none', expression({ operator: 'Exists' }), 'but the operator Exists takes none', refused('matchExpressions[0].values: Forbidden: may not be specified')),
  place('affinity-values', 'a text for a number', expression({ operator: 'Gt' }), 'compares with one whole number', stricter('Kubernetes takes it, and no node ever matches')),
  place('affinity-values', 'a value that is none', expression({ values: ['my zone'] }), 'matchExpressions[0].values "my zone" is not a label value', later(POD, 'matchExpressions[0].values[0]: Invalid value: "my zone"')),
  place('affinity-fields', 'another field than the name', field({ key: 'metadata.uid' }), 'cannot be selected by', refused('matchFields[0].key: Invalid value: "metadata.uid"')),
  place('affinity-fields', 'an unknown operator', field({ operator: 'Exists' }), 'matchFields[0].operator "Exists" is unknown', refused('matchFields[0].operator: Invalid value: "Exists"')),
  place('affinity-fields', 'two names', field({ values: ['a', 'b'] }), 'values holds 2 values', refused('matchFields[0].values: Required value: must be only one value')),
  place('affinity-fields', 'a name that is none', field({ values: ['No Node'] }), 'matchFields[0].values "No Node" is not a DNS subdomain', refused('matchFields[0].values[0]: Invalid value: "No Node"')),
  place('affinity-selector', 'a label that is none', pods({ labelSelector: { matchLabels: { 'my app': 'x' } } }), 'labelSelector.matchLabels key "my app"', refused('labelSelector.matchLabels: Invalid value: "my app"')),
  place('affinity-namespaces', 'a namespace that is none', pods({ namespaces: ['No Space'] }), 'namespaces "No Space" is not a DNS label', refused('.namespace: Invalid value: "No Space"')),
  place('affinity-topology', 'no topology', pods({ topologyKey: '' }), 'topologyKey is empty', refused('topologyKey: Required value: can not be empty')),
  place('affinity-topology', 'a topology that is no label', pods({ topologyKey: 'my zone' }), 'topologyKey "my zone" is not a label key', refused('topologyKey: Invalid value: "my zone"')),
  place('affinity-weight', 'no weight', { affinity: { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 0, podAffinityTerm: { topologyKey: 'zone' } }] } } }, 'weight is 0', refused('weight: Invalid value: 0: must be in the range 1-100')),
];

const SPREAD: readonly Wrong[] = [
  place('spread-twice', 'two of one topology', spread({}, {}), 'holds two constraints with the same topologyKey', refused('topologySpreadConstraints: duplicate entries for key')),
  place('spread-skew', 'no skew', spread({ maxSkew: 0 }), 'maxSkew is 0', refused('maxSkew: Invalid value: 0: must be greater than zero')),
  place('spread-when', 'an unknown answer', spread({ whenUnsatisfiable: 'Hope' }), 'whenUnsatisfiable "Hope" is unknown', refused('topologySpreadConstraints[0].whenUnsatisfiable: Unsupported value: "Hope"')),
  place('spread-domains', 'no domains', spread({ minDomains: 0 }), 'minDomains is 0', later(POD, 'minDomains: Invalid value: 0: must be greater than zero')),
  place('spread-domains', 'domains of a soft spread', spread({ minDomains: 2, whenUnsatisfiable: 'ScheduleAnyway' }), 'minDomains is 2, but binds only', later(POD, 'can only use minDomains if whenUnsatisfiable=DoNotSchedule')),
  place('spread-nodes', 'an unknown policy', spread({ nodeTaintsPolicy: 'Maybe' }), 'nodeTaintsPolicy "Maybe" is unknown', later(POD, 'topologySpreadConstraints[0].nodeTaintsPolicy: Unsupported value: "Maybe"')),
];

const TOLERATIONS: readonly Wrong[] = [
  place('toleration-key', 'a key that is none', toleration({ key: 'my taint', operator: 'Exists' }), 'tolerations[0].key "my taint" is not a label key', later(POD, 'tolerations[0].key: Invalid value: "my taint"')),
  place('toleration-key', 'no key for one value', toleration({ operator: 'Equal', value: 'a' }), 'has no key, which means every taint', later(POD, 'is invalid: spec.tolerations[0].operator: Invalid value: "Equal"')),
  place('toleration-operator', 'an unknown operator', toleration({ key: 'a', operator: 'Like', value: 'b' }), 'tolerations[0].operator "Like" is unknown', later(POD, 'tolerations[0].operator: Unsupported value: "Like"')),
  place('toleration-value', 'a value for an operator that takes none', toleration({ key: 'a', operator: 'Exists', value: 'b' }), 'the operator Exists compares none', later(POD, 'tolerations[0].operator: Invalid value: "b"')),
  place('toleration-value', 'a value that is none', toleration({ key: 'a', operator: 'Equal', value: 'b c' }), 'tolerations[0].value "b c" is not a label value', later(POD, 'tolerations[0].operator: Invalid value: "b c"')),
  place('toleration-effect', 'an unknown effect', toleration({ key: 'a', operator: 'Exists', effect: 'NoLuck' }), 'tolerations[0].effect "NoLuck" is unknown', later(POD, 'tolerations[0].effect: Unsupported value: "NoLuck"')),
  place('toleration-seconds', 'an end of what does not end', toleration({ key: 'a', operator: 'Exists', effect: 'NoSchedule', tolerationSeconds: 60 }), 'tolerationSeconds is 60, but only', later(POD, 'tolerations[0].effect: Invalid value: "NoSchedule"')),
];

const SELECTOR: readonly Wrong[] = [
  place('node-selector', 'a label that is none', { nodeSelector: { zone: 'my zone' } }, 'nodeSelector value of zone "my zone"', later(POD, 'is invalid: spec.nodeSelector: Invalid value: "my zone"')),
  place('priority-class-name', 'a name that is none', { priorityClassName: 'No Class' }, 'priorityClassName "No Class" is not a DNS subdomain', later(POD, 'no PriorityClass with name No Class was found')),
];

const SOFT = 'no server sees the preset; an unknown word would be taken for the softer one';
const shy: NodeToleration = { key: 'a', tolerationSeconds: Duration.millis(1500) };

const POLICIES: readonly Wrong[] = [
  policy('preset', 'an unknown affinity preset', { podAffinityPreset: 'firm' as Preset }, 'podAffinityPreset "firm" is unknown', stricter(SOFT)),
  policy('preset', 'an unknown anti-affinity preset', { podAntiAffinityPreset: 'firm' as Preset }, 'podAntiAffinityPreset "firm" is unknown', stricter(SOFT)),
  policy('preset', 'an unknown node preset', { nodeAffinityPreset: { type: 'firm' as Preset, key: 'zone' } }, 'nodeAffinityPreset.type "firm" is unknown', stricter(SOFT)),
  policy('presets-together', 'together and apart', { podAffinityPreset: Preset.HARD, podAntiAffinityPreset: Preset.HARD }, 'so no node would suit both', stricter('KubeVirt takes it, and no second machine of the pool ever finds a node')),
  policy('priority-twice', 'a class of ours and another', { priorityClass: { value: 1 }, priorityClassName: 'other' }, 'but a machine has one priority', stricter('no server sees that a second class was meant')),
  policy('toleration-whole-seconds', 'a second and a half', { tolerations: [shy] }, 'tolerations[0].tolerationSeconds is 1.5 seconds', stricter('the API has whole seconds, so no server sees what was meant')),
  wrong('scheduling/priority-class-place', 'outside of any cluster', (scene) => noObjects(new SchedulingPolicy(scene.app, 'policy', { priorityClass: { value: 1 } })), 'stands outside of any cluster', stricter('there is no cluster to make it in')),
  wrong('scheduling/priority-class-name', 'a name of Kubernetes\' own', (scene) => [scene.policy({ priorityClass: { value: 1, name: 'system-workers' } }).priorityClass!], 'begins with "system-"', refused("priority class names with 'system-' prefix are reserved")),
  wrong('scheduling/priority-class-preemption', 'an unknown word', (scene) => [scene.policy({ priorityClass: { value: 1, preemptionPolicy: 'Maybe' as PreemptionPolicy } }).priorityClass!], 'priorityClass.preemptionPolicy "Maybe" is unknown', refused('preemptionPolicy: Unsupported value: "Maybe"')),
  wrong('scheduling/priority-class-value', 'a value of Kubernetes\' own', (scene) => [scene.policy({ priorityClass: { value: 1_000_000_001 } }).priorityClass!], 'priorityClass.value 1000000001 is no priority', refused('value: Forbidden: maximum allowed value of a user defined priority')),
];

export const SCHEDULING: readonly Wrong[] = [...AFFINITY, ...SPREAD, ...TOLERATIONS, ...SELECTOR, ...POLICIES];
