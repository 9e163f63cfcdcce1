/**
 * A table that is looked up by texts of users. It holds its own entries alone, so names such as `constructor`, which
 * every object of JavaScript has, find nothing.
 */
export function table<T extends object>(entries: T): T {
  return Object.assign(Object.create(null), entries) as T;
}
