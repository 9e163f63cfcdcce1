import { foundBy, KindOfMachine, NAMESPACE, Setting } from './machines';
import { mergeDeep } from '../../../src/toolkit/merge';

const KINDS: KindOfMachine[] = ['VirtualMachine', 'VirtualMachinePool'];
const NO_CPU = { cores: null, sockets: null, threads: null };
const NO_SIZE = { template: { spec: { domain: { cpu: NO_CPU, memory: { guest: null } } } } };

function named(kind: string, name: string, spec: object, namespace: string | undefined = NAMESPACE): object {
  return { apiVersion: 'instancetype.kubevirt.io/v1beta1', kind, metadata: { name, namespace }, spec };
}

/** What is found in a machine that names an instancetype with some fields beside its size. */
function conflicts(machine: object, offered: object, rule = 'VM119'): string[] {
  const instancetype = { kind: 'VirtualMachineInstancetype', name: 'own' };
  const size = mergeDeep<any>({ cpu: { guest: 4 }, memory: { guest: '8Gi' } }, offered);
  const setting: Setting = { objects: [named('VirtualMachineInstancetype', 'own', size)] };
  const whole = mergeDeep<any>(mergeDeep<any>(NO_SIZE, machine), { instancetype });
  const found = KINDS.map((kind) => foundBy(rule, kind, whole, setting));
  expect(found[1]).toHaveLength(found[0].length);
  return found[0];
}

const vmi = (spec: object) => ({ template: { spec } });
const domain = (given: object) => vmi({ domain: given });
const GPU = { name: 'a', deviceName: 'nvidia.com/T4' };
const WITH_GPU = { cpu: { guest: 1 }, memory: { guest: '1Gi' }, gpus: [GPU] };

test.each<[string, object, object]>([
  ['nodeSelector', vmi({ nodeSelector: { a: 'b' } }), { nodeSelector: { a: 'b' } }],
  ['schedulerName', vmi({ schedulerName: 'own' }), { schedulerName: 'other' }],
  ['domain.cpu.model', domain({ cpu: { model: 'host-model' } }), { cpu: { model: 'host-model' } }],
  ['domain.cpu.dedicatedCpuPlacement', domain({ cpu: { dedicatedCpuPlacement: true } }),
    { cpu: { dedicatedCPUPlacement: false } }],
  ['domain.cpu.isolateEmulatorThread', domain({ cpu: { dedicatedCpuPlacement: true, isolateEmulatorThread: true } }),
    { cpu: { isolateEmulatorThread: true } }],
  ['domain.cpu.numa', domain({ cpu: { numa: { guestMappingPassthrough: {} } } }),
    { cpu: { numa: { guestMappingPassthrough: {} } } }],
  ['domain.cpu.realtime', domain({ cpu: { realtime: {} } }), { cpu: { realtime: { mask: '0' } } }],
  ['domain.memory.hugepages', domain({ memory: { hugepages: { pageSize: '2Mi' } } }),
    { memory: { hugepages: { pageSize: '1Gi' } } }],
  ['domain.memory.maxGuest', vmi({ architecture: 'amd64', domain: { memory: { maxGuest: '16Gi' } } }),
    { memory: { maxGuest: '32Gi' } }],
  ['domain.ioThreads.supplementalPoolThreadCount', domain({ ioThreads: { supplementalPoolThreadCount: 2 } }),
    { ioThreads: { supplementalPoolThreadCount: 4 } }],
  ['domain.ioThreadsPolicy', domain({ ioThreadsPolicy: 'auto' }), { ioThreadsPolicy: 'shared' }],
  ['domain.launchSecurity', domain({ launchSecurity: { sev: {} } }), { launchSecurity: { sev: {} } }],
  ['domain.devices.gpus', domain({ devices: { gpus: [GPU] } }), { gpus: [{ ...GPU, name: 'b' }] }],
  ['domain.devices.hostDevices', domain({ devices: { hostDevices: [GPU] } }), { hostDevices: [GPU] }],
])('%s of a machine conflicts with that of its instancetype', (field, machine, offered) => {
  expect(conflicts(machine, offered)).toEqual([expect.stringContaining(`error: spec.template.spec.${field} is `)]);
  expect(conflicts(machine, {})).toEqual([]);
  expect(conflicts({}, offered)).toEqual([]);
});

