import type { VirtualMachineSpec } from '../../imports/kubevirt.io';

/** When KubeVirt starts a machine, and what it does when the guest stops. */
export enum RunStrategy {
  /** The machine runs, and is restarted whenever it stops. */
  ALWAYS = 'Always',
  /**
   * The machine runs, and is restarted after a failure. A guest that shuts down by itself stays down, and so does one
   * that is shut down because its node is drained.
   */
  RERUN_ON_FAILURE = 'RerunOnFailure',
  /** The machine runs once, and stays down however it ends. */
  ONCE = 'Once',
  /** The machine runs when someone starts it through the API. */
  MANUAL = 'Manual',
  /** The machine does not run. */
  HALTED = 'Halted',
}

/** Whether a machine does not run until somebody changes its spec. */
export function isHalted({ runStrategy, running }: Pick<VirtualMachineSpec, 'runStrategy' | 'running'>): boolean {
  return runStrategy === RunStrategy.HALTED || running === false;
}

/** What happens when a volume of a running machine names another claim or DataVolume. */
export enum UpdateVolumesStrategy {
  /** The machine uses the other one from its next start. The data is not copied. */
  REPLACEMENT = 'Replacement',
  /** The data is copied while the machine runs, by a live migration. */
  MIGRATION = 'Migration',
}

/** What happens to a machine when its node is drained. */
export enum EvictionStrategy {
  /** The machine is live-migrated. If it cannot be, the drain is blocked. */
  LIVE_MIGRATE = 'LiveMigrate',
  /**
   * The machine is live-migrated if possible, and shut down otherwise. The drain waits until a machine that can be
   * migrated has moved: if no other node can take it, the drain does not end.
   */
  LIVE_MIGRATE_IF_POSSIBLE = 'LiveMigrateIfPossible',
  /** The machine is shut down. It is not live-migrated for upgrades either if it has a bridge on the pod network. */
  NONE = 'None',
  /** The drain waits until another controller has acted. KubeVirt still live-migrates the machine for upgrades. */
  EXTERNAL = 'External',
}

/** A machine's CPU architecture. */
export enum Architecture {
  AMD64 = 'amd64',
  ARM64 = 'arm64',
  S390X = 's390x',
}
