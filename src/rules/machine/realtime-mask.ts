import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { MachineProps } from '../../machines/machine-props';
import type { PropRule } from '../rule';
import { own } from '../sources';

interface Realtime {
  readonly realtime?: boolean;
  readonly realtimeMask?: string;
}

export const REALTIME_MASK: PropRule = {
  id: 'VM177',
  name: 'machines/realtime-mask',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A size that lists realtime CPUs is a realtime one',
  why: 'The mask is a part of realtime. Without it, the mask would be lost.',
  remedy: 'Write realtime: true, or leave realtimeMask out.',
  source: own(),
  acceptable: false,
};

export function* realtimeMaskFaults({ size }: MachineProps): Iterable<Fault> {
  yield* realtimeMaskWithout(size?._dimensions ?? {}, 'size.realtimeMask');
}

/** Reports a mask without realtime; `at` is the prop that holds it. */
export function* realtimeMaskWithout({ realtime, realtimeMask }: Realtime, at = 'realtimeMask'): Iterable<Fault> {
  if (realtimeMask === undefined || realtime === true) return;
  yield fault(at, `is "${realtimeMask}", but realtime is not on`, REALTIME_MASK.remedy);
}
