/**
 * The parts of a Velero Schedule that we write, by hand from Velero v1.18.3, config/crd/v1/bases/
 * velero.io_schedules.yaml: velero.io/v1 has served them in all releases since v1.12.
 */
export interface VeleroScheduleSpec {
  /** A cron expression. */
  readonly schedule: string;
  readonly paused?: boolean;
  readonly template: VeleroBackupSpec;
}

/** The parts of a Velero Backup that we write. */
export interface VeleroBackupSpec {
  readonly includedNamespaces?: readonly string[];
  readonly labelSelector?: { readonly matchLabels: { readonly [key: string]: string } };
  /** A duration in Go's format. */
  readonly ttl?: string;
  readonly storageLocation?: string;
  readonly snapshotMoveData?: boolean;
}
