import * as fc from 'fast-check';
import type { Described } from './description';
import { props } from './props';
import { label, labels, oneOf, subdomain } from './texts';
import { BackupScheduleProps, SnapshotDeletionPolicy, VirtualMachineSnapshotProps } from '../../src';

/** A snapshot or a schedule of backups, with its id. */
export interface RawBackup<T> {
  readonly id: string;
  /** Which machine or tenant of the program it is of; undefined for one that the program need not hold. */
  readonly of: number | undefined;
  readonly props: Described<T>;
}

const ofProgram = fc.option(fc.nat(5), { nil: undefined });

export const snapshot: fc.Arbitrary<RawBackup<VirtualMachineSnapshotProps>> = fc.record({
  id: label(),
  of: ofProgram,
  props: props<VirtualMachineSnapshotProps>(
    {
      machineName: subdomain(),
      name: subdomain(),
      deletionPolicy: oneOf(SnapshotDeletionPolicy),
      failureDeadline: fc.oneof(
        fc.integer({ min: 0, max: 100_000 }).map((seconds) => ({ $seconds: seconds })),
        fc.constant({ $milliseconds: 1500 }),
      ),
    },
    ['machineName'],
  ),
});

export const backupSchedule: fc.Arbitrary<RawBackup<BackupScheduleProps>> = fc.record({
  id: label(),
  of: ofProgram,
  props: props<BackupScheduleProps>(
    {
      schedule: fc.constantFrom(
        '0 3 * * *',
        '@daily',
        '*/15 * * * mon-fri',
        '@every 6h',
        'CRON_TZ=Europe/Berlin 0 3 * * *',
      ),
      tenants: fc.array(fc.oneof(label(), fc.constant('cluster-*')), { minLength: 1, maxLength: 2 }),
      machineLabels: labels,
      keptFor: fc.integer({ min: 1, max: 10_000_000 }).map((seconds) => ({ $seconds: seconds })),
      moveData: fc.boolean(),
      storageLocation: subdomain(),
      paused: fc.boolean(),
      name: subdomain(),
      veleroNamespace: label(),
    },
    ['schedule'],
  ),
});
