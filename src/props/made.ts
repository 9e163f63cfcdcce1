import { CallName, usableArguments } from './arguments';
import { keepFaults } from './kept';

/** Makes a value of the arguments of a call. What is wrong with them is left out, and the value keeps it. */
export function madeOf<A extends [unknown, ...unknown[]], T extends object>(
  call: CallName,
  args: A,
  make: (...args: A) => T,
): T {
  const { args: usable, faults } = usableArguments(call, args);
  return keepFaults(make(...(usable as unknown as A)), faults);
}
