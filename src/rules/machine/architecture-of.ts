import type { Entry } from '../../inventory/entry';
import { statedArchitecture } from '../../inventory/machine-architecture';

/** The architecture that a machine must have, and how to say where it comes from. */
export interface MachineArchitecture {
  readonly architecture: string;
  /** A piece of a sentence: `the machine's architecture is "amd64"`. */
  readonly said: string;
}

/** The architecture that a machine or its preference states, or else that of its guest; undefined if none is known. */
export function architectureOf(entry: Entry): MachineArchitecture | undefined {
  const { guest } = entry.intent;
  const stated = statedArchitecture(entry);
  if (stated === undefined) {
    return guest && { architecture: guest.architecture, said: `${guest.name} is for "${guest.architecture}"` };
  }
  const { architecture, preference } = stated;
  return {
    architecture,
    said: preference === undefined ? `the machine's architecture is "${architecture}"`
      : `the architecture that the preference "${preference}" gives the machine is "${architecture}"`,
  };
}

/** Whether a machine may be of the architecture of its guest. If not, other rules need not say what follows from it. */
export function isForGuest(entry: Entry): boolean {
  const { guest } = entry.intent;
  const stated = statedArchitecture(entry);
  return guest === undefined || stated === undefined || stated.architecture === guest.architecture;
}
