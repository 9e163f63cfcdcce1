import { Machine, MachineRule, VMI } from './machine';
import type { Sentence } from '../../toolkit/problems';
import { Quantity } from '../../toolkit/quantity';
import { byteSize } from '../../toolkit/sentences';

const MEMORY = `${VMI}.domain.memory`;
const RESOURCES = `${VMI}.domain.resources`;
const MEBIBYTE = 1024n ** 2n;
const GIBIBYTE = 1024n ** 3n;

/**
 * KubeVirt v1.9.0 pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go: validateMemoryRequests…, validateHugepagesMemoryRequests,
 * ValidateVirtualMachineInstanceMandatoryFields (when the instance starts); pkg/liveupdate/memory/memory.go for maxGuest.
 */
export const memory: MachineRule = (machine) => {
  const { memory: given, resources } = machine.vmi.domain ?? {};
  const fields = {
    [`${MEMORY}.guest`]: given?.guest,
    [`${MEMORY}.maxGuest`]: given?.maxGuest,
    [`${RESOURCES}.requests.memory`]: resources?.requests?.memory,
    [`${RESOURCES}.limits.memory`]: resources?.limits?.memory,
  };
  const sizes = Object.entries(fields).map(([at, value]) => (value === undefined ? undefined : byteSize(at, String(value))));
  if (sizes.some((sentence) => sentence !== undefined)) return sizes;
  return [atLeastOneMegabyte(`${MEMORY}.guest`, given?.guest), ...requestAndLimit(fields[`${RESOURCES}.requests.memory`], fields[`${RESOURCES}.limits.memory`]), noMemory(machine), ...hugepages(machine), ...maxGuest(machine)];
};

function requestAndLimit(requests: number | string | undefined, limits: number | string | undefined): Sentence[] {
  const request = requests === undefined ? undefined : Quantity.parse(requests);
  const limit = limits === undefined ? undefined : Quantity.parse(limits);
  return [
    atLeastOneMegabyte(`${RESOURCES}.requests.memory`, requests),
    request && limit?.isLessThan(request) ? `${RESOURCES}.requests.memory "${requests}" is more than its limit of "${limits}". Raise the limit, or lower the request.` : undefined,
  ];
}

function atLeastOneMegabyte(at: string, size: number | string | undefined): Sentence {
  if (size === undefined || !Quantity.parse(size)!.isLessThan(Quantity.parse('1M')!)) return undefined;
  return `${at} "${size}" is less than the megabyte that KubeVirt asks for (a number alone means bytes). Write a size such as "4Gi".`;
}

function noMemory({ spec, vmi }: Machine): Sentence {
  const { memory: given, resources } = vmi.domain ?? {};
  const said = [spec.instancetype, given?.guest, given?.hugepages, resources?.requests?.memory, resources?.limits?.memory];
  if (said.some((each) => each !== undefined)) return undefined;
  return `${VMI}.domain says no memory, so the machine could never start. Write memory.guest, or an instancetype.`;
}

function hugepages({ spec, vmi }: Machine): Sentence[] {
  const { memory: given, resources } = vmi.domain ?? {};
  const pageSize = given?.hugepages?.pageSize;
  if (pageSize === undefined) return [];
  const page = Quantity.parse(pageSize);
  if (page === undefined || page.isZero() || page.isNegative() || !page.isWhole()) return [`${MEMORY}.hugepages.pageSize "${pageSize}" is no size of pages. Write one that the nodes have, such as "2Mi" or "1Gi".`];
  // virt-api itself crashes on this (seen on the real one: the webhook's connection ends), so the error of the API server would explain nothing.
  if (given?.guest === undefined && resources?.requests?.memory === undefined) return [`${MEMORY}.hugepages is written without memory.guest, which KubeVirt's admission cannot cope with. Write memory.guest too.`];
  const stated = resources?.requests?.memory ?? given?.guest;
  if (stated === undefined || spec.instancetype !== undefined || Quantity.parse(stated)!.toUnits() % page.toUnits() === 0n) return [];
  return [`${MEMORY}.hugepages.pageSize is "${pageSize}", but the memory of "${stated}" is no multiple of it. Write a multiple.`];
}

function maxGuest({ spec, vmi }: Machine): Sentence[] {
  const { memory: given, cpu, launchSecurity } = vmi.domain ?? {};
  if (given?.maxGuest === undefined || spec.instancetype !== undefined) return [];
  const most = Quantity.parse(given.maxGuest)!;
  const guest = given.guest === undefined ? undefined : Quantity.parse(given.guest)!;
  const [block, name] = given.hugepages?.pageSize === '1Gi' ? [GIBIBYTE, '1Gi'] : [2n * MEBIBYTE, '2Mi'];
  const bar = cpu?.realtime ? 'realtime CPUs' : cpu?.numa?.guestMappingPassthrough ? 'guestMappingPassthrough' : launchSecurity ? 'launchSecurity' : vmi.architecture !== undefined && vmi.architecture !== 'amd64' ? `the architecture ${vmi.architecture}` : undefined;
  return [
    bar === undefined ? undefined : `${MEMORY}.maxGuest is "${given.maxGuest}", but memory cannot be added to a running machine with ${bar}. Leave maxGuest out.`,
    guest === undefined ? `${MEMORY}.maxGuest is "${given.maxGuest}", but there is no memory.guest to begin with. Write it.` : undefined,
    guest && most.isLessThan(guest) ? `${MEMORY}.maxGuest "${given.maxGuest}" is less than memory.guest "${given.guest}". Raise it.` : undefined,
    guest && guest.toUnits() < GIBIBYTE ? `${MEMORY}.maxGuest needs a memory.guest of at least 1Gi, but that is "${given.guest}". Raise it, or leave maxGuest out.` : undefined,
    ...Object.entries({ guest: given.guest, maxGuest: given.maxGuest }).map(([field, value]) => (value === undefined || Quantity.parse(value)!.toUnits() % block === 0n ? undefined : `${MEMORY}.${field} "${value}" is no multiple of ${name}, by which memory is added to a running machine. Write a multiple.`)),
  ];
}
