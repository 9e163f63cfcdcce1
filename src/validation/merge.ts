/** Any part of a shape, at any depth; `null` removes what stands there. */
export type DeepPartial<T> = T extends readonly unknown[] ? T : T extends object ? { readonly [K in keyof T]?: DeepPartial<T[K]> | null } : T;

/**
 * A spec with a user's overrides laid over it: objects are merged key by key, lists and scalars are replaced, `null` removes.
 * Neither argument is changed.
 */
export function mergeDeep<T>(spec: T, overrides: DeepPartial<NoInfer<T>> | undefined): T {
  return merge(spec, overrides) as T;
}

function merge(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (!isPlain(base) || !isPlain(over)) return over;
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === null) delete result[key];
    else result[key] = merge(result[key], value);
  }
  return result;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.getPrototypeOf(value) === Object.prototype;
}
