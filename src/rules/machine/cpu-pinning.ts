import type { Cpu } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { vcpusOf } from '../../machines/launcher/launcher-overhead';
import type { Machine } from '../../machines/machine';
import type { Quantity } from '../../toolkit/quantity';
import type { MachineRule } from '../rule';
import { DOMAIN, vmiAdmitter } from './paths';
import { differ, quantityOf } from './quantities';

const CPU = `${DOMAIN}.cpu`;
const RESOURCES = `${DOMAIN}.resources`;
const ON_OR_OUT = 'Turn that on, or leave';

export const CPU_PINNING: MachineRule = {
  id: 'VM013',
  name: 'machines/cpu-pinning',
  on: 'machine',
  concerns: ['domain.cpu.dedicatedCpuPlacement', 'domain.cpu.isolateEmulatorThread'],
  severity: Severity.ERROR,
  title: 'Dedicated CPUs are whole cores, with requests equal to limits',
  why: 'Kubernetes gives cores of a node away only whole, to pods whose requests are their limits. KubeVirt '
    + 'refuses the rest.',
  remedy: 'Write cores, and leave the CPU shares out.',
  source: vmiAdmitter('validateCpuPinning, validateCPUIsolatorThread, validateThreadCountOnArchitecture'),
  acceptable: false,

  *check(machine) {
    if (machine.spec.instancetype !== undefined) return;
    const cpu = machine.vmi.domain?.cpu ?? {};
    if (cpu.isolateEmulatorThread && !cpu.dedicatedCpuPlacement) {
      yield fault(`${CPU}.isolateEmulatorThread`,
        'gives QEMU a dedicated core, which only machines with dedicatedCpuPlacement have',
        `${ON_OR_OUT} isolateEmulatorThread out.`,
        'Write dedicatedCpus: true too, or leave isolateEmulatorThread out.');
    }
    if (!cpu.dedicatedCpuPlacement) return;
    yield* shareFaults(machine);
    yield* numberFaults(machine, cpu);
    yield* threadFaults(machine, cpu);
  },
};

export const NUMA: MachineRule = {
  id: 'VM014',
  name: 'machines/numa',
  on: 'machine',
  concerns: ['domain.cpu.numa'],
  severity: Severity.ERROR,
  title: 'NUMA passthrough has dedicated CPUs and huge pages',
  why: 'The guest is shown the NUMA nodes that its cores and its pages are on, so both must be its own.',
  remedy: 'Turn dedicatedCpuPlacement on and write memory.hugepages.pageSize, or leave numa out.',
  source: vmiAdmitter('validateNUMA'),
  acceptable: false,

  *check({ vmi }) {
    const { cpu, memory } = vmi.domain ?? {};
    if (cpu?.numa?.guestMappingPassthrough === undefined) return;
    const at = `${CPU}.numa.guestMappingPassthrough`;
    const [isPinned, isHuge] = [cpu.dedicatedCpuPlacement === true, memory?.hugepages !== undefined];
    if (!isPinned && !isHuge) {
      yield fault(at, 'maps cores and pages of the node, which only machines with dedicated CPUs and huge pages have',
        this.remedy, 'Write dedicatedCpus: true and hugepages too, or leave numaPassthrough out.');
    } else if (!isPinned) {
      yield fault(at, 'maps cores of the node, which only machines with dedicatedCpuPlacement have',
        `${ON_OR_OUT} numa out.`, 'Write dedicatedCpus: true too, or leave numaPassthrough out.');
    } else if (!isHuge) {
      yield fault(at, 'needs huge pages', 'Write memory.hugepages.pageSize, or leave numa out.',
        'Write hugepages too, or leave numaPassthrough out.');
    }
  },
};

