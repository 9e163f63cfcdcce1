import type { ScaleInStrategy as ScaleInStrategySpec, UpdateStrategy as UpdateStrategySpec } from '../../imports/pool.kubevirt.io';

/** What a change of a pool's template does to its members. */
export enum UpdateStrategy {
  /**
   * Members get the new template; running guests go on, and take over what cannot be changed live when they next start. Disks that exist stay
   * as they are, whatever the template says. (KubeVirt v1.7 forgets a member's firmware UUID and serial meanwhile, and gives it others when it next starts.)
   */
  OPPORTUNISTIC = 'opportunistic',
  /**
   * Members get the new template and are restarted, `maxUnavailable` at a time; a change of a disk deletes running members with their disks. Both
   * also catch up with what was changed under another strategy, as far as members have not been restarted since.
   */
  PROACTIVE = 'proactive',
  /** Members keep the template that they were made of. */
  UNMANAGED = 'unmanaged',
}

/** What a lower number of replicas does. */
export enum ScaleInStrategy {
  /** The pool deletes members. */
  PROACTIVE = 'proactive',
  /**
   * The pool deletes no member. One that someone deletes is made anew, and keeps its disks if `statePreservation` says so. Such a pool gets no
   * smaller: KubeVirt (v1.7 to v1.9, pkg/virt-controller/watch/pool/pool.go, scale) lets go of a deleted member only while there are as many as
   * `replicas` says; after a lower number it is stopped and stays in deletion until the number is raised again.
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
   * @default SortPolicy.DESCENDING_ORDER - so that it is known beforehand, and numbers stay without gaps
   */
  readonly sortPolicy?: SortPolicy;
}

/** Something upstream lets a pool do that destroys what it should not. Named in code, it is done. */
export enum PoolRisk {
  /**
   * `autohealing` deletes failing machines of the whole namespace, of other pools and of none, with their disks; a full cluster is
   * reason enough (KubeVirt v1.7 to v1.9, pkg/virt-controller/watch/pool/pool.go: autoHealFailingVMs gets all machines of the namespace).
   */
  AUTOHEALING_DELETES_FOREIGN_MACHINES = 'AutohealingDeletesForeignMachines',
  /**
   * `scaleInStrategy.proactive.selectionPolicy.selectors` that match fewer members than must go crash virt-controller, which serves every machine of
   * the cluster (the same file, proactiveScaleIn).
   */
  SCALE_IN_SELECTORS_CRASH_CONTROLLER = 'ScaleInSelectorsCrashController',
}

/** The update strategy as the API has it. */
export function updateStrategyOf(strategy: UpdateStrategy): UpdateStrategySpec {
  return { [strategy]: {} };
}

/** The scale-in strategy as the API has it. */
export function scaleInStrategyOf(scaleIn: ScaleIn, stateless: boolean): ScaleInStrategySpec {
  const statePreservation = scaleIn.statePreservation ?? (stateless ? StatePreservation.DISABLED : StatePreservation.OFFLINE);
  switch (scaleIn.strategy ?? ScaleInStrategy.PROACTIVE) {
    case ScaleInStrategy.OPPORTUNISTIC:
      return { opportunistic: { statePreservation } };
    case ScaleInStrategy.UNMANAGED:
      return { unmanaged: {} };
    default: // and what is none, of which the pool tells
      return { proactive: { statePreservation, selectionPolicy: { sortPolicy: scaleIn.sortPolicy ?? SortPolicy.DESCENDING_ORDER } } };
  }
}
