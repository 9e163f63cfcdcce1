import { remedyOf } from './remedy';
import type { Type } from './type';
import { LONGEST, saysType, thrown } from './words';

/** A fault of one prop. */
export interface PropFault {
  /** The path of the prop, such as `quota.cpu` or `networks[0].binding`. */
  readonly prop: string;
  /** The kind of fault: an unknown prop, a missing prop, a wrong type, or a value that is not in the enum. */
  readonly kind: 'unknown' | 'missing' | 'type' | 'word';
  /** The rest of a sentence that begins with the path: `is "four", but must be a number`. */
  readonly says: string;
  /** What to write instead: a sentence. */
  readonly remedy: string;
  /** The struct that does not have the prop, or the enum that does not have the value. */
  readonly of?: string;
  /** The path of the prop that an unknown one most likely means. */
  readonly meant?: string;
}

/** The faults; undefined in most cases. */
export type Found = readonly PropFault[] | undefined;

/** The value does not have the prop's type. */
export function typeFault(value: unknown, type: Type): PropFault {
  return { prop: '', kind: 'type', says: saysType(value, type), remedy: remedyOf(value, type) };
}

/** The value cannot be read: a getter or a proxy throws. */
export function unreadable(error: unknown): PropFault {
  return { prop: '', kind: 'type', says: `cannot be read: ${thrown(error)}`, remedy: 'Write a plain value.' };
}

/** The faults, with a prefix on their paths. */
export function below(prefix: string, faults: readonly PropFault[]): PropFault[] {
  return faults.map((fault) => moved(fault, (path) => joined(prefix, path)));
}

/** The fault with other paths. */
export function moved(fault: PropFault, pathOf: (path: string) => string): PropFault {
  const { prop, meant } = fault;
  return { ...fault, prop: pathOf(prop), ...(meant !== undefined && { meant: pathOf(meant) }) };
}

/** `quota` and `cpu` give `quota.cpu`; `networks` and `[0].binding` give `networks[0].binding`. */
export function joined(prefix: string, prop: string): string {
  if (prefix === '' || prop === '') return prefix + prop;
  return prop.startsWith('[') ? prefix + prop : `${prefix}.${prop}`;
}

/** A key as part of a path: in brackets, unless it is a plain name. */
export function keyPath(key: string): string {
  if (/^[A-Za-z_$][\w$]*$/.test(key) && key.length <= LONGEST) return key;
  return `[${JSON.stringify(key.length > LONGEST ? `${key.slice(0, LONGEST)}…` : key)}]`;
}
