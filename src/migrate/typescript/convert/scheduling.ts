import { Preset } from '../../../index';
import { call, Code, construct, Props } from '../code';
import type { Place } from './place';
import { defined } from '../../../toolkit/shape';
import { isEmpty, listOf, Loose } from '../same/loose';

/** The policy that says where a machine may run; undefined if it may run anywhere. */
export function schedulingOf(vmi: Loose, place: Place): Code {
  const spreads = listOf(vmi.topologySpreadConstraints);
  const props = defined({
    nodeSelector: vmi.nodeSelector,
    nodeAffinityPreset: nodeAffinityOf(vmi.affinity?.nodeAffinity),
    priorityClassName: vmi.priorityClassName,
    tolerations: vmi.tolerations && listOf(vmi.tolerations).map(({ tolerationSeconds, ...toleration }) => ({
      ...toleration,
      tolerationSeconds: tolerationSeconds === undefined ? undefined : call('Duration.seconds', tolerationSeconds),
    })),
    schedulerName: vmi.schedulerName,
    podLabels: spreads[0]?.labelSelector?.matchLabels,
    topologySpread: vmi.topologySpreadConstraints && spreads.map(({ labelSelector: _pods, topologyKey, ...spread }) => (
      { topologyKey, ...spread })),
  });
  return isEmpty(props) ? undefined : construct('SchedulingPolicy', place.tenant, `${place.id}-scheduling`, props);
}

function nodeAffinityOf(affinity: Loose | undefined): Props | undefined {
  const required = affinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms?.[0];
  const preferred = affinity?.preferredDuringSchedulingIgnoredDuringExecution?.[0]?.preference;
  const [expression] = listOf((required ?? preferred)?.matchExpressions);
  if (expression === undefined) return undefined;
  const type = required === undefined ? Preset.SOFT : Preset.HARD;
  return defined({ type, key: expression.key, values: expression.values });
}
