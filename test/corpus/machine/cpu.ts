import { BrokenMachine, machine, taken, TakenMachine } from './machine';
import { arm, cpu, domain, pinned } from './parts';
import { later, refused, stricter } from '../case';

const realtime = (mask: string) => pinned(
  { numa: { guestMappingPassthrough: {} }, realtime: { mask } },
  { memory: { hugepages: { pageSize: '1Gi' } } },
);
const NOT_REALTIME = later('virt-handler fails to read the mask, and no CPU becomes a realtime one');

/** Machines with a fault. */
export const CPU: readonly BrokenMachine[] = [
  machine('VM009', 'negative sockets', cpu({ sockets: -1 }),
    'template.spec.domain.cpu.sockets is -1, but a machine has a whole number of at least 1. Write one, such as 4.',
    refused('domain.cpu.sockets of type uint32')),
  machine('VM009', 'half a core', cpu({ cores: 1.5 }),
    'template.spec.domain.cpu.cores is 1.5, but a machine has a whole number of at least 1. Write one, such as 4.',
    refused('domain.cpu.cores in body must be of type int'),
    { schema: { rule: 'K8S009', says: 'is 1.5, but must be of type integer' } }),
  machine('VM009', 'more sockets than the most', cpu({ sockets: 4, maxSockets: 2 }),
    'template.spec.domain.cpu.sockets is 4, more than maxSockets 2. Raise maxSockets, or lower sockets.',
    refused('Number of sockets in CPU topology is greater')),
  machine('VM010', 'no cores', cpu({ cores: 0 }),
    'template.spec.domain.cpu.cores is 0, but a machine has a whole number of at least 1. Write one, such as 4.',
    stricter('KubeVirt takes 0 for "not said", and gives the machine 1')),
  machine('VM011', 'a feature twice', cpu({ features: [{ name: 'vmx' }, { name: 'vmx', policy: 'disable' }] }),
    'template.spec.domain.cpu.features holds "vmx" twice, so the machine would not start. Write it once.',
    later('libvirt refuses the domain, so the launcher fails')),
  machine('VM011', 'unknown feature policy', cpu({ features: [{ name: 'vmx', policy: 'wish' }] }),
    'template.spec.domain.cpu.features[0].policy "wish" is unknown. Write one of force, require, optional, '
      + 'disable, forbid.',
    refused('CPU feature vmx uses policy wish that is not supported')),
  machine('VM012', 'negative request', domain({ resources: { requests: { cpu: '-1' } } }),
    'template.spec.domain.resources.requests.cpu "-1" is negative. Write a positive number of cores.',
    refused("domain.resources.requests.cpu '-1': must be")),
  machine('VM012', 'negative limit', domain({ resources: { limits: { cpu: '-1' } } }),
    'template.spec.domain.resources.limits.cpu "-1" is negative. Write a positive number of cores.',
    refused("domain.resources.limits.cpu '-1': must be")),
  machine('VM012', 'request above limit', domain({ resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }),
    'template.spec.domain.resources.requests.cpu 2 is more than its limit of 1. Raise the limit, or lower the request.',
    refused("domain.resources.requests.cpu '2' is greater than")),
  machine('VM013', 'isolated emulator thread without dedicated CPUs', cpu({ isolateEmulatorThread: true }),
    'template.spec.domain.cpu.isolateEmulatorThread gives QEMU a dedicated core, which only machines with '
      + 'dedicatedCpuPlacement have. Turn that on, or leave isolateEmulatorThread out.',
    refused('IsolateEmulatorThread should be only set')),
  machine('VM013', 'dedicated CPUs with a fraction',
    pinned({ cores: null, sockets: null, threads: null }, { resources: { requests: { cpu: '1500m' } } }),
    'template.spec.domain.resources has a CPU share with a fraction, but dedicated CPUs are whole cores. Write '
      + 'whole numbers, or leave the shares out and write cores.',
    refused('provided resources CPU requests must be an')),
  machine('VM013', 'dedicated CPUs with unequal shares',
    pinned(
      { cores: null, sockets: null, threads: null },
      { resources: { requests: { cpu: '2' }, limits: { cpu: '4' } } },
    ),
    'template.spec.domain.resources.requests.cpu 2 is not its limit of 4, but with dedicated CPUs the two must '
      + 'be equal. Write the same in both.',
    refused('limits.cpu must be equal when DedicatedCPUPlacement is true')),
  machine('VM013', 'dedicated CPUs with unequal memory',
    pinned({}, { resources: { requests: { memory: '4Gi' }, limits: { memory: '8Gi' } } }),
    'template.spec.domain.resources.requests.memory 4Gi is not its limit of 8Gi, but with dedicated CPUs the two '
      + 'must be equal. Write the same in both.',
    refused('domain.resources.requests.memory must be equal to')),
  machine('VM013', 'dedicated CPUs without a number', pinned({ cores: null, sockets: null, threads: null }),
    'template.spec.domain.cpu.dedicatedCpuPlacement is on, but nothing says how many CPUs. Write cores.',
    refused('domain.cpu.cores must be provided when DedicatedCPUPlacement is true')),
  machine('VM013', 'dedicated CPUs with another share',
    pinned({ cores: 4 }, { resources: { requests: { cpu: '2' }, limits: { cpu: '2' } } }),
    'template.spec.domain.cpu makes 4 vCPUs, but domain.resources says 2. Leave the CPU shares out: dedicated '
      + 'CPUs follow the topology.',
    refused('must not be provided at the same time with')),
  machine('VM013', 'dedicated CPUs with three threads', pinned({ threads: 3 }),
    'template.spec.domain.cpu.threads is 3, but with dedicated CPUs a core has at most 2 threads. Write 2 or '
      + 'fewer, and more cores.',
    refused('Not more than two threads must be provided')),
  machine('VM013', 'dedicated CPUs with threads on arm64', arm({ cpu: { dedicatedCpuPlacement: true, threads: 2 } }),
    'template.spec.domain.cpu.threads is 2, but a core of arm64 has 1 thread. Write 1, and more cores.',
    refused('threads must not be greater than 1 at')),
  machine('VM014', 'NUMA without dedicated CPUs',
    domain({ cpu: { numa: { guestMappingPassthrough: {} } }, memory: { hugepages: { pageSize: '2Mi' } } }),
    'template.spec.domain.cpu.numa.guestMappingPassthrough maps cores of the node, which only machines with '
      + 'dedicatedCpuPlacement have. Turn that on, or leave numa out.',
    refused('dedicatedCpuPlacement must be set to true when')),
  machine('VM014', 'NUMA without huge pages', pinned({ numa: { guestMappingPassthrough: {} } }),
    'template.spec.domain.cpu.numa.guestMappingPassthrough needs huge pages. Write memory.hugepages.pageSize, or '
      + 'leave numa out.',
    refused('memory.hugepages must be requested when NUMA topology strategy is set')),
  machine('VM014', 'realtime without dedicated CPUs',
    domain({
      cpu: { realtime: {}, numa: { guestMappingPassthrough: {} } },
      memory: { hugepages: { pageSize: '2Mi' } },
    }),
    'template.spec.domain.cpu.numa.guestMappingPassthrough maps cores of the node, which only machines with '
      + 'dedicatedCpuPlacement have. Turn that on, or leave numa out.',
    refused('dedicatedCpuPlacement must be set to true when')),
  machine('VM015', 'realtime without dedicated CPUs',
    domain({
      cpu: { realtime: {}, numa: { guestMappingPassthrough: {} } },
      memory: { hugepages: { pageSize: '2Mi' } },
    }),
    'template.spec.domain.cpu.realtime needs cores of its own. Turn dedicatedCpuPlacement on, or leave realtime out.',
    refused('dedicatedCpuPlacement must be set to true when')),
  machine('VM015', 'realtime without NUMA', pinned({ realtime: {} }),
    'template.spec.domain.cpu.realtime needs numa.guestMappingPassthrough. Write that, or leave realtime out.',
    refused('numa.guestMappingPassthrough must be defined when')),
  machine('VM015', 'a mask that cannot be read', realtime('0-2;5'),
    'template.spec.domain.cpu.realtime.mask "0-2;5" is not a list of CPUs. Write one such as "0-2,^1".', NOT_REALTIME),
  machine('VM015', 'a mask that ends before it begins', realtime('3-1'),
    'template.spec.domain.cpu.realtime.mask "3-1" is not a list of CPUs. Write one such as "0-2,^1".', NOT_REALTIME),
];