test('annotations conflict if their values differ', () => {
  const annotated = (value: string) => ({ template: { metadata: { annotations: { 'example.org/a': value } } } });
  const offered = { annotations: { 'example.org/a': 'one', 'example.org/b': 'two' } };
  expect(conflicts(annotated('two'), offered)).toEqual([
    'error: spec.template.metadata.annotations["example.org/a"] is "two", but the instancetype "own" sets "one", and '
      + 'KubeVirt refuses a machine that has both.',
  ]);
  expect(conflicts(annotated('one'), offered)).toEqual([]);
});

test('what is empty does not conflict', () => {
  const offered = { nodeSelector: { a: 'b' }, gpus: [GPU], cpu: { dedicatedCPUPlacement: true } };
  const devices = { gpus: [] };
  expect(conflicts(vmi({ nodeSelector: {}, domain: { devices, cpu: { dedicatedCpuPlacement: false } } }), offered))
    .toEqual([]);
});

test.each<[string, object, object]>([
  ['cluster-wide', { kind: 'VirtualMachineClusterInstancetype', name: 'own' },
    named('VirtualMachineClusterInstancetype', 'own', WITH_GPU, '')],
  ['cluster-wide without a kind', { name: 'own' },
    named('VirtualMachineClusterInstancetype', 'own', WITH_GPU, '')],
  ['named in another spelling', { kind: 'virtualmachineinstancetypes', name: 'own' },
    named('VirtualMachineInstancetype', 'own', WITH_GPU)],
])('an instancetype that is %s', (_case, instancetype, object) => {
  const { metadata: { namespace, ...metadata }, ...rest } = object as any;
  const written = { ...rest, metadata: namespace === '' ? metadata : { ...metadata, namespace } };
  const machine = mergeDeep<any>(NO_SIZE, { instancetype, ...domain({ devices: { gpus: [GPU] } }) });
  const whole = mergeDeep<any>(machine, NO_SIZE);
  expect(foundBy('VM119', 'VirtualMachine', whole, { objects: [written] })).toHaveLength(1);
  const pinned = mergeDeep<any>(whole, { instancetype: { revisionName: 'earlier' } });
  expect(foundBy('VM119', 'VirtualMachine', pinned, { objects: [written] })).toEqual([]);
});

test('huge pages beside an instancetype are not told to state the memory, which conflicts too', () => {
  const pages = domain({ memory: { hugepages: { pageSize: '2Mi' } } });
  expect(conflicts(pages, {}, 'VM019')).toEqual([]);
  expect(conflicts(pages, {}, 'VM005')).toEqual([]);
  expect(conflicts(pages, { memory: { hugepages: { pageSize: '2Mi' } } }, 'VM019')).toEqual([]);
  expect(conflicts(domain({ memory: { hugepages: { pageSize: 'many' } } }), {}, 'VM019')).toHaveLength(1);
});

