import type { Duration } from 'cdk8s';
import { secondsOf } from '../../toolkit/seconds';

/** When alerts fire. Times are whole seconds, from one minute to 90 days. */
export interface AlertThresholds {
  /**
   * How long ago CDI may have looked for a newer version of a golden image: longer than the time between two times of
   * its `refresh`.
   * @default - 8 days, for images that are looked for once a week
   */
  readonly imageLookedFor?: Duration;
  /**
   * How long a golden image may not be ready to be cloned.
   * @default - 1 hour, in which the usual image is imported
   */
  readonly imageNotReady?: Duration;
  /**
   * How long a pool or a replica set may be short of ready members.
   * @default - 30 minutes: a new member clones its disk and boots first
   */
  readonly poolShort?: Duration;
  /**
   * How long a machine may be one that cannot be moved although it should be.
   * @default - 15 minutes
   */
  readonly machineNotMigratable?: Duration;
  /**
   * How long a disk may take until it is filled.
   * @default - 2 hours; large disks over slow networks need more
   */
  readonly diskUnfinished?: Duration;
  /**
   * The part of a quota that a tenant may use without an alert, in percent: more than 0, at most 100.
   * @default 90
   */
  readonly quotaPercent?: number;
  /**
   * How long a tenant may use more than that.
   * @default - 15 minutes, so that a rolling update is not told
   */
  readonly quotaNearlyFull?: Duration;
  /**
   * How long KubeVirt may not be available.
   * @default - 10 minutes, as in KubeVirt's own alerts about its components
   */
  readonly kubevirtNotAvailable?: Duration;
  /**
   * How long KubeVirt or CDI may have another version than the one in Git.
   * @default - 1 hour, in which an upgrade is done
   */
  readonly versionDiffers?: Duration;
  /**
   * How long the pod of a machine may be pending.
   * @default - 15 minutes: the node pulls the image of the launcher first
   */
  readonly launcherPending?: Duration;
  /**
   * For the loss of how many nodes there must be room, the largest first: from 0 to 100. With 0, the alert tells that
   * more is requested than there is.
   * @default 1
   */
  readonly nodesLost?: number;
  /**
   * How long there may be no room for the loss of these nodes.
   * @default - 30 minutes: nodes are drained and come back
   */
  readonly noRoom?: Duration;
  /**
   * How long a live migration may take.
   * @default - 1 hour
   */
  readonly migration?: Duration;
  /**
   * How long a snapshot of a machine may not be ready.
   * @default - 1 hour
   */
  readonly snapshotNotReady?: Duration;
  /**
   * How long after its time a backup may be completed.
   * @default - 6 hours
   */
  readonly backupLate?: Duration;
}

/** The same with all defaults; times in seconds. */
export type Thresholds = { readonly [P in keyof AlertThresholds]-?: number };

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The defaults, which dashboards mark as well. */
export const DEFAULT_THRESHOLDS: Thresholds = {
  imageLookedFor: 8 * DAY,
  imageNotReady: HOUR,
  poolShort: 30 * MINUTE,
  machineNotMigratable: 15 * MINUTE,
  diskUnfinished: 2 * HOUR,
  quotaPercent: 90,
  quotaNearlyFull: 15 * MINUTE,
  kubevirtNotAvailable: 10 * MINUTE,
  versionDiffers: HOUR,
  launcherPending: 15 * MINUTE,
  nodesLost: 1,
  noRoom: 30 * MINUTE,
  migration: HOUR,
  snapshotNotReady: HOUR,
  backupLate: 6 * HOUR,
};

/** What a program gives as numbers. */
export function givenThresholds(given: AlertThresholds = {}): Partial<Thresholds> {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]: [string, number | Duration]) => (
    [name, typeof value === 'number' ? value : secondsOf(value)])));
}
