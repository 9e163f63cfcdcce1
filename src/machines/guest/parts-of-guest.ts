import { ANY_GUEST, GuestParts } from './guest-parts';
import type { MachineProps } from '../machine-props';

/** What a machine gets for its guest, on its architecture. */
export function partsOf({ guest, architecture }: Pick<MachineProps, 'guest' | 'architecture'>): GuestParts {
  return guest?._partsOn(architecture) ?? ANY_GUEST;
}
