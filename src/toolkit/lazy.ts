import { Lazy } from 'cdk8s';
import { isPlain } from './merge';

/**
 * A value with all lazy values in it replaced by what they stand for now, so that it can be merged and looked into.
 * cdk8s does the same when it renders an object, which is too late to lay something over a part of it.
 */
export function resolveLazy<T>(value: T): T {
  return resolve(value) as T;
}

function resolve(value: unknown): unknown {
  if (value instanceof Lazy) return resolve(value.produce());
  if (Array.isArray(value)) return value.map(resolve);
  return isPlain(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item)])) : value;
}