export const REALTIME: MachineRule = {
  id: 'VM015',
  name: 'machines/realtime',
  on: 'machine',
  concerns: ['domain.cpu.realtime'],
  severity: Severity.ERROR,
  title: 'Realtime CPUs are dedicated, with NUMA passthrough, and listed in a mask that can be read',
  why: 'KubeVirt refuses a realtime machine without either. It reads the mask when the machine runs, and no CPU is '
    + 'a realtime one if it cannot.',
  remedy: 'Turn dedicatedCpuPlacement on and write numa.guestMappingPassthrough, or leave realtime out.',
  source: vmiAdmitter('validateRealtime; pkg/hypervisor/common/vcpu.go: ParseCPUMask'),
  acceptable: false,

  *check({ vmi }) {
    const { cpu } = vmi.domain ?? {};
    if (!cpu?.realtime) return;
    const [isPinned, isMapped] = [
      cpu.dedicatedCpuPlacement === true, cpu.numa?.guestMappingPassthrough !== undefined,
    ];
    if (!isPinned && !isMapped) {
      yield fault(`${CPU}.realtime`, 'needs cores of its own and NUMA passthrough', this.remedy,
        'Write dedicatedCpus: true, numaPassthrough: true and hugepages too, or leave realtime out.');
    } else if (!isPinned) {
      yield fault(`${CPU}.realtime`, 'needs cores of its own', 'Turn dedicatedCpuPlacement on, or leave realtime out.',
        'Write dedicatedCpus: true too, or leave realtime out.');
    } else if (!isMapped) {
      yield fault(`${CPU}.realtime`, 'needs numa.guestMappingPassthrough', 'Write that, or leave realtime out.',
        'Write numaPassthrough: true and hugepages too, or leave realtime out.');
    }
    const { mask } = cpu.realtime;
    if (mask && !mask.split(',').every((part) => isPartOfMask(part.trim()))) {
      yield fault(`${CPU}.realtime.mask`, `"${mask}" is not a list of CPUs`, 'Write one such as "0-2,^1".');
    }
  },
};

/** Whether a text is a CPU, a range of CPUs, or a CPU that is left out. */
function isPartOfMask(text: string): boolean {
  const [, first, last] = /^(\d+)-(\d+)$/.exec(text) ?? [];
  return first === undefined ? /^\^?\d+$/.test(text) : Number(first) <= Number(last);
}

function* shareFaults({ vmi }: Machine): Iterable<Fault> {
  const { requests, limits } = vmi.domain.resources ?? {};
  const [request, limit] = [quantityOf(requests?.cpu), quantityOf(limits?.cpu)];
  if (sharesOf(vmi.domain.resources).some((each) => !each.isWhole())) {
    yield fault(RESOURCES, 'has a CPU share with a fraction, but dedicated CPUs are whole cores',
      'Write whole numbers, or leave the shares out and write cores.');
  }
  if (differ(request, limit)) {
    yield fault(`${RESOURCES}.requests.cpu`, `${request!.toCoresText()} is not its limit of ${limit!.toCoresText()}, `
      + 'but with dedicated CPUs the two must be equal', 'Write the same in both.');
  }
  const [memory, most] = [quantityOf(requests?.memory), quantityOf(limits?.memory)];
  if (differ(memory, most)) {
    yield fault(`${RESOURCES}.requests.memory`, `${memory!.toBytesText()} is not its limit of ${most!.toBytesText()}, `
      + 'but with dedicated CPUs the two must be equal', 'Write the same in both.');
  }
}

function* numberFaults({ vmi }: Machine, cpu: Cpu): Iterable<Fault> {
  const shares = sharesOf(vmi.domain.resources);
  const topology = cpu.cores || cpu.sockets || cpu.threads ? vcpusOf(vmi) : undefined;
  if (shares.length === 0 && topology === undefined) {
    yield fault(`${CPU}.dedicatedCpuPlacement`, 'is on, but nothing says how many CPUs', 'Write cores.');
  }
  if (shares.length === 0 || topology === undefined) return;
  if (shares.every((each) => Number(each.toUnits()) !== topology)) {
    yield fault(CPU, `makes ${topology} vCPUs, but domain.resources says ${shares[0].toCoresText()}`,
      'Leave the CPU shares out: dedicated CPUs follow the topology.');
  }
}

function* threadFaults({ vmi }: Machine, { threads = 0 }: Cpu): Iterable<Fault> {
  if (threads > 2) {
    yield fault(`${CPU}.threads`, `is ${threads}, but with dedicated CPUs a core has at most 2 threads`,
      'Write 2 or fewer, and more cores.');
  }
  if (threads > 1 && vmi.architecture === 'arm64') {
    yield fault(`${CPU}.threads`, `is ${threads}, but a core of arm64 has 1 thread`, 'Write 1, and more cores.');
  }
}

type Resources = Machine['vmi']['domain']['resources'];

/** The CPU requests and limits that are not zero. KubeVirt treats zero as missing. */
function sharesOf(resources: Resources): Quantity[] {
  return [quantityOf(resources?.requests?.cpu), quantityOf(resources?.limits?.cpu)]
    .filter((each): each is Quantity => each !== undefined && !each.isZero());
}
