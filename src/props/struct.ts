import { below, Found, keyPath, PropFault, typeFault, unreadable } from './fault';
import { isLazy, isLiteral } from './instance';
import { missingRemedy, unknownRemedy } from './remedy';
import { STRUCTS } from './table';
import { Prop, propOf, StructName, Type } from './type';
import { expected, hasConstants } from './words';
import { nearest } from '../toolkit/nearest';

/** After this number of faults, the rest of a list or struct is not judged. */
export const MOST_FAULTS = 10;

/** Finds the function that judges values of a type. A struct uses it for its props. */
export type JudgeOf = (type: Type) => (value: unknown) => Found;

interface Struct {
  readonly props: ReadonlyMap<string, Prop>;
  readonly required: readonly Prop[];
}

const structs = new Map<StructName, Struct>();

/** The struct with a name, prepared when it is first needed. */
export function structOf(name: StructName): Struct {
  const known = structs.get(name);
  if (known !== undefined) return known;
  const all = STRUCTS[name].map(propOf);
  const props = new Map(all.map((prop) => [prop.name, prop]));
  const made = { props, required: all.filter((prop) => prop.required) };
  structs.set(name, made);
  return made;
}

/** Whether a path is the struct itself, or begins with a prop that the struct requires. */
export function isRequired(name: StructName, path: string): boolean {
  const { props } = structOf(name);
  const first = /^[\w$]+/.exec(path)?.[0];
  return first === undefined || path === 'props' || props.get(first)?.required === true;
}

/** Whether a value can be the props of a struct: an object literal, or an instance with at least one of the props. */
export function fitsStruct(name: StructName, value: unknown): boolean {
  return isLiteral(value) || isInstanceWith(name, value);
}

/** Whether a struct holds only overrides. It may be null, as each of them may. */
function isOfOverrides(name: StructName): boolean {
  return [...structOf(name).props.values()].every(({ type }) => type.kind === 'json');
}

function isInstanceWith(name: StructName, value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isLazy(value)) return false;
  return [...structOf(name).props.keys()].some((prop) => prop in value);
}

/**
 * The faults of the props of a struct.
 * @param judgeOf finds the judge of a prop's type
 * @param open whether unknown props are allowed
 */
export function structFaults(name: StructName, given: unknown, judgeOf: JudgeOf, open = false): Found {
  if (given === null && isOfOverrides(name)) return undefined;
  if (isLiteral(given)) return literalFaults(name, given, judgeOf, open);
  if (isInstanceWith(name, given)) return instanceFaults(structOf(name), given, judgeOf);
  return [typeFault(given, { kind: 'struct', name })];
}

function literalFaults(name: StructName, given: object, judgeOf: JudgeOf, open: boolean): Found {
  const { props, required } = structOf(name);
  let faults: Found;
  let unknown: string[] | undefined;
  for (const key in given) {
    const prop = props.get(key);
    if (prop !== undefined) faults = joinedFaults(faults, key, present(prop, given, judgeOf));
    else if (!open && Object.hasOwn(given, key) && isGiven(given, key)) (unknown ??= []).push(key);
  }
  if (unknown !== undefined) return mistakenFaults(name, given, unknown, faults);
  for (const prop of required) faults = joinedFaults(faults, prop.name, missing(prop, given));
  return faults;
}

/**
 * The faults if there are unknown props. A required prop that an unknown one was meant for is not reported as missing
 * too.
 */
function mistakenFaults(name: StructName, given: object, unknown: readonly string[], others: Found): Found {
  const { props, required } = structOf(name);
  const names = [...props.keys()];
  const told = unknown.slice(0, MOST_FAULTS);
  const meant = told.map((key) => nearest(key, names));
  const faults = told.map((key, index) => unknownFault(name, key, meant[index], names));
  const absent = required.filter((prop) => !meant.includes(prop.name));
  const found: Found = [...(others ?? []), ...faults];
  return absent.reduce<Found>((all, prop) => joinedFaults(all, prop.name, missing(prop, given)), found);
}

/** An instance may have members of its own, so none is unknown. */
function instanceFaults({ props, required }: Struct, given: object, judgeOf: JudgeOf): Found {
  let faults: Found;
  for (const prop of props.values()) faults = joinedFaults(faults, prop.name, present(prop, given, judgeOf));
  for (const prop of required) faults = joinedFaults(faults, prop.name, missing(prop, given));
  return faults;
}

function joinedFaults(all: Found, name: string, found: Found): Found {
  return found === undefined ? all : [...(all ?? []), ...below(name, found)];
}

/** The faults of a given value. Missing values are judged separately. */
function present({ name, type }: Prop, given: object, judgeOf: JudgeOf): Found {
  try {
    const value = (given as Record<string, unknown>)[name];
    return value === undefined ? undefined : judgeOf(type)(value);
  } catch (error) {
    return [unreadable(error)];
  }
}

function missing({ name, type }: Prop, given: object): Found {
  if (isGiven(given, name)) return undefined;
  return [{ prop: '', kind: 'missing', says: saysMissing(name, type, given), remedy: missingRemedy(name, type) }];
}

function saysMissing(name: string, type: Type, given: object): string {
  if (!Object.hasOwn(given, name)) return 'is missing';
  if (hasConstants(type)) return 'is undefined; perhaps a misspelt constant';
  return `is undefined, but must be ${expected(type)}`;
}

/**
 * Whether an object has a value under a key. A value that cannot be read counts, because it has a fault of its own.
 */
function isGiven(given: object, key: string): boolean {
  try {
    return (given as Record<string, unknown>)[key] !== undefined;
  } catch {
    return true;
  }
}

function unknownFault(struct: StructName, key: string, meant: string | undefined, names: readonly string[]): PropFault {
  const says = `is not a known property of ${struct}`;
  return {
    prop: keyPath(key),
    kind: 'unknown',
    says,
    remedy: unknownRemedy(meant, names),
    of: struct,
    ...(meant !== undefined && { meant }),
  };
}
