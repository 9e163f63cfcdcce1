import { Cron } from 'croner';
import { Complaint, complaint } from './complaint';

/** What to write instead of a cron expression that cannot be read. */
export const CRON_ADVICE = 'Write minute, hour, day of month, month and day of week, such as "0 3 * * *" for three '
  + 'o\'clock every night.';

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

// robfig/cron v3.0.1, spec.go and parser.go: ParseStandard does not support seconds, years, 7 for Sunday, "L", "W" and
// "#", and ranges that wrap around.
const FIELDS: readonly Field[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, names: MONTHS },
  { name: 'day of week', min: 0, max: 6, names: DAYS },
];
const DESCRIPTORS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/** Reports cron expressions of five fields, and words such as `@daily`, that robfig/cron cannot parse. */
export function notCron(text: string): Complaint | undefined {
  const expression = text.trim();
  if (expression.startsWith('@')) return notDescriptor(text, expression);
  const fields = expression.split(/\s+/);
  if (fields.length !== FIELDS.length) {
    return complaint(`"${text}" has ${fields.length} field${fields.length === 1 ? '' : 's'}, but a cron expression `
      + 'of Kubernetes has five', CRON_ADVICE);
  }
  const wrong = FIELDS.findIndex((field, index) => !fields[index].split(',').every((part) => isRange(part, field)));
  if (wrong < 0) return undefined;
  const { name } = FIELDS[wrong];
  return complaint(`"${text}" is not a cron expression: its ${name} is "${fields[wrong]}", but must be in `
    + `${described(FIELDS[wrong])}`, CRON_ADVICE);
}

/** Why an expression that can be parsed never fires. */
export function neverFires(text: string): Complaint | undefined {
  const expression = text.trim();
  if (expression.startsWith('@')) return undefined;
  // Computed from a fixed day, so that the answer does not depend on the current time.
  const cron = new Cron(expression.replace(/\?/g, '*'), { paused: true, timezone: 'UTC', sloppyRanges: true });
  if (cron.nextRun(new Date(0)) !== null) return undefined;
  return complaint(`"${text}" names a day that no month has, so it never fires`, CRON_ADVICE);
}

function notDescriptor(text: string, expression: string): Complaint | undefined {
  return DESCRIPTORS.includes(expression) ? undefined : complaint(`"${text}" is not one of `
    + `${DESCRIPTORS.join(', ')}`, CRON_ADVICE);
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
