/** A part of a program that is written: data, or one of the classes here. */
export type Code =
  | string | number | boolean | null | undefined | Call | Variable
  | readonly Code[] | { readonly [key: string]: Code };

/** Props by name. */
export interface Props {
  readonly [prop: string]: Code;
}

/** A call of a static method, such as `Boot.claim`, or of a constructor. */
export class Call {
  constructor(
    public readonly callee: string,
    public readonly args: readonly Code[],
    public readonly isConstructor: boolean = false,
  ) {}
}

/** A variable, or a member of an enum such as `RunStrategy.ALWAYS`. */
export class Variable {
  constructor(public readonly name: string) {}
}

/** The call of a static method. */
export function call(callee: string, ...args: Code[]): Call {
  return new Call(callee, withoutTrailing(args));
}

/** The call of a constructor. */
export function construct(callee: string, ...args: Code[]): Call {
  return new Call(callee, withoutTrailing(args), true);
}

/** Arguments without those at the end that say nothing. */
function withoutTrailing(args: readonly Code[]): readonly Code[] {
  let { length } = args;
  while (length > 0 && saysNothing(args[length - 1])) length--;
  return args.slice(0, length);
}

function saysNothing(code: Code): boolean {
  return code === undefined || (isMapping(code) && Object.values(code).every((each) => each === undefined));
}

/** Whether a part is a mapping of data. */
export function isMapping(code: Code): code is { readonly [key: string]: Code } {
  if (typeof code !== 'object' || code === null || Array.isArray(code)) return false;
  return !(code instanceof Call) && !(code instanceof Variable);
}
