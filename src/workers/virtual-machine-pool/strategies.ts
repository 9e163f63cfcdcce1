import type { VirtualMachinePoolSpec } from '../../../imports/pool.kubevirt.io';

/** What a change of a pool's template does to its members. */
export enum UpdateStrategy {
  /**
   * Members get the new template. Running guests go on, and take over what cannot be changed live when they next start.
   * Disks that
   * exist stay as they are, whatever the template says. (KubeVirt v1.7 forgets a member's firmware UUID and serial on
   * the way, and
   * gives it others when it next starts.)
   */
  OPPORTUNISTIC = 'opportunistic',
  /**
   * Members get the new template and are restarted, `maxUnavailable` at a time. A change of a disk deletes running
   * members with
   * their disks. Both also catch up with what was changed under another strategy, unless members have been restarted
   * since.
   */
  PROACTIVE = 'proactive',
  /** Members keep the template that they were made from. */
  UNMANAGED = 'unmanaged',
}

/** What a lower number of replicas does. */
export enum ScaleInStrategy {
  /** The pool deletes members. */
  PROACTIVE = 'proactive',
  /**
   * The pool does not delete members. One that someone deletes is made anew, and keeps its disks if `statePreservation`
   * says so.
   * Such a pool does not get smaller: KubeVirt (v1.7 to v1.9, pkg/virt-controller/watch/pool/pool.go, scale) lets go of
   * a deleted
   * member only while there are as many as `replicas` says; after a lower number, the member is stopped and stays in
   * deletion
   * until the number is raised again.
   */
  OPPORTUNISTIC = 'opportunistic',
  /** The pool neither deletes members nor lets go of deleted ones, which are stopped and stay in deletion. */
  UNMANAGED = 'unmanaged',
}

/**
 * Whether the disks of a member that is scaled away stay. Those of a member that someone deletes by hand stay only with
 * `ScaleInStrategy.OPPORTUNISTIC`.
 */
export enum StatePreservation {
  /** They are deleted with it. */
  DISABLED = 'Disabled',
  /** They stay, and a later member of the same number gets them back. */
  OFFLINE = 'Offline',
}

/** Which members go first. */
export enum SortPolicy {
  /** Those with the highest numbers. */
  DESCENDING_ORDER = 'DescendingOrder',
  /** Those with the lowest numbers. */
  ASCENDING_ORDER = 'AscendingOrder',
  NEWEST = 'Newest',
  OLDEST = 'Oldest',
  RANDOM = 'Random',
}

/** How a pool gets smaller. */
export interface ScaleIn {
  /**
   * What a lower number of replicas does.
   * @default ScaleInStrategy.PROACTIVE
   */
  readonly strategy?: ScaleInStrategy;
  /**
   * Whether the disks of a member that is scaled away stay.
   * @default - OFFLINE, so that a smaller number in Git deletes no data; DISABLED for a stateless pool
   */
  readonly statePreservation?: StatePreservation;
  /**
   * Which members go first; only with `PROACTIVE`.
   * @default SortPolicy.DESCENDING_ORDER - so that it is known beforehand, and the numbers have no gaps
   */
  readonly sortPolicy?: SortPolicy;
}

/** The update strategy as the API has it. */
export function updateStrategyOf(strategy: UpdateStrategy): VirtualMachinePoolSpec['updateStrategy'] {
  return { [strategy]: {} };
}

/** The scale-in strategy as the API has it. */
export function scaleInStrategyOf(scaleIn: ScaleIn, isStateless: boolean): VirtualMachinePoolSpec['scaleInStrategy'] {
  const usual = isStateless ? StatePreservation.DISABLED : StatePreservation.OFFLINE;
  const { statePreservation = usual, sortPolicy = SortPolicy.DESCENDING_ORDER } = scaleIn;
  switch (scaleIn.strategy ?? ScaleInStrategy.PROACTIVE) {
    case ScaleInStrategy.OPPORTUNISTIC:
      return { opportunistic: { statePreservation } };
    case ScaleInStrategy.UNMANAGED:
      return { unmanaged: {} };
    default: // also for an unknown word, which a rule reports
      return { proactive: { statePreservation, selectionPolicy: { sortPolicy } } };
  }
}
