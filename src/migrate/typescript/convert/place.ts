import type { Variable } from '../code';

/** Where a machine stands in a program. */
export interface Place {
  /** The variable that holds its tenant. */
  readonly tenant: Variable;
  /** The id of its construct, which begins the ids of those that it needs. */
  readonly id: string;
}
