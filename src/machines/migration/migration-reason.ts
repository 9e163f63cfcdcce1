/**
 * Why KubeVirt does not live-migrate a machine, in the words of the condition LiveMigratable of its instance (KubeVirt
 * v1.9.0 staging/src/kubevirt.io/api/core/v1/types.go).
 */
export enum MigrationReason {
  DISKS = 'DisksNotLiveMigratable',
  INTERFACE = 'InterfaceNotLiveMigratable',
  HOST_DEVICE = 'HostDeviceNotLiveMigratable',
  SEV = 'SEVNotLiveMigratable',
  TDX = 'TDXNotLiveMigratable',
  SECURE_EXECUTION = 'SecureExecutionNotLiveMigratable',
  PERSISTENT_RESERVATION = 'PersistentReservationNotLiveMigratable',
  TSC_FREQUENCY = 'NoTSCFrequencyNotLiveMigratable',
  HYPERV_PASSTHROUGH = 'HypervPassthroughNotLiveMigratable',
}

/** Something that prevents live migration of a machine, or may prevent it. */
export interface MigrationMatter {
  readonly reason: MigrationReason;
  /** A part of a sentence: what prevents it, or what the bundle does not tell. */
  readonly text: string;
  /** Whether the bundle does not tell if this prevents live migration. */
  readonly isOpen?: true;
  /** What rules say of an open matter that they presume to prevent live migration. */
  readonly presumed?: string;
}

/** What certainly prevents live migration. */
export function bar(reason: MigrationReason, text: string): MigrationMatter {
  return { reason, text };
}

/**
 * What may prevent live migration, as far as the bundle tells.
 * @param presumed what rules say of it, if they presume that it does
 */
export function open(reason: MigrationReason, text: string, presumed?: string): MigrationMatter {
  return { reason, text, isOpen: true, presumed };
}