/** Machines that KubeVirt takes. */
export const CPU_TAKEN: readonly TakenMachine[] = [
  taken('VM009', 'only cores', cpu({ sockets: null, threads: null })),
  taken('VM010', 'one of each', cpu({ cores: 1, sockets: 1, threads: 1 })),
  taken('VM011', 'features with and without a policy',
    cpu({ features: [{ name: 'vmx' }, { name: 'svm', policy: 'disable' }], maxSockets: 4, model: 'host-passthrough' })),
  taken('VM012', 'a fraction of a core, below its limit',
    domain({
      cpu: null,
      memory: null,
      resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '2', memory: '1Gi' } },
    })),
  taken('VM013', 'dedicated CPUs by share',
    pinned({ cores: null, sockets: null, threads: null }, { resources: { limits: { cpu: '2', memory: '4Gi' } } })),
  taken('VM014', 'NUMA passthrough with both',
    pinned({ numa: { guestMappingPassthrough: {} } }, { memory: { hugepages: { pageSize: '2Mi' } } })),
  taken('VM015', 'a mask with ranges and exceptions', realtime('0-2, 5,^1')),
  taken('VM015', 'realtime on dedicated CPUs with NUMA',
    pinned(
      { isolateEmulatorThread: true, threads: 2, numa: { guestMappingPassthrough: {} }, realtime: { mask: '0' } },
      { memory: { hugepages: { pageSize: '1Gi' } } },
    )),
];
