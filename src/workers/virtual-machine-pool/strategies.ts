import type { VirtualMachinePoolSpec } from '../../../imports/pool.kubevirt.io';

/** How a change of a pool's template is applied to its members. */
export enum UpdateStrategy {
  /**
   * Members lose volumes that were plugged into them, and everything else that was changed in a member: each change of
   * the template overwrites members with it. Running guests continue; changes that cannot be applied live take effect
   * at their next start. Disks of the template stay as they are, whatever it says. (KubeVirt v1.7 loses a member's
   * firmware UUID and serial on the way, and gives it new ones at its next start.)
   */
  OPPORTUNISTIC = 'opportunistic',
  /**
   * Members are overwritten as with OPPORTUNISTIC, and restarted, `maxUnavailable` at a time. If a disk changes,
   * running members are deleted with their disks, and several of them can be away at once, whatever `maxUnavailable`
   * says. So is a member whose disk was changed under another strategy, unless OPPORTUNISTIC brought it the change and
   * it has been restarted since.
   */
  PROACTIVE = 'proactive',
  /**
   * Members keep the template that they were created from, and what was plugged into them. A restart does not bring a
   * new template either; only members that are created later have it. From here to another strategy, members get every
   * change since they were created, at once: plugged volumes go, and PROACTIVE deletes members whose disks changed.
   */
  UNMANAGED = 'unmanaged',
}

/** What happens when the number of replicas is lowered. */
export enum ScaleInStrategy {
  /** The pool deletes members. */
  PROACTIVE = 'proactive',
  /**
   * The pool does not delete members. A member that someone deletes is created again, and keeps its disks if
   * `statePreservation` says so. Such a pool does not scale in: KubeVirt (v1.7 to v1.9,
   * pkg/virt-controller/watch/pool/pool.go, scale) releases a deleted member only while there are as many members as
   * `replicas` says. After the number is lowered, a deleted member is stopped and stays in deletion until the number is
   * raised again.
   */
  OPPORTUNISTIC = 'opportunistic',
  /** The pool neither deletes members nor releases deleted ones: these are stopped and stay in deletion. */
  UNMANAGED = 'unmanaged',
}

/**
 * Whether the disks of a member stay when the pool scales in. Disks of a member that someone deletes by hand stay only
 * with `ScaleInStrategy.OPPORTUNISTIC`.
 */
export enum StatePreservation {
  /** Disks are deleted with the member. */
  DISABLED = 'Disabled',
  /** Disks stay, and a later member with the same number gets them back. */
  OFFLINE = 'Offline',
}

/** Which members are deleted first. */
export enum SortPolicy {
  /** Members with the highest numbers. */
  DESCENDING_ORDER = 'DescendingOrder',
  /** Members with the lowest numbers. */
  ASCENDING_ORDER = 'AscendingOrder',
  NEWEST = 'Newest',
  OLDEST = 'Oldest',
  RANDOM = 'Random',
}

/** How a pool scales in. */
export interface ScaleIn {
  /**
   * What happens when the number of replicas is lowered.
   * @default ScaleInStrategy.PROACTIVE
   */
  readonly strategy?: ScaleInStrategy;
  /**
   * Whether the disks of a member stay when the pool scales in.
   * @default - OFFLINE, so that a lower number in Git deletes no data; DISABLED for a stateless pool
   */
  readonly statePreservation?: StatePreservation;
  /**
   * Which members are deleted first, only with `PROACTIVE`.
   * @default SortPolicy.DESCENDING_ORDER - so that it is predictable, and the numbers have no gaps
   */
  readonly sortPolicy?: SortPolicy;
}

/** The update strategy in the form of the API. */
export function updateStrategyOf(strategy: UpdateStrategy): VirtualMachinePoolSpec['updateStrategy'] {
  return { [strategy]: {} };
}

/** The scale-in strategy in the form of the API. */
export function scaleInStrategyOf(scaleIn: ScaleIn, isStateless: boolean): VirtualMachinePoolSpec['scaleInStrategy'] {
  const usual = isStateless ? StatePreservation.DISABLED : StatePreservation.OFFLINE;
  const { statePreservation = usual, sortPolicy = SortPolicy.DESCENDING_ORDER } = scaleIn;
  switch (scaleIn.strategy ?? ScaleInStrategy.PROACTIVE) {
    case ScaleInStrategy.OPPORTUNISTIC:
      return { opportunistic: { statePreservation } };
    case ScaleInStrategy.UNMANAGED:
      return { unmanaged: {} };
    default: // also for an unknown value, which a rule reports
      return { proactive: { statePreservation, selectionPolicy: { sortPolicy } } };
  }
}
