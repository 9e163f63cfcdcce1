import { Lazy } from 'cdk8s';

/** Any part of a shape, at any depth; `null` removes a value. */
export type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: DeepPartial<T[K]> | null }
    : T;

/**
 * Merges a user's overrides over a spec: objects are merged key by key, lists and scalars replaced, and `null` removes
 * a key, even if it does not exist. An object that becomes empty is removed too: server-side apply would send it as
 * `null`, which no schema accepts. Overrides that are `null` change nothing. A lazy value is merged when it is known,
 * as what it produces would be. Neither argument is changed.
 */
export function mergeDeep<T>(spec: T, overrides: DeepPartial<NoInfer<T>> | null | undefined): T {
  return merge(spec, overrides ?? undefined) as T;
}

function merge(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (over instanceof Lazy) return Lazy.any({ produce: () => merge(base, over.produce()) ?? undefined });
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

/** Whether an object became empty because something was removed. An object that was written empty is kept. */
function isEmptied(merged: unknown, over: unknown): boolean {
  return (
    isPlain(merged) &&
    isPlain(over) &&
    Object.keys(merged).length === 0 &&
    Object.values(over).some((value) => value !== undefined)
  );
}

/** Whether a value is an object literal, not a list, an instance of a class, or a lazy value. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.getPrototypeOf(value) === Object.prototype
  );
}
