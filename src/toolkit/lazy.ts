import { Lazy } from 'cdk8s';
import { isPlain } from './merge';

/**
 * The value with all lazy values in it resolved, so that it can be merged and inspected. cdk8s does the same when it
 * renders an object, but that is too late for merging.
 */
export function resolveLazy<T>(value: T): T {
  return resolve(value) as T;
}

function resolve(value: unknown): unknown {
  if (value instanceof Lazy) return resolve(value.produce());
  if (Array.isArray(value)) return value.map(resolve);
  return isPlain(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item)])) : value;
}
