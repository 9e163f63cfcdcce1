import { schedulingBesidePolicy } from './from-policy';
import { Severity } from '../../findings/finding';
import type { Fault } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import type { Scheduling } from '../../machines/scheduling';
import type { MachineRule } from '../rule';

/** A rule about where machines may run. It judges machines, and policies that several pools share. */
export interface SchedulingRule extends MachineRule {
  /** Finds the faults; `at` is prefixed to the name of each field. */
  readonly faults: (scheduling: Scheduling, at: string) => Iterable<Fault>;
}

/** These rules cannot be accepted, because KubeVirt or Kubernetes refuses what breaks them. */
export function schedulingRule(
  info: Omit<MachineRule, 'on' | 'severity' | 'acceptable' | 'check'>,
  faults: SchedulingRule['faults'],
): SchedulingRule {
  return {
    ...info,
    on: 'machine',
    severity: Severity.ERROR,
    acceptable: false,
    faults,
    check: (machine, entry) => faults(schedulingBesidePolicy(machine, entry), `${VMI}.`),
  };
}
