import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { Complaint, complaint } from '../../toolkit/complaint';
import { CRON_ADVICE, longestPause, neverFires, notCron, notStep } from '../../toolkit/cron';
import { goSeconds } from '../../toolkit/go-duration';
import { notTimeZone } from '../../toolkit/time-zone';
import type { ObjectRule } from '../rule';
import { velero } from '../sources';
import { Schedule, SCHEDULE } from './velero';

const CONTROLLER = 'pkg/controller/schedule_controller.go';
const EVERY = '@every ';
const MINUTE = 60;

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

export const SCHEDULE_TOO_OFTEN: ObjectRule = {
  id: 'SNAP065',
  name: 'snapshots/backup-too-often',
  on: 'object',
  kinds: [SCHEDULE],
  severity: Severity.WARNING,
  title: 'A Schedule of Velero makes at most one backup a minute',
  why: 'Velero looks at its Schedules once a minute, so shorter times make one backup a minute.',
  remedy: 'Write a longer time, such as "@every 12h".',
  source: velero(`${CONTROLLER}: scheduleSyncPeriod`),
  acceptable: true,

  *check({ spec }: Schedule) {
    const text = spec?.schedule;
    const pause = typeof text === 'string' ? pauseOf(text) ?? MINUTE : MINUTE;
    if (pause >= MINUTE) return;
    yield fault('spec.schedule', `"${text}" asks for a backup every ${pause} seconds, and Velero looks once a minute`,
      SCHEDULE_TOO_OFTEN.remedy);
  },
};

export const SCHEDULE_GONE_EARLY: ObjectRule = {
  id: 'SNAP064',
  name: 'snapshots/backup-gone-early',
  on: 'object',
  kinds: [SCHEDULE],
  severity: Severity.WARNING,
  title: 'A backup is kept until the next one is made',
  why: 'Velero deletes a backup when its time is over, whether or not there is another one.',
  remedy: 'Keep backups longer than the time between two of them.',
  source: velero('pkg/controller/gc_controller.go: Reconcile'),
  acceptable: true,

  *check({ spec }: Schedule) {
    const text = spec?.schedule;
    const ttl = spec?.template?.ttl;
    if (typeof text !== 'string' || typeof ttl !== 'string') return;
    const kept = goSeconds(ttl) ?? 0;
    const pause = pauseOf(text);
    if (kept <= 0 || pause === undefined || kept >= pause) return;
    yield fault('spec.template.ttl', `"${ttl}" is over before the next backup is made: "${text}" leaves up to `
      + `${inWords(pause)} between two, so there are times without any backup`, SCHEDULE_GONE_EARLY.remedy);
  },
};

/** A zone, and the expression behind it. */
function partsOf(text: string): { readonly zone?: string; readonly expression: string } {
  const [, zone, rest] = /^(?:CRON_)?TZ=([^ ]*) (.*)$/s.exec(text) ?? [];
  return zone === undefined ? { expression: text } : { zone, expression: rest.trim() };
}

/** Velero v1.18.3 parses with netresearch/go-cron v0.15.0, releases up to v1.17 with robfig/cron. Both must take it. */
function notVeleroCron(text: string): Complaint | undefined {
  const { zone, expression } = partsOf(text);
  if (expression.trim() === '') return complaint('is empty, so no backup would ever be made', CRON_ADVICE);
  const wrongZone = zone === undefined ? undefined : notTimeZone(zone);
  if (wrongZone !== undefined) return complaint(`"${text}" ${wrongZone.problem}`, wrongZone.remedy);
  if (expression.startsWith(EVERY)) return notEvery(text, expression.slice(EVERY.length));
  if (!expression.trim().startsWith('@')) {
    return notCron(expression) ?? notStep(expression) ?? neverFires(expression);
  }
  if (expression === expression.trim()) return notCron(expression);
  return complaint(`"${text}" has a space around the word, and Velero takes none there`,
    `Write "${expression.trim()}".`);
}

/** Go-cron v0.15.0 parser.go: less than a second is refused. */
function notEvery(text: string, duration: string): Complaint | undefined {
  const seconds = goSeconds(duration);
  if (seconds !== undefined && seconds >= 1) return undefined;
  const problem = seconds === undefined ? 'which is not a duration that Go can read' : 'which is less than a second';
  return complaint(`"${text}" names "${duration}", ${problem}`, 'Write one such as "@every 12h".');
}

/**
 * The longest time in seconds between two backups; undefined if Velero cannot parse the expression, or if it never
 * fires.
 */
export function pauseOf(text: string): number | undefined {
  if (notVeleroCron(text) !== undefined) return undefined;
  const { expression } = partsOf(text);
  if (expression.startsWith(EVERY)) return goSeconds(expression.slice(EVERY.length));
  return longestPause(expression.trim());
}

const UNITS: readonly (readonly [name: string, seconds: number])[] = [['day', 86_400], ['hour', 3600], ['minute', 60]];

function inWords(seconds: number): string {
  const [name, size] = UNITS.find(([, each]) => seconds % each === 0) ?? ['second', 1];
  const count = seconds / size;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
