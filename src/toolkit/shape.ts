/**
 * The objects of a list, so that a rule can go over a user's overrides before their schema is known to hold: what is no
 * list, or no object in one, is left to the schema check.
 */
export function items<T>(list: readonly T[] | undefined): readonly T[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'object' && item !== null) : [];
}

/** The texts of a list, for the same reason. */
export function texts(list: readonly string[] | undefined): readonly string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}

/** The keys of an object that hold something. */
export function present(object: object | undefined): string[] {
  return Object.entries(object ?? {}).filter(([, value]) => value !== undefined && value !== null).map(([key]) => key);
}

/** The values that stand in a list more than once, each named once. */
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

/** The object without the keys that hold nothing. */
export function defined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

/** The map, or nothing when it is empty or null. */
export function unlessEmpty<T extends object>(map: T | null | undefined): T | undefined {
  return map === undefined || map === null || Object.keys(map).length === 0 ? undefined : map;
}
