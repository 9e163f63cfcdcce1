/**
 * The objects in a list. It lets rules read a user's overrides before the schema check: anything that is not a list, or
 * not an object in a list, is ignored here and reported by the schema check.
 */
export function items<T>(list: readonly T[] | undefined): readonly T[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'object' && item !== null) : [];
}

/** The strings in a list, for the same reason. */
export function texts(list: readonly string[] | undefined): readonly string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}

/** The keys of an object that have a value. */
export function present(object: object | undefined): string[] {
  return Object.entries(object ?? {}).filter(([, value]) => value !== undefined && value !== null).map(([key]) => key);
}

/** The values that occur more than once in a list, each once. */
export function repeated(values: readonly (string | number | undefined)[]): (string | number)[] {
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

/** The map; undefined if it is empty. */
export function unlessEmpty<T extends object>(map: T | undefined): T | undefined {
  return map === undefined || Object.keys(map).length === 0 ? undefined : map;
}
