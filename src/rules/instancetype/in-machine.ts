import type { VirtualMachineSpec } from '../../../imports/kubevirt.io';
import type { Fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import type { EmbeddedMachine } from '../../machines/embedded';
import { machineOf } from '../../machines/machine';
import { partsOf } from '../../machines/parts';
import { isAbout } from '../releases';
import type { MachineRule } from '../rule';

/** A fault of a rule about machines; its field is a path within the VirtualMachine's spec. */
export interface RuleFault {
  readonly rule: string;
  readonly fault: Fault;
}

/** A machine that states nothing. */
export const EMPTY: VirtualMachineSpec = { runStrategy: 'Halted', template: { spec: { domain: { devices: {} } } } };

/** What rules about machines find in the machine of an entry. */
export function faultsIn(rules: readonly MachineRule[], machine: EmbeddedMachine, entry: Entry): RuleFault[] {
  const parts = partsOf(machine);
  const found: RuleFault[] = [];
  for (const rule of rules) {
    if (!rule.concerns.some((part) => parts.has(part)) || !isAbout(rule, entry.cluster?.facts)) continue;
    for (const fault of rule.check(machine, entry)) found.push({ rule: rule.id, fault });
  }
  return found;
}

/**
 * What they find in a machine to which a size and a preference have been applied. It names neither, so that rules leave
 * nothing open.
 */
export function faultsWith(
  rules: readonly MachineRule[], { instancetype, preference, ...spec }: VirtualMachineSpec, entry: Entry,
): RuleFault[] {
  return faultsIn(rules, { ...machineOf(spec), isInstance: false, count: 1, fieldIn: (path) => path }, entry);
}

/** Whether two faults are the same mistake. */
export function isSame(one: RuleFault, other: RuleFault): boolean {
  return one.rule === other.rule && one.fault.field === other.fault.field;
}
