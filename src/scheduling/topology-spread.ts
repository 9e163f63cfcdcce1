import type { Labels } from './affinity';
import type { TopologySpreadConstraint } from '../../imports/kubevirt.io';
import { defined } from '../toolkit/shape';

/** What happens to a machine that no node can take without exceeding the skew. */
export enum WhenUnsatisfiable {
  /**
   * It stays pending. With hosts as domains, full nodes count too, and so do tainted ones unless `nodeTaintsPolicy`
   * says otherwise: as long as one of them has no member, every other node gets at most `maxSkew` members.
   */
  DO_NOT_SCHEDULE = 'DoNotSchedule',
  /** It runs where it increases the skew least. */
  SCHEDULE_ANYWAY = 'ScheduleAnyway',
}

/** Whether nodes that a pod cannot use are counted when the skew is computed. */
export enum NodeInclusion {
  HONOR = 'Honor',
  IGNORE = 'Ignore',
}

/** How the members of a pool are spread over nodes, zones or other topology domains. */
export interface TopologySpread {
  /** The node label whose values are the topology domains, such as `topology.kubernetes.io/zone`. */
  readonly topologyKey: string;
  /**
   * The maximum difference in members between the fullest and the emptiest domain.
   * @default 1 - as even as possible
   */
  readonly maxSkew?: number;
  /**
   * What happens to a machine that would exceed the skew.
   * @default WhenUnsatisfiable.SCHEDULE_ANYWAY - so that a small cluster still runs all members
   */
  readonly whenUnsatisfiable?: WhenUnsatisfiable;
  /**
   * The minimum number of domains, only with `DO_NOT_SCHEDULE`.
   * @default - Kubernetes' default: 1
   */
  readonly minDomains?: number;
  /**
   * Whether nodes that do not match the machines' node selector and node affinity are excluded from the skew.
   * @default - Kubernetes' default: Honor, they are excluded
   */
  readonly nodeAffinityPolicy?: NodeInclusion;
  /**
   * Whether nodes with taints that the machines do not tolerate are excluded from the skew.
   * @default - Kubernetes' default: Ignore, they are counted
   */
  readonly nodeTaintsPolicy?: NodeInclusion;
}

/** The constraint for one spread, which counts the pods with the labels of `members`. */
export function spreadOf(spread: TopologySpread, members: Labels): TopologySpreadConstraint {
  const { minDomains, nodeAffinityPolicy, nodeTaintsPolicy } = spread;
  return defined({
    maxSkew: spread.maxSkew ?? 1,
    topologyKey: spread.topologyKey,
    whenUnsatisfiable: spread.whenUnsatisfiable ?? WhenUnsatisfiable.SCHEDULE_ANYWAY,
    labelSelector: { matchLabels: members },
    minDomains,
    nodeAffinityPolicy,
    nodeTaintsPolicy,
  });
}
