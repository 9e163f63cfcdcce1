import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { goSeconds } from '../../toolkit/go-duration';
import type { ObjectRule, PropRule } from '../rule';
import { own, velero } from '../sources';
import { Schedule, SCHEDULE } from './velero';

const CONTROLLER = 'pkg/controller/schedule_controller.go';

export const SCHEDULE_LIFETIME: ObjectRule = {
  id: 'SNAP051',
  name: 'snapshots/backup-lifetime',
  on: 'object',
  kinds: [SCHEDULE],
  severity: Severity.ERROR,
  title: 'The ttl of a Schedule of Velero is a positive duration that Go can read',
  why: 'The API server takes any text. Velero cannot read a Schedule with another one, nor any list that it is in, and '
    + 'so may make no backup at all.',
  remedy: 'Write a duration such as "720h0m0s".',
  source: velero('pkg/apis/velero/v1/backup_types.go: TTL'),
  acceptable: true,

  *check({ spec }: Schedule) {
    const ttl = spec?.template?.ttl;
    if (typeof ttl !== 'string') return;
    const seconds = goSeconds(ttl);
    if (seconds === undefined) {
      yield fault('spec.template.ttl', `"${ttl}" is not a duration that Go can read`, SCHEDULE_LIFETIME.remedy);
    } else if (seconds <= 0) {
      yield fault('spec.template.ttl', `"${ttl}" must be more than zero`, SCHEDULE_LIFETIME.remedy);
    }
  },
};

export const SCHEDULE_OF_NOBODY: PropRule = {
  id: 'SNAP052',
  name: 'snapshots/backup-of-nobody',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A BackupSchedule names tenants, or is made in one',
  why: 'Velero backs up every namespace of the cluster if none is named, and if "*" is.',
  remedy: 'Create it below a tenant, or write tenants.',
  source: own('docs/how-to/snapshots.md'),
  acceptable: false,
};

export const SCHEDULE_OWNS_BACKUPS: ObjectRule = {
  id: 'SNAP053',
  name: 'snapshots/schedule-owns-backups',
  on: 'object',
  kinds: [SCHEDULE],
  severity: Severity.ERROR,
  title: 'A Schedule of Velero does not own its backups',
  why: 'Whoever deletes or renames it in Git deletes all backups that it made.',
  remedy: 'Leave useOwnerReferencesInBackup out: ttl deletes old backups.',
  source: velero('pkg/apis/velero/v1/schedule_types.go: UseOwnerReferencesInBackup'),
  acceptable: true,

  *check({ spec }: Schedule) {
    if (spec?.useOwnerReferencesInBackup !== true) return;
    yield fault('spec.useOwnerReferencesInBackup', 'is true, so all of its backups are deleted with the Schedule, '
      + 'such as when it leaves the program or gets another name', SCHEDULE_OWNS_BACKUPS.remedy);
  },
};

export const SCHEDULE_SKIPS: ObjectRule = {
  id: 'SNAP054',
  name: 'snapshots/schedule-skips',
  on: 'object',
  kinds: [SCHEDULE],
  severity: Severity.WARNING,
  title: 'A Schedule of Velero in Git does not say skipImmediately',
  why: 'Velero sets it back to false when it has skipped once, so each sync sets it again, and each time Velero counts '
    + 'from then on. A backup that is due at that moment is skipped.',
  remedy: 'Leave it out, or start Velero with --schedule-skip-immediately.',
  source: velero(`${CONTROLLER}: Reconcile`),
  acceptable: true,

  *check({ spec }: Schedule) {
    if (spec?.skipImmediately !== true) return;
    yield fault('spec.skipImmediately', 'is true, and Velero sets it back to false, so each sync sets it again and '
      + 'may skip a backup', SCHEDULE_SKIPS.remedy);
  },
};
