/**
 * The objects in a list. It lets rules read a user's overrides before the schema check: anything that is not a list, or
 * not an object in a list, is ignored here and reported by the schema check.
 */
export function items<T>(list: readonly T[] | undefined): readonly T[] {
  if (!Array.isArray(list)) return NOTHING;
  return list.every(isObject) ? list : list.filter(isObject);
}

const NOTHING: readonly never[] = [];

function isObject(item: unknown): boolean {
  return typeof item === 'object' && item !== null;
}

function isText(item: unknown): boolean {
  return typeof item === 'string';
}

/** The strings in a list, for the same reason. */
export function texts(list: readonly string[] | undefined): readonly string[] {
  if (!Array.isArray(list)) return NOTHING;
  return list.every(isText) ? list : list.filter(isText);
}

/** The keys of an object that have a value. */
export function present(object: object | undefined): string[] {
  if (object === undefined || object === null) return [];
  const values = object as Record<string, unknown>;
  return Object.keys(object).filter((key) => values[key] !== undefined && values[key] !== null);
}

/** The values that occur more than once in a list, each once. */
export function repeated(values: readonly (string | number | undefined)[]): readonly (string | number)[] {
  if (values.length < 2) return NOTHING;
  const seen = new Set<string | number>();
  const twice = new Set<string | number>();
  for (const value of values) {
    if (value === undefined) continue;
    if (seen.has(value)) twice.add(value);
    seen.add(value);
  }
  return [...twice];
}

/** The object without keys that have no value. */
export function defined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

/** The map; undefined if it is empty or null. */
export function unlessEmpty<T extends object>(map: T | null | undefined): T | undefined {
  return map === undefined || map === null || Object.keys(map).length === 0 ? undefined : map;
}
