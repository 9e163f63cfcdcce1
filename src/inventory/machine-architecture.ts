import type { Entry } from './entry';
import { preferenceOf } from './referenced';

/** The architecture that a machine gets. */
export interface StatedArchitecture {
  readonly architecture: string;
  /** The name of the preference that states it; undefined if the machine does. */
  readonly preference?: string;
}

/**
 * The architecture that the machine of an entry states, or else that of its preference, with which KubeVirt fills it in
 * before it judges the machine (KubeVirt v1.9.0 pkg/instancetype/webhooks/vm/mutator.go: Mutate).
 */
export function statedArchitecture(entry: Entry): StatedArchitecture | undefined {
  const { machine } = entry;
  const own = machine?.vmi.architecture;
  if (own) return { architecture: own };
  const preferred = preferenceOf(entry)?.preferredArchitecture;
  return preferred ? { architecture: preferred, preference: machine?.spec.preference?.name } : undefined;
}
