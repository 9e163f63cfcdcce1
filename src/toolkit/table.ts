/**
 * A table that can be asked for any text. A plain object also answers to the names that every object inherits, such as
 * `constructor` and `toString`.
 */
export function table<T extends object>(entries: T): T {
  return Object.assign(Object.create(null) as object, entries) as T;
}
