import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { Complaint, complaint } from '../../toolkit/complaint';
import { CRON_ADVICE, neverFires, notCron } from '../../toolkit/cron';
import { goSeconds } from '../../toolkit/go-duration';
import { present, texts } from '../../toolkit/shape';
import type { ObjectRule, PropRule } from '../rule';
import { own, velero } from '../sources';

const SCHEDULE = 'velero.io/Schedule';
const CONTROLLER = 'pkg/controller/schedule_controller.go';

/** A Schedule of Velero. No schema of ours says what its fields are, so nothing of it is certain. */
interface Schedule {
  readonly spec?: {
    readonly schedule?: unknown;
    readonly useOwnerReferencesInBackup?: unknown;
    readonly skipImmediately?: unknown;
    readonly template?: {
      readonly ttl?: unknown;
      readonly labelSelector?: object;
      readonly orLabelSelectors?: readonly object[];
      readonly includedResources?: readonly string[];
      readonly excludedResources?: readonly string[];
    };
  };
}

export const SCHEDULE_CRON: ObjectRule = {
  id: 'SNAP050',
  name: 'snapshots/backup-schedule',
  on: 'object',
  kinds: [SCHEDULE],
  severity: Severity.ERROR,
  title: 'A Schedule of Velero has a cron expression that fires',
  why: 'Velero takes any text. It marks a Schedule that it cannot parse as FailedValidation, and makes no backup.',
  remedy: CRON_ADVICE,
  source: velero(`${CONTROLLER}: parseCronSchedule`),
  acceptable: true,

  *check({ spec }: Schedule) {
    if (typeof spec?.schedule === 'string') yield* about('spec.schedule', notVeleroCron(spec.schedule));
  },
};

function notVeleroCron(text: string): Complaint | undefined {
  const expression = text.replace(/^(CRON_)?TZ=\S+\s+/, '').trim();
  if (expression === '') return complaint('is empty, so no backup would ever be made', CRON_ADVICE);
  const every = /^@every (.+)$/.exec(expression)?.[1];
  if (every === undefined) return notCron(expression) ?? neverFires(expression);
  if (goSeconds(every) !== undefined) return undefined;
  return complaint(`"${text}" names "${every}", which is not a duration that Go can read`,
    'Write one such as "@every 12h".');
}

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
  why: 'Velero backs up every namespace of the cluster if none is named.',
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

export const SCHEDULE_SELECTORS: ObjectRule = {
  id: 'SNAP055',
  name: 'snapshots/backup-selectors',
  on: 'object',
  kinds: [SCHEDULE],
  severity: Severity.ERROR,
  title: 'A Schedule of Velero has labelSelector or orLabelSelectors, not both',
  why: 'The API server takes both, and each of its backups then fails its validation.',
  remedy: 'Write all selectors in orLabelSelectors.',
  source: velero('pkg/controller/backup_controller.go: prepareBackupRequest'),
  acceptable: true,

  *check({ spec }: Schedule) {
    const template = spec?.template;
    const both = present(template).filter((key) => key === 'labelSelector' || key === 'orLabelSelectors');
    if (both.length < 2) return;
    yield fault('spec.template.orLabelSelectors', 'stands beside labelSelector, so each backup fails',
      SCHEDULE_SELECTORS.remedy);
  },
};

/** What the plugin asks for beside a running machine (kubevirt-velero-plugin, pkg/plugin/vm_backup_item_action.go). */
const BESIDE_MACHINE = ['virtualmachineinstances', 'pods'];
const MACHINES = 'virtualmachines';

export const SCHEDULE_RESOURCES: ObjectRule = {
  id: 'SNAP056',
  name: 'snapshots/backup-resources',
  on: 'object',
  kinds: [SCHEDULE],
  severity: Severity.ERROR,
  title: 'A Schedule of Velero that takes machines takes their instances and pods too',
  why: 'Without them kubevirt-velero-plugin refuses to back up running machines: nothing would freeze their disks.',
  remedy: 'Leave includedResources and excludedResources out, or take virtualmachineinstances and pods along.',
  source: { project: 'kubevirt-velero-plugin', file: 'pkg/plugin/vm_backup_item_action.go', release: '22551ca' },
  acceptable: true,

  *check({ spec }: Schedule) {
    const included = texts(spec?.template?.includedResources);
    const excluded = texts(spec?.template?.excludedResources);
    if (!isTaken(MACHINES, included, excluded)) return;
    const missing = BESIDE_MACHINE.filter((resource) => !isTaken(resource, included, excluded));
    if (missing.length === 0) return;
    const field = missing.some((resource) => isNamed(resource, excluded)) ? 'excludedResources' : 'includedResources';
    yield fault(`spec.template.${field}`, `leaves out ${missing.join(' and ')} of the machines that it takes, so no `
      + 'running machine is backed up', SCHEDULE_RESOURCES.remedy);
  },
};

function isTaken(resource: string, included: readonly string[], excluded: readonly string[]): boolean {
  return (included.length === 0 || isNamed(resource, included)) && !isNamed(resource, excluded);
}

/** As the plugin compares them: the group does not matter, nor does the plural. */
function isNamed(resource: string, list: readonly string[]): boolean {
  const plain = (text: string): string => text.split('.')[0].toLowerCase().replace(/s$/, '');
  return list.some((each) => plain(each) === plain(resource));
}
