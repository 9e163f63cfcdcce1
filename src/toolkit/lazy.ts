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

/** The value of a function; undefined if it throws. */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** A `Lazy` may give another one. One that gives itself is not followed without end. */
const LONGEST = 100;

/**
 * The value that a `Lazy` or a token of a resolver stands for, or any other value as it is. A `Lazy` that throws stands
 * for itself, and rendering reports it.
 */
export function produced(value: unknown, length = 0): unknown {
  const make = length < LONGEST ? attempt(() => makerOf(value)) : undefined;
  const made = make === undefined ? undefined : attempt(() => ({ value: make.call(value) }));
  return made === undefined ? value : produced(made.value, length + 1);
}

function makerOf(value: unknown): (() => unknown) | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { produce, resolve: ofToken } = value as { readonly produce?: unknown; readonly resolve?: unknown };
  return [produce, ofToken].find((each): each is () => unknown => typeof each === 'function');
}

/** The text that a value is or stands for; empty if it is not a text. */
export function textOf(value: unknown): string {
  const text = produced(value);
  return typeof text === 'string' ? text : '';
}
