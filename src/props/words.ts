import { isLazy } from './instance';
import { ENUMS } from './table';
import type { Type } from './type';

/** The maximum length of a text that is quoted in full. */
export const LONGEST = 60;

/** The types in whose place a program may give the secret that they are about. */
const CONFIDENTIAL: readonly string[] = ['InfraKubeconfig', 'KubeconfigKey'];

/** A description of the given value that follows `is`: `"four"`, `null`, `a list`, `a Map`. */
export function described(value: unknown): string {
  switch (typeof value) {
    case 'string': return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value);
    case 'bigint': return 'a bigint';
    case 'symbol': return 'a symbol';
    case 'function': return 'a function';
    case 'object': return value === null ? 'null' : objectDescribed(value);
    default: return String(value);
  }
}

/** A value as JSON has it, or its description if JSON has no form for it. */
export function inJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? described(value);
  } catch {
    return described(value);
  }
}

function objectDescribed(value: object): string {
  if (isList(value)) return 'a list';
  const name = classNameOf(value);
  return typeof name !== 'string' || name === '' || name === 'Object' ? 'an object' : withArticle(name);
}

/** Whether a value is a list. Of a revoked proxy that cannot be asked. */
function isList(value: object): boolean {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** The name of a value's class; undefined if it has none, or cannot be read. */
function classNameOf(value: object): unknown {
  try {
    return (value.constructor as { readonly name?: unknown } | undefined)?.name;
  } catch {
    return undefined;
  }
}

/** What a thrown value says, whatever it is: programs throw texts and objects too. */
export function thrown(error: unknown): string {
  try {
    const says = error instanceof Error ? String(error.message) : error;
    return typeof says === 'string' && says.trim() !== '' ? says : `it threw ${described(error)}`;
  } catch {
    return 'it threw something that cannot be read';
  }
}

/** A description of a type that follows `must be`: `a number`, `a list of strings`. */
export function expected(type: Type): string {
  switch (type.kind) {
    case 'boolean': return 'true or false';
    case 'json': return 'an object';
    case 'lazy': return 'a Lazy';
    case 'struct': return `an object of the type ${type.name}`;
    case 'enum': return `a value of ${type.name}`;
    case 'class': return type.name === 'INamed' ? 'an object with a name' : withArticle(type.name);
    case 'list': return `a list of ${plural(type.of)}`;
    case 'map': return `an object whose values are ${plural(type.of)}`;
    case 'union': return listed(alternatives(type.of, expected));
    default: return `a ${type.kind}`;
  }
}

function plural(type: Type): string {
  switch (type.kind) {
    case 'string': case 'number': case 'boolean': return `${type.kind}s`;
    case 'union': return listed(type.of.map(plural));
    case 'struct': return `${type.name} objects`;
    case 'enum': return `${type.name} values`;
    case 'class': return `${type.name} instances`;
    default: return expected(type);
  }
}

/** The constants of an enum, as a program writes them. */
export function constants(name: string): string[] {
  return Object.keys(ENUMS[name as keyof typeof ENUMS]).map((member) => `${name}.${member}`);
}

/** Alternatives as in a sentence: `a, b or c`. */
export function listed(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts[texts.length - 1]}`;
}

/** The alternatives of a union in words. A Lazy is accepted, but not suggested. */
export function alternatives(types: readonly Type[], words: (type: Type) => string): string[] {
  const named = types.filter(({ kind }) => kind !== 'lazy');
  return named.flatMap((type) => (type.kind === 'boolean' ? ['true', 'false'] : [words(type)]));
}

/** The message for a wrong type, after the prop's name. */
export function saysType(value: unknown, type: Type): string {
  if (isLazy(value)) {
    return `is ${described(value)}, whose value is known only later, but must be ${expected(type)} now`;
  }
  if (value instanceof Promise) return `is a Promise, but must be ${expected(type)}`;
  if (value === undefined && hasConstants(type)) return 'is undefined; perhaps a misspelt constant';
  const isSecret = typeof value === 'string' && 'name' in type && CONFIDENTIAL.includes(type.name);
  return `is ${isSecret ? 'a text' : described(value)}, but must be ${expected(type)}`;
}

/** Whether values of a type are often constants of a class or an enum, such as `KubeVirtRelease.V1_9_0`. */
export function hasConstants(type: Type): boolean {
  return type.kind === 'enum' || (type.kind === 'class' && type.name.endsWith('Release'));
}

function withArticle(name: string): string {
  if (name.endsWith('s')) return `an instance of ${name}`;
  return `${'AEIOU'.includes(name[0]) ? 'an' : 'a'} ${name}`;
}
