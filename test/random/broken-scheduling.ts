import { Bad, badCount, badLabels, badName, NO_NAME } from './bad';

/** By prop of scheduling policies, what it cannot be. */
export const BROKEN_SCHEDULING: { readonly [prop: string]: readonly Bad[] } = {
  'NodeAffinityPreset.key': [{ to: 'not a key' }, { to: '' }],
  'NodeAffinityPreset.values': [{ to: ['not a value'] }],
  'PriorityClassProps.value': [{ to: 1_000_000_001 }, { to: 0.5 }],
  'PriorityClassProps.name': [{ to: 'system-mine' }, ...badName()],
  'SchedulingPolicyProps.podAffinityPreset': [{ to: 'hard', beside: { podAntiAffinityPreset: 'soft' } }],
  'SchedulingPolicyProps.podAntiAffinityPreset': [{ to: 'hard', beside: { podAffinityPreset: 'soft' } }],
  'SchedulingPolicyProps.topologyKey': [
    { to: 'not a key', beside: { podAffinityPreset: 'hard', podAntiAffinityPreset: undefined } },
    { to: '', beside: { podAffinityPreset: 'soft', podAntiAffinityPreset: undefined } },
  ],
  'SchedulingPolicyProps.topologySpread': [{ to: [{ topologyKey: 'a' }, { topologyKey: 'a' }] }],
  'SchedulingPolicyProps.podLabels': badLabels().map((bad) => (
    { ...bad, beside: { podAffinityPreset: 'hard', podAntiAffinityPreset: undefined, topologySpread: undefined } })),
  'SchedulingPolicyProps.nodeSelector': badLabels(),
  'SchedulingPolicyProps.tolerations': [{ to: [{ operator: 'Equal' }] }],
  'SchedulingPolicyProps.priorityClass': [{ to: { value: 1 }, beside: { priorityClassName: 'other' } }],
  'SchedulingPolicyProps.priorityClassName': [{ to: NO_NAME, beside: { priorityClass: undefined } }],
  'NodeToleration.key': [{ to: 'not a key' }],
  'NodeToleration.value': [
    { to: 'not a value', beside: { key: 'a', operator: undefined } },
    { to: 'a', beside: { key: 'a', operator: 'Exists' } },
  ],
  'NodeToleration.tolerationSeconds': [
    { to: { $seconds: 5 }, beside: { effect: 'NoSchedule' } },
    { to: { $milliseconds: 1500 }, beside: { effect: 'NoExecute' } },
  ],
  'TopologySpread.topologyKey': [{ to: '' }, { to: 'not a key' }],
  'TopologySpread.maxSkew': badCount(),
  'TopologySpread.minDomains': [
    { to: 0, beside: { whenUnsatisfiable: 'DoNotSchedule' } },
    { to: 2, beside: { whenUnsatisfiable: undefined } },
  ],
};
