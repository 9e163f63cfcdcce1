import { schedulingBesidePolicy } from './from-policy';
import { Severity } from '../../findings/finding';
import type { Fault } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import type { Scheduling } from '../../machines/scheduling';
import type { MachineRule } from '../rule';

/** A rule about where machines may run. It judges machines, and policies that machines share. */
export interface SchedulingRule extends MachineRule {
  /** What is wrong; `at` is put before the name of each field. */
  readonly faults: (scheduling: Scheduling, at: string) => Iterable<Fault>;
}

/** KubeVirt or Kubernetes refuses what breaks such a rule, so none can be accepted. */
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
