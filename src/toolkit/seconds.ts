import type { Duration } from 'cdk8s';
import { Complaint, complaint } from './complaint';

/** Checks that a duration is a whole number of seconds. */
export function notWholeSeconds(duration: Duration | undefined): Complaint | undefined {
  const seconds = duration?.toSeconds({ integral: false }) ?? 0;
  if (Number.isInteger(seconds)) return undefined;
  const whole = Number.isFinite(seconds) ? Math.ceil(seconds) : 60;
  return complaint(`is ${seconds} seconds, but the API takes whole ones`, `Write Duration.seconds(${whole}).`);
}

/** The seconds of a duration, rounded up if `notWholeSeconds` complains; undefined if there is no duration. */
export function secondsOf(duration: Duration | undefined): number | undefined {
  return duration && Math.ceil(duration.toSeconds({ integral: false }));
}
