import type { Found, PropFault } from './fault';

const KEPT = Symbol.for('cdk8s-kubevirt.argument-faults');

/**
 * Keeps the faults of the arguments of a value, such as a size. A value has no path, so the construct that gets it
 * reports the faults, below the prop that the value is given for.
 */
export function keepFaults<T extends object>(value: T, faults: readonly PropFault[]): T {
  if (faults.length > 0) Object.defineProperty(value, KEPT, { value: faults });
  return value;
}

/** The faults of the arguments of a value. */
export function keptFaults(value: object): Found {
  return (value as { readonly [KEPT]?: readonly PropFault[] })[KEPT];
}
