import { argumentFaults, CallName } from '../../src/props/arguments';
import { CALLS } from '../../src/props/table';

/** A call of the library, with what is wrong with its arguments. */
export interface Watched {
  readonly call: CallName;
  readonly faults: readonly string[];
}

type Callable = (...args: unknown[]) => unknown;

/** The calls so far. */
export const seen: Watched[] = [];

/** The library with classes that tell of each call before it is carried out. */
export function watched(library: object): object {
  const note = (name: string, args: unknown[]): void => {
    if (!Object.hasOwn(CALLS, name)) return;
    const call = name as CallName;
    seen.push({ call, faults: argumentFaults(call, args).map(({ prop, says }) => `${prop} ${says}`) });
  };
  const each = ([name, value]: [string, unknown]) => [name, isClass(value) ? watchedClass(name, value, note) : value];
  return Object.fromEntries(Object.entries(library).map(each));
}

function watchedClass(name: string, made: Callable, note: (call: string, args: unknown[]) => void): Callable {
  return new Proxy(made, {
    construct: (target, args, newTarget) => {
      note(name, args);
      return Reflect.construct(target, args, newTarget) as object;
    },
    get: (target, key) => {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function' || !Object.hasOwn(CALLS, `${name}.${String(key)}`)) return member;
      return (...args: unknown[]) => {
        note(`${name}.${String(key)}`, args);
        return (member as Callable).apply(target, args);
      };
    },
  });
}

function isClass(value: unknown): value is Callable {
  return typeof value === 'function';
}
