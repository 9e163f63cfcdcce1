import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { isEmpty, listOf, Loose } from './loose';
import { NodeAffinityPreset, Preset, SchedulingPolicy, SchedulingPolicyProps } from '../../../src';
import { defined } from '../../../src/toolkit/shape';

/** The policy that says where a machine may run; undefined if it may run anywhere. */
export function schedulingOf(vmi: Loose, scope: Construct): SchedulingPolicy | undefined {
  const spreads = listOf(vmi.topologySpreadConstraints);
  const props = defined<SchedulingPolicyProps>({
    nodeSelector: vmi.nodeSelector,
    nodeAffinityPreset: nodeAffinityOf(vmi.affinity?.nodeAffinity),
    priorityClassName: vmi.priorityClassName,
    tolerations: vmi.tolerations && listOf(vmi.tolerations).map(({ tolerationSeconds, ...toleration }) => ({
      ...toleration, ...(tolerationSeconds !== undefined && { tolerationSeconds: Duration.seconds(tolerationSeconds) }),
    })),
    schedulerName: vmi.schedulerName,
    podLabels: spreads[0]?.labelSelector?.matchLabels,
    topologySpread: vmi.topologySpreadConstraints && spreads.map(({ labelSelector: _pods, topologyKey, ...spread }) => (
      { topologyKey, ...spread })),
  });
  return isEmpty(props) ? undefined : new SchedulingPolicy(scope, 'scheduling', props);
}

function nodeAffinityOf(affinity: Loose | undefined): NodeAffinityPreset | undefined {
  const required = affinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms?.[0];
  const preferred = affinity?.preferredDuringSchedulingIgnoredDuringExecution?.[0]?.preference;
  const [expression] = listOf((required ?? preferred)?.matchExpressions);
  if (expression === undefined) return undefined;
  const type = required === undefined ? Preset.SOFT : Preset.HARD;
  return defined({ type, key: expression.key, values: expression.values });
}
