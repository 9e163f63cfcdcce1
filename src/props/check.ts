import { Found, joined, moved, PropFault, unreadable } from './fault';
import { judgeOf } from './judge';
import { structFaults, structOf } from './struct';
import type { StructName } from './type';
import { completeStruct } from './usable';

export type { PropFault } from './fault';
export type { StructName } from './type';

/** How props are judged. */
export interface Judging {
  /** The path of the props, which begins the path of each fault. */
  readonly at?: string;
  /**
   * Whether props that the struct does not know may be there. A construct says `open: new.target !== WorkerPool`: a
   * class that extends it may take props of its own and pass all of them to `super`. Structs inside of the props are
   * never open.
   */
  readonly open?: boolean;
}

/** Props that a constructor can go on with. */
export interface Usable<T> {
  /** The props as given when they have no fault, and else a copy without what is faulty. */
  readonly props: T;
  readonly faults: readonly PropFault[];
  /** The paths of required props that are faulty and have no stand-in: they are undefined. */
  readonly unusable: readonly string[];
}

const NONE: readonly never[] = Object.freeze([]);

/** What is wrong with the props of a struct, judged by the table. It never throws, whatever is given. */
export function propFaults(struct: StructName, given: unknown, judging: Judging = {}): readonly PropFault[] {
  const { at = '', open = false } = judging;
  const found = rootFaults(struct, given, open);
  return found === undefined ? NONE : placed(found, at, 'props');
}

/**
 * The props without what is faulty. A required prop that is faulty or missing gets a stand-in, so that a constructor
 * does not throw: a text that says so, an empty list or object, 0, false, or the first word of an enum.
 */
export function usableProps<T extends object>(struct: StructName, given?: T, judging: Judging = {}): Usable<T> {
  const faults = propFaults(struct, given, judging);
  if (faults.length === 0) return { props: given ?? ({} as T), faults: NONE, unusable: NONE };
  const unusable: string[] = [];
  const props = completeStruct(given, struct, judging.at ?? '', unusable, judging.open) as T;
  return { props, faults, unusable };
}

/** What is wrong with a struct, by paths inside of it; undefined when nothing is. */
export function rootFaults(struct: StructName, given: unknown, open: boolean): Found {
  try {
    if (given === undefined && structOf(struct).required.length === 0) return undefined;
    return structFaults(struct, given, judgeOf, open);
  } catch (error) {
    return [unreadable(error)];
  }
}

/** The faults with their whole paths. What is wrong with the struct itself has the name of the argument. */
export function placed(faults: readonly PropFault[], at: string, argument: string): PropFault[] {
  return faults.map((fault) => moved(fault, (path) => joined(at, path) || argument));
}
