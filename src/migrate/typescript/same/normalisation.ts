import type { Loose } from './loose';

/** A difference between two specs that KubeVirt does not see, and how it is removed from both. */
export interface Normalisation {
  /** What two specs may differ in, and why that changes nothing. */
  readonly because: string;
  /** Changes the spec in place. `vmi` is its part for the instance. */
  /** Whether it is for comparisons alone, and would make a program harder to read. */
  readonly isUnreadable?: true;
  readonly apply: (spec: Loose, vmi: Loose) => void;
}
