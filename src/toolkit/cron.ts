import { Cron } from 'croner';
import { Complaint, complaint } from './complaint';
import { table } from './table';

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

const DAY_OF_WEEK = 'day of week';

// robfig/cron v3.0.1, spec.go and parser.go: ParseStandard does not support seconds, years, 7 for Sunday, "L", "W" and
// "#", and ranges that wrap around.
const FIELDS: readonly Field[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, names: MONTHS },
  { name: DAY_OF_WEEK, min: 0, max: 6, names: DAYS },
];
const DESCRIPTORS: { readonly [word: string]: string } = table({
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
});

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
  if (timesOf(expression, 1).length > 0) return undefined;
  return complaint(`"${text}" names a day that no month has, so it never fires`, CRON_ADVICE);
}

const FEW = 13;

/**
 * The longest time in seconds between a few consecutive times at which an expression fires: a year of one that fires
 * every month. Undefined if it fires less than twice.
 */
export function longestPause(expression: string): number | undefined {
  const times = timesOf(DESCRIPTORS[expression] ?? expression, FEW);
  const pauses = times.slice(1).map((time, index) => (time.getTime() - times[index].getTime()) / 1000);
  return pauses.length === 0 ? undefined : Math.max(...pauses);
}

/** The first times at which an expression fires, from a fixed day: the answer does not depend on the current time. */
function timesOf(expression: string, count: number): Date[] {
  const cron = new Cron(withoutWideSteps(expression.replace(/\?/g, '*')), {
    paused: true, timezone: 'UTC', sloppyRanges: true,
  });
  return cron.nextRuns(count, new Date(0));
}

/**
 * Reports a step that is as large as its range, or larger, in an expression that robfig/cron can parse: it takes such a
 * step, and netresearch/go-cron v0.15.0 does not (parser.go: validateRangeParams, where days of the week end in 7).
 */
export function notStep(text: string): Complaint | undefined {
  for (const [index, field] of text.trim().split(/\s+/).entries()) {
    const part = field.split(',').find((each) => isWide(each, FIELDS[index]));
    if (part === undefined) continue;
    return complaint(`"${text}" has "${part}" as its ${FIELDS[index].name}, and that step is as large as its range, or `
      + 'larger', `Write the ${FIELDS[index].name} itself.`);
  }
  return undefined;
}

/** A step over its whole range leaves the first value; croner takes no such step. */
function withoutWideSteps(expression: string): string {
  if (!expression.includes('/')) return expression;
  return expression.split(/\s+/).map((text, index) => text.split(',').map((part) => {
    if (!isWide(part, FIELDS[index])) return part;
    const first = part.split(/[-/]/)[0];
    return first === '*' ? String(FIELDS[index].min) : first;
  }).join(',')).join(' ');
}

function isWide(part: string, field: Field): boolean {
  const [range, step] = part.split('/');
  if (step === undefined || Number(step) === 1) return false;
  const last = field.name === DAY_OF_WEEK ? field.max + 1 : field.max;
  const [from, to] = range.split('-').map((each) => valueOf(each, field));
  const size = Number.isNaN(from) ? last - field.min + 1 : (to ?? last) - from + 1;
  return Number(step) >= size;
}

function notDescriptor(text: string, expression: string): Complaint | undefined {
  return Object.hasOwn(DESCRIPTORS, expression) ? undefined : complaint(`"${text}" is not one of `
    + Object.keys(DESCRIPTORS).join(', '), CRON_ADVICE);
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
