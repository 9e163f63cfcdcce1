import { Cron } from 'croner';
import type { Sentence } from '../toolkit/problems';

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

// robfig/cron v3.0.1, spec.go and parser.go: ParseStandard reads a schedule for CDI's webhook (v1.65.0,
// pkg/apiserver/webhooks/dataimportcron-validate.go) as well as for the CronJob that CDI makes of it. It knows neither seconds
// nor years, no 7 for Sunday, no "L", "W" and "#", and no range that wraps around.
const FIELDS: readonly Field[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { name: 'day of week', min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];
const DESCRIPTORS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];
const ADVICE = 'Write minute, hour, day of month, month and day of week, such as "0 3 * * *" for three o\'clock every night';

/** Checks a cron expression as CDI and Kubernetes' CronJob read it, and that there is a moment at which it fires. */
export function schedule(what: string, text: string): Sentence {
  const expression = text.trim();
  if (expression === '') return `${what} is empty, so the image would never be imported, not even once. ${ADVICE}.`;
  // Kubernetes v1.34, pkg/apis/batch/validation: validateScheduleFormat refuses a time zone in the schedule.
  if (/TZ=/.test(expression)) return `${what} "${text}" names a time zone, which CDI accepts but the CronJob that it makes does not, so nothing would ever be imported. Leave the zone out: the hours are those of kube-controller-manager, as a rule UTC.`;
  if (expression.startsWith('@')) return DESCRIPTORS.includes(expression) ? undefined : `${what} "${text}" is none of ${DESCRIPTORS.join(', ')}. ${ADVICE}.`;
  const fields = expression.split(/\s+/);
  if (fields.length !== FIELDS.length) return `${what} "${text}" has ${fields.length} field${fields.length === 1 ? '' : 's'}, but a cron expression of Kubernetes has five. ${ADVICE}.`;
  const wrong = FIELDS.findIndex((field, index) => !fields[index].split(',').every((part) => isRange(part, field)));
  if (wrong >= 0) return `${what} "${text}" is no cron expression: "${fields[wrong]}" is no ${FIELDS[wrong].name} (${described(FIELDS[wrong])}). ${ADVICE}.`;
  if (firesNever(expression)) return `${what} "${text}" names a day that no month has, so it never fires. ${ADVICE}.`;
  return undefined;
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

function described(field: Field): string {
  return `${field.min}-${field.max}${field.names === undefined ? '' : `, or ${field.names[0]}-${field.names[field.names.length - 1]}`}`;
}

/** Asked from a fixed day on, so that the answer does not depend on when it is asked. */
function firesNever(expression: string): boolean {
  const cron = new Cron(expression.replace(/\?/g, '*'), { paused: true, timezone: 'UTC', sloppyRanges: true });
  return cron.nextRun(new Date(0)) === null;
}
