import { CallName, usableArguments } from './arguments';
import { keepFaults } from './kept';
import { keepNamed } from './named-objects';

/** Makes a value from the arguments of a call. Faulty parts are left out, and the value keeps their faults. */
export function madeOf<A extends [unknown, ...unknown[]], T extends object>(
  call: CallName,
  args: A,
  make: (...args: A) => T,
): T {
  const { args: usable, faults } = usableArguments(call, args);
  return keepNamed(keepFaults(make(...(usable as unknown as A)), faults), usable);
}
