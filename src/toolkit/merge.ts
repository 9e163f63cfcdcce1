/** Any part of a shape, at any depth; `null` removes what stands there. */
export type DeepPartial<T> = T extends readonly unknown[] ? T : T extends object ? { readonly [K in keyof T]?: DeepPartial<T[K]> | null } : T;

/**
 * A spec with a user's overrides laid over it: objects are merged key by key, lists and scalars are replaced, `null`
 * removes, also where there is nothing to remove. An object of which nothing is left goes as well: emptied, it would be
 * sent as `null` by server-side apply, which no schema takes. Neither argument is changed.
 */
export function mergeDeep<T>(spec: T, overrides: DeepPartial<NoInfer<T>> | undefined): T {
  return merge(spec, overrides) as T;
}

function merge(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (Array.isArray(over)) return over.map((item) => merge(undefined, item));
  if (!isPlain(over)) return over;
  const result = new Map(Object.entries(isPlain(base) ? base : {}));
  for (const [key, value] of Object.entries(over)) {
    const merged = value === null || value === undefined ? value : merge(result.get(key), value);
    if (merged === null || isEmptied(merged, value)) result.delete(key);
    else if (merged !== undefined) result.set(key, merged);
  }
  return Object.fromEntries(result);
}

/** Whether nothing is left of an object, because something was removed; one that was written empty is meant to be. */
function isEmptied(merged: unknown, over: unknown): boolean {
  return isPlain(merged) && isPlain(over) && Object.keys(merged).length === 0 && Object.values(over).some((value) => value !== undefined);
}

/** Whether a value is an object literal, and not a list, an instance of a class, or a lazy value. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.getPrototypeOf(value) === Object.prototype;
}
