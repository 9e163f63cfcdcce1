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

/**
 * The value that a `Lazy` or a token of a resolver stands for, or any other value as it is. A `Lazy` that throws stands
 * for itself, and rendering reports it.
 */
export function produced(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { produce, resolve: ofToken } = value as { readonly produce?: unknown; readonly resolve?: unknown };
  const make = [produce, ofToken].find((each) => typeof each === 'function') as (() => unknown) | undefined;
  if (make === undefined) return value;
  try {
    return make.call(value);
  } catch {
    return value;
  }
}

/** The text that a value is or stands for; empty if it is not a text. */
export function textOf(value: unknown): string {
  const text = produced(value);
  return typeof text === 'string' ? text : '';
}
