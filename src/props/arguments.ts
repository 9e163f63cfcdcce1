import { placed, rootFaults } from './check';
import { Found, PropFault, typeFault, unreadable } from './fault';
import { judgeOf } from './judge';
import { missingRemedy } from './remedy';
import { CALLS } from './table';
import { Prop, propOf, Type } from './type';
import { completeStruct, standIn, usablePart } from './usable';

/** A constructor as `Class`, a static method as `Class.method`, or a method as `Class#method`. */
export type CallName = keyof typeof CALLS;

/** Arguments that a function can work with. */
export interface UsableArguments {
  /** The arguments as given if they have no fault; otherwise a copy without the faulty parts. */
  readonly args: readonly unknown[];
  readonly faults: readonly PropFault[];
  /** The names of required parameters, and the paths of required props, without a stand-in. */
  readonly unusable: readonly string[];
}

const NONE: readonly never[] = Object.freeze([]);
const calls = new Map<CallName, readonly Prop[]>();

/**
 * The faults of the arguments of a constructor or a method. A fault is named after the parameter, such as `users[0]`; a
 * fault in a prop of a struct is named without the parameter, such as `quota.cpu`.
 * @param open whether the struct may have props that the table does not know
 */
export function argumentFaults(call: CallName, args: readonly unknown[], open = false): readonly PropFault[] {
  let faults: readonly PropFault[] = NONE;
  const parameters = parametersOf(call);
  for (let index = 0; index < parameters.length; index++) {
    const found = parameterFaults(parameters[index], args[index], open);
    if (found !== undefined) faults = [...faults, ...found];
  }
  return faults;
}

/** The arguments without faulty parts, with stand-ins as in `usableProps`. */
export function usableArguments(call: CallName, args: readonly unknown[], open = false): UsableArguments {
  const faults = argumentFaults(call, args, open);
  if (faults.length === 0) return { args, faults, unusable: NONE };
  const unusable: string[] = [];
  const usable = parametersOf(call).map((parameter, index) => usableArgument(parameter, args[index], unusable, open));
  return { args: [...usable, ...args.slice(usable.length)], faults, unusable };
}

function parametersOf(call: CallName): readonly Prop[] {
  const known = calls.get(call);
  if (known !== undefined) return known;
  const made = CALLS[call].map(propOf);
  calls.set(call, made);
  return made;
}

function parameterFaults({ name, type, required }: Prop, value: unknown, open: boolean): Found {
  if (value === undefined) return required ? [missing(name, type)] : undefined;
  const found = type.kind === 'struct' ? rootFaults(type.name, value, open) : valueFaults(type, value);
  return found && placed(found, type.kind === 'struct' ? '' : name, name);
}

function missing(name: string, type: Type): PropFault {
  return { ...typeFault(undefined, type), prop: name, kind: 'missing', remedy: missingRemedy(name, type) };
}

function valueFaults(type: Type, value: unknown): Found {
  try {
    return judgeOf(type)(value);
  } catch (error) {
    return [unreadable(error)];
  }
}

function usableArgument(parameter: Prop, value: unknown, unusable: string[], open: boolean): unknown {
  if (parameterFaults(parameter, value, open) === undefined) return value;
  const { name, type, required } = parameter;
  if (type.kind === 'struct') return completeStruct(value, type.name, '', unusable, open);
  const part = usablePart(value, type);
  return part === undefined && required ? standIn(value, type, name, unusable) : part;
}
