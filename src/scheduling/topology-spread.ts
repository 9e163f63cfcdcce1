import type { Labels } from './affinity';
import type { TopologySpreadConstraint } from '../../imports/kubevirt.io';
import { defined } from '../toolkit/shape';

/** What happens to a machine that no node can take without breaking the spread. */
export enum WhenUnsatisfiable {
  /**
   * It waits. Over hosts, full nodes count too, and so do tainted ones unless `nodeTaintsPolicy` says otherwise: while
   * one of them has no member, every other node gets `maxSkew` of them and no more.
   */
  DO_NOT_SCHEDULE = 'DoNotSchedule',
  /** It runs where the spread suffers least. */
  SCHEDULE_ANYWAY = 'ScheduleAnyway',
}

/** Whether nodes that a pod cannot use anyway are counted when a spread is measured. */
export enum NodeInclusion {
  HONOR = 'Honor',
  IGNORE = 'Ignore',
}

/** How evenly the members of a pool are spread over nodes, zones or any other topology. */
export interface TopologySpread {
  /** The node label whose values are the topology's parts, such as `topology.kubernetes.io/zone`. */
  readonly topologyKey: string;
  /**
   * By how many members the fullest part may exceed the emptiest.
   * @default 1 - as even as can be
   */
  readonly maxSkew?: number;
  /**
   * What happens to a machine that would break the spread.
   * @default WhenUnsatisfiable.SCHEDULE_ANYWAY - so that a small cluster still runs all members
   */
  readonly whenUnsatisfiable?: WhenUnsatisfiable;
  /**
   * How many parts there must at least be; only with `DO_NOT_SCHEDULE`.
   * @default - Kubernetes' own: 1
   */
  readonly minDomains?: number;
  /**
   * Whether nodes outside of the machines' node selector and node affinity are left out of the measure.
   * @default - Kubernetes' own: Honor, they are left out
   */
  readonly nodeAffinityPolicy?: NodeInclusion;
  /**
   * Whether nodes with taints that the machines do not tolerate are left out of the measure.
   * @default - Kubernetes' own: Ignore, they are counted
   */
  readonly nodeTaintsPolicy?: NodeInclusion;
}

/** The constraint of one spread, with the members of one pool as the pods that are counted. */
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
