import type { VirtualMachineInstanceSpec } from '../../imports/kubevirt.io';
import { launcherRequests } from '../../src/machines/launcher/launcher-pod';
import { mergeDeep } from '../../src/toolkit/merge';

const MACHINE: any = {
  architecture: 'amd64',
  domain: {
    cpu: { cores: 2, sockets: 1, threads: 1 },
    memory: { guest: '4Gi' },
    devices: { disks: [{ name: 'a', disk: { bus: 'virtio' } }], interfaces: [{ name: 'default', bridge: {} }] },
  },
  networks: [{ name: 'default', pod: {} }],
  volumes: [{ name: 'a', emptyDisk: { capacity: '1Gi' } }],
};

const domain = (part: any) => ({ domain: part });
const METRICS = {
  domain: {
    devices: {
      disks: [
        { name: 'a', disk: {} },
        { name: 'm', disk: { bus: 'virtio' } },
      ],
    },
  },
  volumes: [
    { name: 'a', emptyDisk: { capacity: '1Gi' } },
    { name: 'm', downwardMetrics: {} },
  ],
};
const SEV = { launchSecurity: { sev: {} }, firmware: { bootloader: { efi: { secureBoot: false } } } };
const exec = { exec: { command: ['a'] } };

// The requests of the launcher pods that virt-controller v1.9.0 made of these machines, added up over the containers
// that stay.
test.each<[name: string, difference: any, cpu: string, bytes: bigint]>([
  ['plain', {}, '205m', 4619374272n],
  ['three cores', domain({ cpu: { cores: 3 } }), '305m', 4627762880n],
  ['twelve cores', domain({ cpu: { cores: 12 } }), '1205m', 4703260352n],
  ['large', domain({ cpu: { cores: 8, sockets: 2, threads: 2 }, memory: { guest: '33Gi' } }), '3205m', 36009545408n],
  ['arm64', { architecture: 'arm64' }, '205m', 4753592000n],
  ['dedicated CPUs', domain({ cpu: { dedicatedCpuPlacement: true } }), '2015m', 4749231872n],
  [
    'isolated emulator thread',
    domain({ cpu: { dedicatedCpuPlacement: true, isolateEmulatorThread: true } }),
    '3015m',
    4749231872n,
  ],
  ['huge pages', domain({ memory: { hugepages: { pageSize: '2Mi' } } }), '205m', 324406976n],
  [
    'dedicated CPUs and huge pages',
    domain({ cpu: { dedicatedCpuPlacement: true }, memory: { hugepages: { pageSize: '2Mi' } } }),
    '2015m',
    454264576n,
  ],
  ['no graphics', domain({ devices: { autoattachGraphicsDevice: false } }), '205m', 4585819840n],
  ['no log of the console', domain({ devices: { logSerialConsole: false } }), '200m', 4584374272n],
  ['no console', domain({ devices: { autoattachSerialConsole: false } }), '200m', 4584374272n],
  ['TPM', domain({ devices: { tpm: {} } }), '205m', 4674948800n],
  ['passt', domain({ devices: { interfaces: [{ name: 'default', passtBinding: {} }] } }), '205m', 4881518272n],
  ['requests', domain({ resources: { requests: { memory: '2000Mi', cpu: '500m' } } }), '505m', 2425654976n],
  ['limits', domain({ resources: { limits: { memory: '5Gi', cpu: '3' } } }), '3015m', 5822973696n],
  [
    'requests that are the limits',
    domain({ resources: { requests: { memory: '4Gi', cpu: '2' }, limits: { memory: '4Gi', cpu: '2' } } }),
    '2015m',
    4757620481n,
  ],
  ['a CPU share alone', domain({ cpu: null, resources: { requests: { cpu: '3500m' } } }), '3505m', 4636151488n],
  [
    'overhead that is not reserved',
    domain({ resources: { requests: { memory: '2Gi' }, overcommitGuestOverhead: true } }),
    '205m',
    2182483648n,
  ],
  ['more overhead', domain({ memory: { reservedOverhead: { addedOverhead: '64Mi' } } }), '205m', 4686483136n],
  [
    'I/O threads',
    domain({ ioThreadsPolicy: 'supplementalPool', ioThreads: { supplementalPoolThreadCount: 2 } }),
    '405m',
    4619374272n,
  ],
  ['downward metrics', METRICS, '205m', 4620422848n],
  ['a probe', { livenessProbe: exec }, '205m', 4734717632n],
  ['two probes', { livenessProbe: exec, readinessProbe: exec }, '205m', 4745203392n],
  ['SEV', domain(SEV), '205m', 4887809728n],
])('%s', (_name, difference, cpu, bytes) => {
  const requests = launcherRequests(mergeDeep<any>(MACHINE, difference));
  expect(requests.cpu?.toCoresText()).toBe(cpu);
  expect(requests.memory?.toUnits()).toBe(bytes);
});

test('a machine that says nothing has one vCPU, and its memory is not known', () => {
  const requests = launcherRequests({ domain: { devices: {} } });
  expect(requests.cpu?.toCoresText()).toBe('105m');
  expect(requests.memory).toBeUndefined();
});

test('devices that are handed to the guest take a GiB more', () => {
  const host = mergeDeep<any>(MACHINE, { domain: { devices: { hostDevices: [{ name: 'a', deviceName: 'a/b' }] } } });
  expect(launcherRequests(host).memory?.toUnits()).toBe(4619374272n + 1024n ** 3n);
});

test('a cluster that overcommits requests less for the guest, and the same or more for KubeVirt', () => {
  const overcommit = { cpuAllocationRatio: 4, memoryOvercommit: 200, guestMemoryOverheadRatio: 2 };
  const guest: VirtualMachineInstanceSpec = { domain: { devices: {}, cpu: { cores: 4 }, memory: { guest: '4Gi' } } };
  const usual = launcherRequests(guest);
  const tight = launcherRequests(guest, overcommit);
  const console = 35_000_000n;
  const share = usual.memory!.toUnits() - 4n * 1024n ** 3n - console;
  expect(usual.cpu!.toCoresText()).toBe('405m');
  expect(tight.cpu!.toCoresText()).toBe('1005m');
  expect(tight.memory!.toUnits()).toBe(2n * 1024n ** 3n + 2n * share + console);
});
