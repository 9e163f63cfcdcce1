import { Call, Code, isMapping, Variable } from './code';
import type { CallName } from '../../props/arguments';
import { CALLS, ENUMS, STRUCTS } from '../../props/table';
import { propOf, StructName, Type } from '../../props/type';

/** A part has a value that the types of the library do not allow. */
export class Untyped extends Error {}

/** The call with its arguments as the types of the library ask for them: members of enums in place of their values. */
export function typedCall(code: Call): Call {
  if (!Object.hasOwn(CALLS, code.callee)) return new Call(code.callee, code.args.map(plain), code.isConstructor);
  const parameters = CALLS[code.callee as CallName].map(propOf);
  const args = code.args.map((each, index) => typed(each, parameters[index]?.type ?? { kind: 'json' }));
  return new Call(code.callee, args, code.isConstructor);
}

function plain(code: Code): Code {
  return typed(code, { kind: 'json' });
}

function typed(code: Code, type: Type): Code {
  if (code === undefined || code instanceof Variable) return code;
  if (code instanceof Call) return typedCall(code);
  switch (type.kind) {
    case 'enum': return member(code, type.name);
    case 'list': return listOf(code, type.of);
    case 'struct': return structOf(code, type.name);
    case 'union': return oneOf(code, type.of);
    case 'class': throw new Untyped(`${JSON.stringify(code)} is not a ${type.name}`);
    case 'string': case 'number': case 'boolean': return scalar(code, type.kind);
    default: return code;
  }
}

function scalar(code: Code, kind: string): Code {
  if (typeof code === kind) return code;
  throw new Untyped(`${JSON.stringify(code)} is not a ${kind}`);
}

function member(code: Code, name: string): Variable {
  const found = Object.entries(ENUMS[name]).find(([, value]) => value === code);
  if (found === undefined) throw new Untyped(`${JSON.stringify(code)} is not a value of ${name}`);
  return new Variable(`${name}.${found[0]}`);
}

function listOf(code: Code, type: Type): Code {
  if (!Array.isArray(code)) throw new Untyped(`${JSON.stringify(code)} is not a list`);
  return code.map((each: Code) => typed(each, type));
}

function structOf(code: Code, name: StructName): Code {
  if (!isMapping(code)) throw new Untyped(`${JSON.stringify(code)} is not a ${name}`);
  const props = new Map(STRUCTS[name].map((text) => [propOf(text).name, propOf(text).type]));
  return Object.fromEntries(Object.entries(code).filter(([, value]) => value !== undefined).map(([key, value]) => {
    const type = props.get(key);
    if (type === undefined) throw new Untyped(`${name} has no prop ${key}`);
    return [key, typed(value, type)];
  }));
}

function oneOf(code: Code, types: readonly Type[]): Code {
  for (const type of types) {
    try {
      return typed(code, type);
    } catch (error) {
      if (!(error instanceof Untyped)) throw error;
    }
  }
  throw new Untyped(`${JSON.stringify(code)} is of none of the types that are allowed there`);
}
