/** The alerts of `Monitoring`. A value is the name of the alert, and that of its runbook in `docs/runbooks`. */
export enum PlatformAlert {
  /** CDI has not looked for a newer version of a golden image for too long. */
  GOLDEN_IMAGE_STALE = 'GoldenImageStale',
  /** A golden image cannot be cloned. */
  GOLDEN_IMAGE_FAILING = 'GoldenImageFailing',
  /** A pool or a replica set has fewer ready members than it should. */
  POOL_SHORT_OF_MEMBERS = 'PoolShortOfMembers',
  /** A machine that should be moved if possible cannot be moved, so a drain of its node stops it. */
  MACHINE_NOT_MIGRATABLE = 'MachineNotMigratable',
  /** A disk is being filled for too long. */
  DISK_STUCK = 'DiskStuck',
  /** A tenant has nearly used up its quota. */
  TENANT_NEAR_QUOTA = 'TenantNearQuota',
  /** KubeVirt is not available. */
  KUBEVIRT_NOT_AVAILABLE = 'KubeVirtNotAvailable',
  /** KubeVirt or CDI has another version than the one in Git. */
  PLATFORM_VERSION_DIFFERS = 'PlatformVersionDiffers',
  /** The pod of a machine is not started. */
  LAUNCHERS_PENDING = 'LaunchersPending',
  /** The infra cluster has no room for what runs on its largest nodes. */
  NO_ROOM_FOR_NODE_LOSS = 'NoRoomForNodeLoss',
  /** A live migration takes too long. */
  MIGRATION_HANGS = 'MigrationHangs',
  /** A snapshot of a machine is not made. */
  SNAPSHOT_NOT_READY = 'SnapshotNotReady',
  /** A schedule of backups of the program has made no backup for too long. */
  BACKUP_OVERDUE = 'BackupOverdue',
}
