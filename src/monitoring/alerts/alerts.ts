import type { Alert } from './alert';
import { BACKUP_OVERDUE } from './backup-overdue';
import { DISK_STUCK } from './disk-stuck';
import { GOLDEN_IMAGE_FAILING } from './golden-image-failing';
import { GOLDEN_IMAGE_STALE } from './golden-image-stale';
import { KUBEVIRT_NOT_AVAILABLE } from './kubevirt-not-available';
import { LAUNCHERS_PENDING } from './launchers-pending';
import { MACHINE_NOT_MIGRATABLE } from './machine-not-migratable';
import { MIGRATION_HANGS } from './migration-hangs';
import { NO_ROOM_FOR_NODE_LOSS } from './no-room-for-node-loss';
import { PLATFORM_VERSION_DIFFERS } from './platform-version-differs';
import { POOL_SHORT_OF_MEMBERS } from './pool-short-of-members';
import { SNAPSHOT_NOT_READY } from './snapshot-not-ready';
import { TENANT_NEAR_QUOTA } from './tenant-near-quota';

/** All alerts, in the order in which they are written. */
export const ALERTS: readonly Alert[] = [
  GOLDEN_IMAGE_STALE,
  GOLDEN_IMAGE_FAILING,
  POOL_SHORT_OF_MEMBERS,
  MACHINE_NOT_MIGRATABLE,
  DISK_STUCK,
  TENANT_NEAR_QUOTA,
  KUBEVIRT_NOT_AVAILABLE,
  PLATFORM_VERSION_DIFFERS,
  LAUNCHERS_PENDING,
  NO_ROOM_FOR_NODE_LOSS,
  MIGRATION_HANGS,
  SNAPSHOT_NOT_READY,
  BACKUP_OVERDUE,
];
