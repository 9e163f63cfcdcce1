import type { Entry } from '../../inventory/entry';

/** Something that objects of the bundle need, and that the bundle does not hold. */
export interface Need {
  /** The kind in words, such as `Secret` or `label of nodes`. */
  readonly what: string;
  readonly name: string;
  /** Undefined for what is in no namespace. */
  readonly namespace?: string;
}

/** Finds what one object needs. */
export type Find = (entry: Entry) => Iterable<Need>;
