import type { Duration } from 'cdk8s';
import type { Sentence } from './problems';

/** Checks a time for a field that holds whole seconds. */
export function wholeSeconds(what: string, duration: Duration | undefined): Sentence {
  const seconds = duration?.toSeconds({ integral: false }) ?? 0;
  if (Number.isInteger(seconds)) return undefined;
  return `${what} is ${seconds} seconds, but the API takes whole ones. Write Duration.seconds(${Number.isFinite(seconds) ? Math.ceil(seconds) : 60}).`;
}

/** The seconds of a duration, rounded up for what `wholeSeconds` finds wrong; undefined when there is none. */
export function secondsOf(duration: Duration | undefined): number | undefined {
  return duration && Math.ceil(duration.toSeconds({ integral: false }));
}
