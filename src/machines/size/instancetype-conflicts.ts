import type { VirtualMachineInstancetypeSpec } from '../../../imports/instancetype.kubevirt.io';
import { fieldBelow } from '../../toolkit/path';
import { items, unlessEmpty } from '../../toolkit/shape';
import type { Machine } from '../machine';

/** A field that a machine and its instancetype both set. */
export interface Conflict {
  /** The path within the VirtualMachine's spec. */
  readonly field: string;
  readonly own: unknown;
  readonly offered: unknown;
}

/**
 * The fields in which a machine conflicts with the content of its instancetype. CPU topology and memory always do; they
 * are not among these. (KubeVirt v1.9.0 pkg/instancetype/apply, the same in v1.7.0 and v1.8.4.)
 */
export function instancetypeConflicts(machine: Machine, offered: VirtualMachineInstancetypeSpec): Conflict[] {
  const { vmi } = machine;
  const { cpu, memory, ioThreads, ioThreadsPolicy, launchSecurity, devices } = vmi.domain ?? {};
  const pairs: [field: string, own: unknown, offered: unknown][] = [
    ['nodeSelector', unlessEmpty(vmi.nodeSelector), offered.nodeSelector],
    ['schedulerName', vmi.schedulerName || undefined, offered.schedulerName || undefined],
    ['domain.cpu.model', cpu?.model || undefined, offered.cpu?.model],
    ['domain.cpu.dedicatedCpuPlacement', cpu?.dedicatedCpuPlacement || undefined, offered.cpu?.dedicatedCPUPlacement],
    ['domain.cpu.isolateEmulatorThread', cpu?.isolateEmulatorThread || undefined, offered.cpu?.isolateEmulatorThread],
    ['domain.cpu.numa', cpu?.numa, offered.cpu?.numa],
    ['domain.cpu.realtime', cpu?.realtime, offered.cpu?.realtime],
    ['domain.memory.hugepages', memory?.hugepages, offered.memory?.hugepages],
    ['domain.memory.maxGuest', memory?.maxGuest, offered.memory?.maxGuest],
    ['domain.ioThreads.supplementalPoolThreadCount',
      ioThreads?.supplementalPoolThreadCount, offered.ioThreads?.supplementalPoolThreadCount],
    ['domain.ioThreadsPolicy', ioThreadsPolicy, offered.ioThreadsPolicy],
    ['domain.launchSecurity', launchSecurity, offered.launchSecurity],
    ['domain.devices.gpus', nonEmpty(devices?.gpus), nonEmpty(offered.gpus)],
    ['domain.devices.hostDevices', nonEmpty(devices?.hostDevices), nonEmpty(offered.hostDevices)],
  ];
  return [
    ...pairs
      .filter(([, own, other]) => isSet(own) && isSet(other))
      .map(([field, own, other]) => ({ field: `template.spec.${field}`, own, offered: other })),
    ...annotationConflicts(machine, offered),
  ];
}

/** Annotations conflict only if their values differ. */
function annotationConflicts({ annotations }: Machine, offered: VirtualMachineInstancetypeSpec): Conflict[] {
  return Object.entries(offered.annotations ?? {})
    .filter(([key, value]) => Object.hasOwn(annotations, key) && annotations[key] !== value)
    .map(([key, value]) => ({
      field: fieldBelow('template.metadata.annotations', key), own: annotations[key], offered: value,
    }));
}

function nonEmpty<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return items(list).length === 0 ? undefined : list;
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
