import { remedyOf } from './remedy';
import type { Type } from './type';
import { described, LONGEST, saysType } from './words';

/** What is wrong with one prop. */
export interface PropFault {
  /** The path of the prop, such as `quota.cpu` or `networks[0].binding`. */
  readonly prop: string;
  /** Whether it is not known, is missing, has the wrong type, or is a word that its enum does not have. */
  readonly kind: 'unknown' | 'missing' | 'type' | 'word';
  /** How a sentence that begins with the path goes on: `is "four", but must be a number`. */
  readonly says: string;
  /** What to write instead: a sentence. */
  readonly remedy: string;
  /** The struct that does not know the prop, or the enum that does not have the word. */
  readonly of?: string;
  /** The path of the prop that was most likely meant by one that is not known. */
  readonly meant?: string;
}

/** What was found: nothing in most cases. */
export type Found = readonly PropFault[] | undefined;

/** The value is of another type than the prop's. */
export function typeFault(value: unknown, type: Type): PropFault {
  return { prop: '', kind: 'type', says: saysType(value, type), remedy: remedyOf(value, type) };
}

/** The value cannot be looked at: a getter or a proxy throws. */
export function unreadable(error: unknown): PropFault {
  return { prop: '', kind: 'type', says: `cannot be read: ${reason(error)}`, remedy: 'Write a plain value.' };
}

function reason(error: unknown): string {
  try {
    return error instanceof Error ? String(error.message) : described(error);
  } catch {
    return 'it throws an error';
  }
}

/** The faults, each one level further down. */
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
