import { joined } from './fault';
import { fitOf, judgeOf, wordsOf } from './judge';
import { keptFaults } from './kept';
import { fitsStruct, MOST_FAULTS, structOf } from './struct';
import type { StructName, Type } from './type';

/** The stand-in for a required text. A finding that quotes it only repeats another one. */
export const STAND_IN = 'stands-in-for-a-text';

/** The paths of required values without a stand-in. */
export type Unusable = string[];

/** The usable part of a value with faults; undefined if there is none. */
export function usablePart(value: unknown, type: Type): unknown {
  try {
    return part(value, type);
  } catch {
    return undefined;
  }
}

function part(value: unknown, type: Type): unknown {
  const faults = judgeOf(type)(value);
  if (faults === undefined) return value;
  if (type.kind === 'union') {
    const fitting = type.of.find((each) => fitOf(each)(value));
    return fitting && usablePart(value, fitting);
  }
  if (!fitOf(type)(value)) return undefined;
  // It has stand-ins for faulty arguments of its own.
  if (type.kind === 'class') return keptFaults(value as object) === undefined ? undefined : value;
  if (type.kind === 'struct') return usableStruct(value as object, type.name);
  // A list with so many faults was not judged to its end.
  if (faults.length >= MOST_FAULTS) return undefined;
  if (type.kind === 'list') return usableList(value as unknown[], type.of);
  return type.kind === 'map' ? usableMap(value as object, type.of) : undefined;
}

/** The list without unusable items. */
function usableList(list: readonly unknown[], type: Type): unknown[] {
  return Array.from(list, (_, index) => usableAt(list, index, type)).filter((item) => item !== undefined);
}

function usableMap(map: object, type: Type): object {
  const entries = Object.keys(map).map((key) => [key, usableAt(map, key, type)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function usableAt(object: object, key: string | number, type: Type): unknown {
  try {
    return usablePart((object as Record<string | number, unknown>)[key], type);
  } catch {
    return undefined;
  }
}

/** The struct without its faults; undefined if a required prop is faulty, because then no rule can judge it. */
function usableStruct(given: object, name: StructName): object | undefined {
  const made = sound(given, name);
  return structOf(name).required.some((prop) => made[prop.name] === undefined) ? undefined : made;
}

/** The props without a fault, and the usable parts of the others. */
function sound(given: object, name: StructName): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const { name: prop, type } of structOf(name).props.values()) {
    const value = usableAt(given, prop, type);
    if (value !== undefined) made[prop] = value;
  }
  return made;
}

/**
 * The struct without its faults, with stand-ins for required props.
 * @param at the path of the struct
 * @param open whether unknown props are kept
 */
export function completeStruct(given: unknown, name: StructName, at: string, unusable: Unusable, open = false): object {
  const made = soundPart(given, name, open);
  for (const { name: prop, type } of structOf(name).required) {
    if (Object.hasOwn(made, prop)) continue;
    const stand = standIn(readable(given, prop), type, joined(at, prop), unusable);
    if (stand !== undefined) made[prop] = stand;
  }
  return made;
}

/** The sound part of a struct; empty if the value is not an object or cannot be read. */
function soundPart(given: unknown, name: StructName, open: boolean): Record<string, unknown> {
  try {
    if (!fitsStruct(name, given)) return {};
    return { ...(open && others(given as object, name)), ...sound(given as object, name) };
  } catch {
    return {};
  }
}

/** The stand-in for a required value of a type. If there is none, it returns undefined and notes the path. */
export function standIn(value: unknown, type: Type, at: string, unusable: Unusable): unknown {
  switch (type.kind) {
    case 'string': return STAND_IN;
    case 'number': return 0;
    case 'boolean': return false;
    case 'enum': return [...wordsOf(type.name)][0];
    case 'list': return [];
    case 'map': case 'json': return {};
    case 'struct': return completeStruct(value, type.name, at, unusable);
    case 'union': return standIn(value, type.of[0], at, unusable);
    default: {
      unusable.push(at);
      return undefined;
    }
  }
}

function others(given: object, name: StructName): object {
  const { props } = structOf(name);
  const keys = Object.keys(given).filter((key) => !props.has(key));
  return Object.fromEntries(keys.map((key) => [key, readable(given, key)]));
}

function readable(object: unknown, key: string): unknown {
  try {
    return (object as Record<string, unknown> | undefined)?.[key];
  } catch {
    return undefined;
  }
}
