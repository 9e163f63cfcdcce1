import { fieldBelow } from '../toolkit/path';

/** What a value contains, from data that is written as it is to values that only cdk8s can write. */
export enum Holds {
  /** Mappings, lists, strings, numbers and booleans, each written as it is. */
  PLAIN_DATA,
  /** Plain data and keys without a value, which are left out. */
  GAPS,
  /** Anything else: a lazy value, a token, an instance of a class, a function, or a list with an empty item. */
  OTHER,
}

/** No Kubernetes object is as deep. A value that contains itself is deeper. */
const DEEPEST = 100;

/**
 * What a value contains. A getter counts as its current value, so it must return the same value when it is called
 * again.
 * @param empty what an empty list or mapping counts as
 */
export function look(value: unknown, empty = Holds.PLAIN_DATA, depth = 0): Holds {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return Holds.PLAIN_DATA;
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return Holds.OTHER;
  if (Array.isArray(value)) return lookAtList(value, empty, depth);
  return isLiteral(value) ? lookAtMapping(value, empty, depth) : Holds.OTHER;
}

function lookAtList(list: readonly unknown[], empty: Holds, depth: number): Holds {
  if (!isBareList(list)) return Holds.OTHER;
  let found = list.length === 0 ? empty : Holds.PLAIN_DATA;
  for (let index = 0; index < list.length && found !== Holds.OTHER; index++) {
    found = Math.max(found, look(list[index], empty, depth + 1));
  }
  return found;
}

function lookAtMapping(mapping: object, empty: Holds, depth: number): Holds {
  let found: Holds | undefined;
  for (const key in mapping) {
    if (key === '__proto__') return Holds.OTHER; // cdk8s makes it the prototype of its copy
    const value = (mapping as Record<string, unknown>)[key];
    const held = value === undefined || value === null ? Holds.GAPS : look(value, empty, depth + 1);
    if (held === Holds.OTHER) return held;
    if (found === undefined || held > found) found = held;
  }
  return found ?? empty;
}

/** cdk8s recognises an object literal by its `constructor`, which can also be a key of a mapping. */
function isLiteral(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype && value.constructor === Object;
}

/** cdk8s treats a list with a `resolve` or a `value` property as a token or a union. */
function isBareList(list: object): boolean {
  if (Object.getPrototypeOf(list) !== Array.prototype || list.constructor !== Array) return false;
  return !('resolve' in list) && !('value' in list);
}

/**
 * Finds a mapping without a prototype, such as `Object.groupBy` returns, which cdk8s cannot write. Returns its path, or
 * undefined if every mapping has a prototype.
 */
export function bareMappingIn(value: unknown, path = '', depth = 0, seen = new Set<object>()): string | undefined {
  if (typeof value !== 'object' || value === null || depth > DEEPEST || seen.has(value)) return undefined;
  if (Object.getPrototypeOf(value) === null) return path;
  seen.add(value);
  // Getters are not called: one of them may be what failed.
  for (const [key, { value: item }] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
    const below = Array.isArray(value) ? `${path}[${key}]` : fieldBelow(path, key);
    const found = bareMappingIn(item, below, depth + 1, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}
