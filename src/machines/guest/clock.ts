import type { Clock } from '../../../imports/kubevirt.io';
import { defined } from '../../toolkit/shape';

/** What the guest's clock shows when it starts. Exactly one of the two props is possible. */
export interface MachineClock {
  /**
   * The time zone of the clock, such as `Europe/Berlin`: for guests that take it for local time, as Windows does.
   * @default - UTC
   */
  readonly timezone?: string;
  /**
   * The number of seconds that the clock differs from UTC. Negative numbers are west of it.
   * @default 0
   */
  readonly utcOffsetSeconds?: number;
}

/** The clock of a machine: the timers that its guest needs, and what the clock shows. */
export function clockOf(guest: Clock | undefined, own: MachineClock | undefined): Clock | undefined {
  if (own === undefined) return guest;
  const { timezone, utcOffsetSeconds } = own;
  const utc = utcOffsetSeconds === undefined ? undefined : { offsetSeconds: utcOffsetSeconds };
  if (timezone === undefined && utc === undefined) return guest;
  return defined({ timer: guest?.timer, timezone, utc });
}