describe('a preference that requires', () => {
  /** What is found in a machine that names the preference and, if it is stated, an instancetype. */
  function unmet(preference: object, machine: object, offered?: object): string[] {
    const objects = [
      named('VirtualMachinePreference', 'picky', preference),
      ...(offered === undefined ? [] : [named('VirtualMachineInstancetype', 'own', offered)]),
    ];
    const whole = mergeDeep<any>(machine, { preference: { kind: 'VirtualMachinePreference', name: 'picky' } });
    const found = KINDS.map((kind) => foundBy('VM120', kind, whole, { objects }));
    expect(found[1]).toHaveLength(found[0].length);
    return found[0];
  }

  const cpu = (guest: number, preferredCPUTopology?: string, spreadOptions?: object) => ({
    requirements: { cpu: { guest } },
    ...(preferredCPUTopology !== undefined && { cpu: { preferredCPUTopology, spreadOptions } }),
  });
  const topology = (sockets: number, cores: number, threads: number) => domain({ cpu: { sockets, cores, threads } });
  const sized = mergeDeep<any>(NO_SIZE, { instancetype: { kind: 'VirtualMachineInstancetype', name: 'own' } });

  test.each<[string, object, object, boolean]>([
    ['sockets, where there are cores', cpu(2), topology(1, 4, 1), false],
    ['sockets', cpu(2), topology(2, 1, 1), true],
    ['cores', cpu(4, 'cores'), topology(1, 4, 1), true],
    ['cores, where there are sockets', cpu(4, 'preferCores'), topology(4, 1, 1), false],
    ['threads', cpu(2, 'threads'), topology(4, 1, 1), false],
    ['any', cpu(8, 'any'), topology(2, 2, 2), true],
    ['more than any', cpu(9, 'preferAny'), topology(2, 2, 2), false],
    ['a spread', cpu(4, 'spread'), topology(2, 2, 1), true],
    ['a spread across cores and threads', cpu(4, 'spread', { across: 'CoresThreads' }), topology(4, 2, 1), false],
    ['CPU that is stated as a share', cpu(2), mergeDeep<any>(NO_SIZE, domain({
      memory: { guest: '4Gi' }, resources: { requests: { cpu: '1500m' } },
    })), true],
    ['CPU that is not stated', cpu(2), mergeDeep<any>(NO_SIZE, domain({ memory: { guest: '4Gi' } })), false],
  ])('%s', (_case, preference, machine, isMet) => {
    expect(unmet(preference, machine)).toHaveLength(isMet ? 0 : 1);
  });

  test('memory', () => {
    const preference = { requirements: { memory: { guest: '8Gi' } } };
    expect(unmet(preference, {})).toEqual([
      'error: spec.template.spec.domain.memory.guest is "4Gi", but the preference "picky" requires "8Gi" of memory.',
    ]);
    expect(unmet(preference, domain({ memory: { guest: '8192Mi' } }))).toEqual([]);
  });

  test('more than an instancetype has', () => {
    const offered = { cpu: { guest: 2 }, memory: { guest: '8Gi' } };
    expect(unmet(cpu(4), sized, offered)).toEqual([
      'error: spec.instancetype "own" has 2 vCPUs, but the preference "picky" requires 4.',
    ]);
    expect(unmet({ requirements: { memory: { guest: '9Gi' } } }, sized, offered)).toHaveLength(1);
    expect(unmet({ requirements: { cpu: { guest: 2 }, memory: { guest: '8Gi' } } }, sized, offered)).toEqual([]);
    // an instancetype that the bundle does not hold
    expect(unmet(cpu(4), sized)).toEqual([]);
  });

  test('an even spread', () => {
    const offered = { cpu: { guest: 6 }, memory: { guest: '8Gi' } };
    const spread = (spreadOptions?: object) => ({ cpu: { preferredCPUTopology: 'spread', spreadOptions } });
    expect(unmet(spread(), sized, offered)).toEqual([]);
    expect(unmet(spread({ ratio: 4 }), sized, offered)).toHaveLength(1);
    expect(unmet(spread({ across: 'SocketsCoresThreads' }), sized, offered)).toHaveLength(1);
  });

  test('an architecture', () => {
    const preference = { requirements: { architecture: 'arm64' } };
    expect(unmet(preference, vmi({ architecture: 'amd64' }))).toHaveLength(1);
    expect(unmet(preference, vmi({ architecture: 'arm64' }))).toEqual([]);
    expect(unmet(preference, {})).toEqual([]);
  });
});
