import { isDeepStrictEqual } from 'node:util';
import type { Entry } from '../../inventory/entry';
import { EmbeddedMachine, machineField } from '../../machines/embedded';
import { VMI } from '../../machines/machine';
import { Scheduling, schedulingPart } from '../../machines/scheduling';

const NOTHING: Scheduling = {};

/** The last machine: several rules ask about the same machine in succession. */
let last: { readonly machine: EmbeddedMachine; readonly scheduling: Scheduling } | undefined;

/** The scheduling of a machine, without what a policy made: policies report the faults of what they make. */
export function schedulingBesidePolicy(machine: EmbeddedMachine, { intent }: Entry): Scheduling {
  if (last?.machine !== machine) last = { machine, scheduling: beside(machine, intent.scheduling) };
  return last.scheduling;
}

function beside({ vmi }: EmbeddedMachine, made: Scheduling | undefined): Scheduling {
  if (made === undefined) return vmi;
  const parts = {
    affinity: changed(vmi.affinity, made.affinity),
    nodeSelector: changed(vmi.nodeSelector, made.nodeSelector),
    priorityClassName: changed(vmi.priorityClassName, made.priorityClassName),
    schedulerName: changed(vmi.schedulerName, made.schedulerName),
    tolerations: changed(vmi.tolerations, made.tolerations),
    topologySpreadConstraints: changed(vmi.topologySpreadConstraints, made.topologySpreadConstraints),
  };
  return Object.values(parts).every((part) => part === undefined) ? NOTHING : parts;
}

/** Whether a field of an object was made by a policy and not changed since. The object need not match its schema. */
export function isFromPolicy({ object, group, kind, intent }: Entry, field: string): boolean {
  const above = machineField(group, kind, VMI);
  if (intent.scheduling === undefined || above === undefined || !field.startsWith(`${above}.`)) return false;
  const part = schedulingPart(field.slice(above.length + 1));
  return part !== undefined && isDeepStrictEqual(valueAt(object, `${above}.${part}`), intent.scheduling[part]);
}

function changed<T>(value: T, made: T): T | undefined {
  return isDeepStrictEqual(value, made) ? undefined : value;
}

function valueAt(object: unknown, path: string): unknown {
  return path.split('.').reduce<any>((value, field) => value?.[field], object);
}
