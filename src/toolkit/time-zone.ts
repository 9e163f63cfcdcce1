import { Complaint, complaint } from './complaint';
import { didYouMean } from './nearest';

/** Names that Go knows by itself (Go 1.26 time/zoneinfo.go: LoadLocation). */
const OF_GO = ['UTC', 'Local'];

/**
 * Reports names of time zones that Go does not find. It looks for a file of that name, so the case matters, and it
 * knows no offsets such as `+01:00`. The list is that of Node.js.
 */
export function notTimeZone(name: string): Complaint | undefined {
  if (OF_GO.includes(name)) return undefined;
  const known = Intl.supportedValuesOf('timeZone');
  const spelt = known.find((zone) => zone.toLowerCase() === name.toLowerCase());
  if (spelt === name || (spelt === undefined && isKnown(name))) return undefined;
  return complaint(`names the time zone "${name}", which is not a known one`,
    `${didYouMean(name, known)} Write one such as CRON_TZ=Europe/Berlin.`.trimStart());
}

/** Whether it is another name of a zone, such as `US/Pacific`. */
function isKnown(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
