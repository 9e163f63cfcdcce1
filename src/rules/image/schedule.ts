import { Cron } from 'croner';
import type { DataImportCron } from '../../../imports/cdi.kubevirt.io';
import { Severity } from '../../findings/finding';
import { about } from '../../findings/rule';
import { Complaint, complaint } from '../../toolkit/complaint';
import type { ObjectRule } from '../rule';
import { cdi } from './cdi';
import { DATA_IMPORT_CRON } from './filling';

export const SCHEDULE: ObjectRule = {
  id: 'IMG027',
  name: 'images/schedule',
  on: 'object',
  kinds: [DATA_IMPORT_CRON],
  severity: Severity.ERROR,
  title: 'The schedule of a DataImportCron is a cron expression of five fields, or a word such as @daily',
  why: 'CDI refuses what it cannot read, and Kubernetes refuses a time zone in the CronJob that CDI makes.',
  remedy: 'Write minute, hour, day of month, month and day of week, such as "0 3 * * *".',
  source: cdi('pkg/apiserver/webhooks/dataimportcron-validate.go: validateDataImportCronSpec'),
  acceptable: false,

  *check({ spec }: DataImportCron, { hasShape }) {
    if (hasShape) yield* about('spec.schedule', notSchedule(spec.schedule));
  },
};

export const SCHEDULE_FIRES: ObjectRule = {
  id: 'IMG028',
  name: 'images/schedule-fires',
  on: 'object',
  kinds: [DATA_IMPORT_CRON],
  severity: Severity.ERROR,
  title: 'The schedule of a DataImportCron fires at some time',
  why: 'CDI takes an empty schedule and one that never fires, and imports nothing, not even once.',
  remedy: 'Write a schedule that fires, such as "0 3 * * *".',
  source: cdi('pkg/controller/dataimportcron-controller.go: initCron'),
  acceptable: true,

  *check({ spec }: DataImportCron, { hasShape }) {
    if (hasShape && notSchedule(spec.schedule) === undefined) yield* about('spec.schedule', firesNever(spec.schedule));
  },
};

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

// robfig/cron v3.0.1, spec.go and parser.go: ParseStandard parses a schedule both for CDI's webhook and for the CronJob
// that CDI creates from it. It does not support seconds, years, 7 for Sunday, "L", "W" and "#", and ranges that wrap
// around.
const FIELDS: readonly Field[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, names: MONTHS },
  { name: 'day of week', min: 0, max: 6, names: DAYS },
];
const DESCRIPTORS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];
const ADVICE = 'Write minute, hour, day of month, month and day of week, such as "0 3 * * *" for three '
  + 'o\'clock every night.';

/** Reports cron expressions that CDI or Kubernetes' CronJob cannot parse. An empty one is valid. */
export function notSchedule(text: string): Complaint | undefined {
  const expression = text.trim();
  if (text === '') return undefined;
  if (expression === '') return complaint('is blank, which CDI refuses', ADVICE);
  // Kubernetes v1.34, pkg/apis/batch/validation: validateScheduleFormat refuses a time zone in the schedule.
  if (/TZ=/.test(expression)) {
    return complaint(`"${text}" names a time zone, which CDI accepts but the CronJob that it makes does not, so `
      + 'nothing would ever be imported',
    'Leave the zone out: the hours are those of kube-controller-manager, usually UTC.');
  }
  if (expression.startsWith('@')) return notDescriptor(text, expression);
  const fields = expression.split(/\s+/);
  if (fields.length !== FIELDS.length) {
    return complaint(`"${text}" has ${fields.length} field${fields.length === 1 ? '' : 's'}, but a cron expression `
      + 'of Kubernetes has five', ADVICE);
  }
  const wrong = FIELDS.findIndex((field, index) => !fields[index].split(',').every((part) => isRange(part, field)));
  if (wrong < 0) return undefined;
  const { name } = FIELDS[wrong];
  return complaint(`"${text}" is not a cron expression: its ${name} is "${fields[wrong]}", but must be in `
    + `${described(FIELDS[wrong])}`, ADVICE);
}

/** Why a valid schedule never fires. */
export function firesNever(text: string): Complaint | undefined {
  const expression = text.trim();
  if (expression === '') return complaint('is empty, so the image would never be imported, not even once', ADVICE);
  if (expression.startsWith('@')) return undefined;
  // Computed from a fixed day, so that the answer does not depend on the current time.
  const cron = new Cron(expression.replace(/\?/g, '*'), { paused: true, timezone: 'UTC', sloppyRanges: true });
  if (cron.nextRun(new Date(0)) !== null) return undefined;
  return complaint(`"${text}" names a day that no month has, so it never fires`, ADVICE);
}

function notDescriptor(text: string, expression: string): Complaint | undefined {
  return DESCRIPTORS.includes(expression) ? undefined : complaint(`"${text}" is not one of `
    + `${DESCRIPTORS.join(', ')}`, ADVICE);
}

/** `*`, `?`, `n` or `n-m`, each with an optional `/step`. */
function isRange(part: string, field: Field): boolean {
  const match = /^(?:[*?]|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part);
  if (match === null || (match[3] !== undefined && Number(match[3]) === 0)) return false;
  if (match[1] === undefined) return true;
  const start = valueOf(match[1], field);
  const end = match[2] === undefined ? start : valueOf(match[2], field);
  return start >= field.min && end <= field.max && start <= end;
}

function valueOf(text: string, field: Field): number {
  if (/^\d+$/.test(text)) return Number(text);
  const index = field.names?.indexOf(text.toLowerCase()) ?? -1;
  return index < 0 ? NaN : index + field.min;
}

function described({ min, max, names }: Field): string {
  return names === undefined ? `${min}-${max}` : `${min}-${max}, or ${names[0]}-${names[names.length - 1]}`;
}
