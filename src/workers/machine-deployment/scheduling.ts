import type { ProviderAffinity, ProviderSpread } from '../../machine-controller/provider-spec';
import { Preset } from '../../scheduling/preset';
import type { SchedulingPolicyProps } from '../../scheduling/scheduling-policy';
import { WhenUnsatisfiable } from '../../scheduling/topology-spread';
import { defined } from '../../toolkit/shape';

const HOST = 'kubernetes.io/hostname';

/** The nodes that machines run on, as machine-controller has them. */
export function affinityOf({ nodeAffinityPreset }: SchedulingPolicyProps): ProviderAffinity | undefined {
  if (nodeAffinityPreset === undefined) return undefined;
  const { type, key, values } = nodeAffinityPreset;
  return { nodeAffinityPreset: defined({ type, key, values }) };
}

/**
 * How machines are spread. Machines that a policy keeps apart become a spread over the same domains: machine-controller
 * has ignored pod anti-affinity since v1.56, and counts the machines of the MachineDeployment itself.
 */
export function spreadsOf(policy: SchedulingPolicyProps): ProviderSpread[] {
  const { podAntiAffinityPreset: apart, topologyKey = HOST, topologySpread = [] } = policy;
  const whenUnsatisfiable = apart === Preset.HARD ? WhenUnsatisfiable.DO_NOT_SCHEDULE
    : WhenUnsatisfiable.SCHEDULE_ANYWAY;
  const kept = apart === undefined ? [] : [{ maxSkew: '1', topologyKey, whenUnsatisfiable }];
  const spread = topologySpread.map(({ maxSkew = 1, ...each }) => ({
    // a text, which machine-controller reads as a number
    maxSkew: String(maxSkew),
    topologyKey: each.topologyKey,
    whenUnsatisfiable: each.whenUnsatisfiable ?? WhenUnsatisfiable.SCHEDULE_ANYWAY,
  }));
  return [...kept, ...spread];
}
