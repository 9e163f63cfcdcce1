import * as cdk8s from 'cdk8s';
import { Call, Code, isMapping, Variable } from './code';
import * as library from '../../index';

/** What variables stand for. */
export type Scope = Readonly<Record<string, unknown>>;

const KNOWN: Scope = { ...cdk8s, ...library };

/** What a part of a program makes when it runs. */
export function evaluate(code: Code, scope: Scope): unknown {
  if (Array.isArray(code)) return code.map((each: Code) => evaluate(each, scope));
  if (code instanceof Variable) return valueOf(code.name, scope);
  if (code instanceof Call) return called(code, scope);
  if (!isMapping(code)) return code;
  return Object.fromEntries(Object.entries(code).map(([key, each]) => [key, evaluate(each, scope)]));
}

function called({ callee, args, isConstructor }: Call, scope: Scope): unknown {
  const values = args.map((each) => evaluate(each, scope));
  if (isConstructor) return new (valueOf(callee, scope) as new (...given: unknown[]) => unknown)(...values);
  const dot = callee.indexOf('.');
  const owner = valueOf(callee.slice(0, dot), scope) as Record<string, (...given: unknown[]) => unknown>;
  return owner[callee.slice(dot + 1)](...values);
}

/** The value of a name with dots. */
function valueOf(name: string, scope: Scope): unknown {
  const [first, ...others] = name.split('.');
  const start = Object.hasOwn(scope, first) ? scope[first] : KNOWN[first];
  return others.reduce<unknown>((holder, key) => (holder as Record<string, unknown>)[key], start);
}
