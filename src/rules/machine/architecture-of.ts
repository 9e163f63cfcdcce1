import type { Entry } from '../../inventory/entry';

/** The architecture that a machine must have, and how to say where it comes from. */
export interface MachineArchitecture {
  readonly architecture: string;
  /** A piece of a sentence: `the machine's architecture is "amd64"`. */
  readonly said: string;
}

/** The architecture that a machine states, or else that of its guest; undefined if neither is known. */
export function architectureOf({ intent: { guest }, machine }: Entry): MachineArchitecture | undefined {
  const stated = machine?.vmi.architecture;
  if (stated) return { architecture: stated, said: `the machine's architecture is "${stated}"` };
  return guest && { architecture: guest.architecture, said: `${guest.name} is for "${guest.architecture}"` };
}

/** Whether a machine may be of the architecture of its guest. If not, other rules need not say what follows from it. */
export function isForGuest({ intent: { guest }, machine }: Entry): boolean {
  const stated = machine?.vmi.architecture;
  return guest === undefined || !stated || stated === guest.architecture;
}
