import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { notByteSize, Quantity } from '../../toolkit/quantity';
import type { MachineRule } from '../rule';
import { DOMAIN, vmiAdmitter } from './paths';
import { bytesOf } from './quantities';

const MEMORY = `${DOMAIN}.memory`;
const RESOURCES = `${DOMAIN}.resources`;
const MEGABYTE = Quantity.parse('1M')!;

export const MEMORY_SIZE: MachineRule = {
  id: 'VM016',
  name: 'machines/memory',
  on: 'machine',
  concerns: ['domain.memory', 'domain.resources'],
  severity: Severity.ERROR,
  title: 'Memory is a whole number of bytes, at least a megabyte for the guest',
  why: 'KubeVirt refuses what is not a quantity. It takes a few bytes, but QEMU does not start with them.',
  remedy: 'Write a size such as "4Gi".',
  source: vmiAdmitter('validateMemoryRequestsNegativeOrNull, validateMemoryLimitsNegativeOrNull, '
    + 'validateGuestMemoryLimit'),
  acceptable: false,

  *check({ vmi }) {
    const { memory, resources } = vmi.domain ?? {};
    yield* sizeFaults(`${MEMORY}.guest`, memory?.guest);
    yield* tooLittle(`${MEMORY}.guest`, memory?.guest);
    yield* sizeFaults(`${MEMORY}.maxGuest`, memory?.maxGuest);
    yield* sizeFaults(`${RESOURCES}.requests.memory`, resources?.requests?.memory);
    yield* sizeFaults(`${RESOURCES}.limits.memory`, resources?.limits?.memory);
  },
};

export const MEMORY_REQUEST: MachineRule = {
  id: 'VM017',
  name: 'machines/memory-request',
  on: 'machine',
  concerns: ['domain.resources'],
  severity: Severity.ERROR,
  title: 'The requested memory is at least a megabyte, and at most its limit',
  why: 'KubeVirt refuses less, and a request above its limit.',
  remedy: 'Raise the limit, or lower the request.',
  source: vmiAdmitter('validateMemoryRequestsNegativeOrNull, validateMemoryRequestsAndLimits'),
  acceptable: false,

  *check({ vmi }) {
    const { requests, limits } = vmi.domain?.resources ?? {};
    yield* tooLittle(`${RESOURCES}.requests.memory`, requests?.memory);
    const [request, limit] = [bytesOf(requests?.memory), bytesOf(limits?.memory)];
    if (request === undefined || limit === undefined) return;
    if (limit.isLessThan(request)) {
      yield fault(`${RESOURCES}.requests.memory`, `"${requests!.memory}" is more than its limit of "${limits!.memory}"`,
        'Raise the limit, or lower the request.');
    }
  },
};

export const NO_MEMORY: MachineRule = {
  id: 'VM018',
  name: 'machines/no-memory',
  on: 'machine',
  concerns: ['always'],
  severity: Severity.ERROR,
  title: 'A machine says how much memory it has',
  why: 'KubeVirt refuses an instance without memory, and so no machine starts.',
  remedy: 'Write memory.guest, or an instancetype.',
  source: vmiAdmitter('ValidateVirtualMachineInstanceMandatoryFields'),
  acceptable: false,

  *check({ spec, vmi, isInstance }) {
    const { memory, resources } = vmi.domain ?? {};
    if (spec.instancetype !== undefined || (memory?.guest ?? memory?.hugepages) !== undefined) return;
    if ((resources?.requests?.memory ?? resources?.limits?.memory) !== undefined) return;
    yield fault(DOMAIN, 'does not say how much memory the machine has, so it could never start',
      isInstance ? 'Write memory.guest.' : 'Write memory.guest, or an instancetype.');
  },
};

function sizeFaults(at: string, size: number | string | undefined): Fault[] {
  return size === undefined ? [] : about(at, notByteSize(String(size)));
}

function* tooLittle(at: string, size: number | string | undefined): Iterable<Fault> {
  if (!bytesOf(size)?.isLessThan(MEGABYTE)) return;
  yield fault(at, `"${size}" is less than the megabyte that KubeVirt asks for (a number alone means bytes)`,
    'Write a size such as "4Gi".');
}
