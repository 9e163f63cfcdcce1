import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { attempt } from '../toolkit/lazy';
import { isPlain } from '../toolkit/merge';

const KEPT = Symbol.for('cdk8s-kubevirt.named-objects');

/** How deep props and arguments hold objects, and values that keep some: a list of structs with a list each. */
const DEPTH = 5;

/** Keeps the objects of the program that a call got in place of their names, such as a Secret, with its value. */
export function keepNamed<T extends object>(value: T, args: readonly unknown[]): T {
  const objects = objectsIn(args, true, DEPTH);
  if (objects.length > 0) Object.defineProperty(value, KEPT, { value: [...new Set(objects)] });
  return value;
}

/** The objects of the program that values in props got in place of names, each with its prop. */
export function namedObjects(props: object): [prop: string, object: ApiObject][] {
  return Object.entries(props).flatMap(([prop, value]) => (
    [...new Set(objectsIn(value, false, DEPTH))].map((object): [string, ApiObject] => [prop, object])));
}

const NONE: readonly ApiObject[] = [];

/** @param isArgument whether constructs stand for names there; in props, they have a meaning of their own */
function objectsIn(value: unknown, isArgument: boolean, depth: number): readonly ApiObject[] {
  if (typeof value !== 'object' || value === null || depth === 0) return NONE;
  const kept = (value as { readonly [KEPT]?: readonly ApiObject[] })[KEPT];
  if (kept !== undefined) return kept;
  if (Array.isArray(value)) return value.flatMap((each) => objectsIn(each, isArgument, depth - 1));
  if (isPlain(value)) return Object.values(value).flatMap((each) => objectsIn(each, isArgument, depth - 1));
  const object = isArgument && Construct.isConstruct(value) ? attempt(() => named(value)) : undefined;
  return object === undefined ? NONE : [object];
}

/** The object of a construct that has a name, as constructs of cdk8s-plus and objects of cdk8s have. */
function named(construct: Construct): ApiObject | undefined {
  if (ApiObject.isApiObject(construct)) return construct;
  const { name, apiObject } = construct as { readonly name?: unknown; readonly apiObject?: unknown };
  return typeof name === 'string' && ApiObject.isApiObject(apiObject) ? apiObject : undefined;
}
