import { Found, joined, moved, PropFault, unreadable } from './fault';
import { judgeOf } from './judge';
import { structFaults, structOf } from './struct';
import type { StructName } from './type';
import { completeStruct } from './usable';

export type { PropFault } from './fault';
export type { StructName } from './type';

/** How props are judged. */
export interface Judging {
  /** The path of the props, which is prefixed to the path of each fault. */
  readonly at?: string;
  /**
   * Whether unknown props are allowed. A construct sets `open: new.target !== WorkerPool`, because a subclass may have
   * props of its own and pass all of them to `super`. Structs inside of the props are never open.
   */
  readonly open?: boolean;
}

/** Props that a constructor can work with. */
export interface Usable<T> {
  /** The props as given if they have no fault; otherwise a copy without the faulty parts. */
  readonly props: T;
  readonly faults: readonly PropFault[];
  /** The paths of faulty required props without a stand-in: they are undefined. */
  readonly unusable: readonly string[];
}

const NONE: readonly never[] = Object.freeze([]);

/** The faults of the props of a struct, according to the table. It never throws, whatever is given. */
export function propFaults(struct: StructName, given: unknown, judging: Judging = {}): readonly PropFault[] {
  const { at = '', open = false } = judging;
  const found = rootFaults(struct, given, open);
  return found === undefined ? NONE : placed(found, at, 'props');
}

/**
 * The props without faulty parts. A required prop that is faulty or missing gets a stand-in, so that a constructor does
 * not throw: a recognisable text, an empty list or object, 0, false, or the first value of an enum.
 */
export function usableProps<T extends object>(struct: StructName, given?: T, judging: Judging = {}): Usable<T> {
  const faults = propFaults(struct, given, judging);
  if (faults.length === 0) return { props: given ?? ({} as T), faults: NONE, unusable: NONE };
  const unusable: string[] = [];
  const props = completeStruct(given, struct, judging.at ?? '', unusable, judging.open) as T;
  return { props, faults, unusable };
}

/** The faults of a struct, with paths inside of it; undefined if there are none. */
export function rootFaults(struct: StructName, given: unknown, open: boolean): Found {
  try {
    if (given === undefined && structOf(struct).required.length === 0) return undefined;
    return structFaults(struct, given, judgeOf, open);
  } catch (error) {
    return [unreadable(error)];
  }
}

/** The faults with their whole paths. A fault of the struct itself has the name of the argument. */
export function placed(faults: readonly PropFault[], at: string, argument: string): PropFault[] {
  return faults.map((fault) => moved(fault, (path) => joined(at, path) || argument));
}
