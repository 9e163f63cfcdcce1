import { table } from '../toolkit/table';

// jsii sets this on each class that it compiles, so a class is recognised even if minification shortened its name.
const JSII = Symbol.for('jsii.rtti');

type TypeOfMember = 'function' | 'object' | 'string';

/**
 * Interfaces, and classes of other libraries, each with the member that their objects are recognised by, and the type
 * of the member.
 */
const FOREIGN: { readonly [name: string]: readonly [string, TypeOfMember] | undefined } = table({
  Size: ['toKibibytes', 'function'],
  Duration: ['toMilliseconds', 'function'],
  IResolver: ['resolve', 'function'],
  Construct: ['node', 'object'],
  IConstruct: ['node', 'object'],
  INamed: ['name', 'string'],
});

/** The prototypes whose instances were recognised before, by class. */
const found = new Map<string, WeakSet<object>>();

/**
 * Whether a value is an instance of a class or of a subclass. The class is identified by its name, so that two copies
 * of a library in one program accept each other's values.
 */
export function isInstance(value: unknown, name: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const foreign = FOREIGN[name];
  if (foreign !== undefined) return isMember((value as Record<string, unknown>)[foreign[0]], foreign[1]);
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype === null) return false;
  const known = found.get(name);
  if (known?.has(prototype) === true) return true;
  if (!descends(prototype, name)) return false;
  if (known === undefined) found.set(name, new WeakSet([prototype]));
  else known.add(prototype);
  return true;
}

function isMember(value: unknown, type: TypeOfMember): boolean {
  return typeof value === type && value !== null;
}

function descends(prototype: object, name: string): boolean {
  for (let each: object | null = prototype; each !== null; each = Object.getPrototypeOf(each) as object | null) {
    const made: unknown = each.constructor;
    if (typeof made !== 'function') continue;
    const jsii = (made as { [JSII]?: { readonly fqn?: unknown } })[JSII];
    if (made.name === name || jsii?.fqn === `cdk8s-kubevirt.${name}`) return true;
  }
  return false;
}

/** Whether a value is known only at synthesis: a `Lazy` of cdk8s, or a token of a resolver. */
export function isLazy(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { produce, resolve } = value as { readonly produce?: unknown; readonly resolve?: unknown };
  return typeof produce === 'function' || typeof resolve === 'function';
}

/** Whether a value is an object literal, also one of another JavaScript context or without a prototype. */
export function isLiteral(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype === Object.prototype) return true;
  if (Array.isArray(value)) return false;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
