/** What a value holds, from what is written as it is to what only cdk8s knows how to write. */
export enum Holds {
  /** Mappings, lists, strings, numbers and truth values, each written as it is. */
  PLAIN_DATA,
  /** The same, and keys without a value, which are left out. */
  GAPS,
  /** Something else: a lazy value, a token, an instance of a class, a function, or a list with nothing as an item. */
  OTHER,
}

/** No object of Kubernetes is as deep. What holds itself is deeper. */
const DEEPEST = 100;

/**
 * What a value holds. A getter counts as what it gives now, so it must give the same when it is asked again.
 * @param empty what a list or mapping counts as that has nothing in it
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

/** cdk8s knows an object literal by its `constructor`, which can also be a key of a mapping. */
function isLiteral(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype && value.constructor === Object;
}

/** A list with a `resolve` or a `value` of its own is a token or a union to cdk8s. */
function isBareList(list: object): boolean {
  if (Object.getPrototypeOf(list) !== Array.prototype || list.constructor !== Array) return false;
  return !('resolve' in list) && !('value' in list);
}
