import { requiredGates } from '../../src/machines/required-gates';
import { KubeVirtRelease } from '../../src/releases/release';
import { mergeDeep } from '../../src/toolkit/merge';

const MACHINE: any = { template: { spec: { domain: { devices: {} } } } };
const vmi = (spec: any) => ({ template: { spec } });
const devices = (part: any) => vmi({ domain: { devices: part } });
const annotated = (key: string) => ({ template: { metadata: { annotations: { [key]: '[]' } } } });
const shared = (volume: any) =>
  vmi({ volumes: [{ name: 'a', ...volume }], domain: { devices: { filesystems: [{ name: 'a', virtiofs: {} }] } } });

const NEEDS: [gate: string, machine: any][] = [
  ['CPUManager', vmi({ domain: { cpu: { dedicatedCpuPlacement: true } } })],
  ['ContainerPathVolumes', vmi({ volumes: [{ name: 'a', containerPath: { path: '/a' } }] })],
  ['DecentralizedLiveMigration', { runStrategy: 'WaitAsReceiver' }],
  ['DeclarativeHotplugVolumes', vmi({ volumes: [{ name: 'a', dataVolume: { name: 'a', hotpluggable: true } }] })],
  [
    'DeclarativeHotplugVolumes',
    vmi({ volumes: [{ name: 'a', persistentVolumeClaim: { claimName: 'a', hotpluggable: true } }] }),
  ],
  ['DeclarativeHotplugVolumes', devices({ disks: [{ name: 'empty', cdrom: {} }] })],
  ['DownwardMetrics', devices({ downwardMetrics: {} })],
  ['DownwardMetrics', vmi({ volumes: [{ name: 'a', downwardMetrics: {} }] })],
  ['EnableVirtioFsConfigVolumes', shared({ configMap: { name: 'a' } })],
  ['EnableVirtioFsStorageVolumes', shared({ dataVolume: { name: 'a' } })],
  ['ExperimentalIgnitionSupport', annotated('kubevirt.io/ignitiondata')],
  ['GPUsWithDRA', devices({ gpus: [{ name: 'a', claimName: 'a' }] })],
  ['HostDevices', devices({ hostDevices: [] })],
  ['HostDisk', vmi({ volumes: [{ name: 'a', hostDisk: { path: '/a', type: 'Disk' } }] })],
  ['MultiArchitecture', vmi({ architecture: 'arm64' })],
  ['NetworkDevicesWithDRA', vmi({ networks: [{ name: 'a', resourceClaim: {} }] })],
  ['PanicDevices', devices({ panicDevices: [{ model: 'isa' }] })],
  ['PasstBinding', devices({ interfaces: [{ name: 'a', passtBinding: {} }] })],
  ['PersistentReservation', devices({ disks: [{ name: 'a', lun: { reservation: true } }] })],
  ['PortRangesSpec', devices({ interfaces: [{ name: 'a', portRanges: [] }] })],
  ['RebootPolicy', vmi({ domain: { rebootPolicy: 'Reboot' } })],
  ['ReservedOverheadMemlock', vmi({ domain: { memory: { reservedOverhead: {} } } })],
  ['Sidecar', annotated('hooks.kubevirt.io/hookSidecars')],
  ['VSOCK', devices({ autoattachVSOCK: true })],
  ['VideoConfig', devices({ video: { type: 'virtio' } })],
  ['WorkloadEncryptionSEV', vmi({ domain: { launchSecurity: { snp: {} } } })],
  ['WorkloadEncryptionTDX', vmi({ domain: { launchSecurity: { tdx: {} } } })],
];

test.each(NEEDS)('%s', (gate, machine) => {
  const found = requiredGates(mergeDeep<any>(MACHINE, machine));
  expect(found).toEqual([gate]);
});

test('a device by claim needs both of its gates', () => {
  expect(requiredGates(mergeDeep<any>(MACHINE, devices({ hostDevices: [{ name: 'a', claimName: 'a' }] })))).toEqual([
    'HostDevices',
    'HostDevicesWithDRA',
  ]);
});

test('an encrypted machine of another architecture needs both of its gates', () => {
  expect(
    requiredGates(mergeDeep<any>(MACHINE, vmi({ architecture: 's390x', domain: { launchSecurity: {} } }))),
  ).toEqual(['MultiArchitecture', 'SecureExecution']);
});

test('a machine of the architecture that virt-api has needs no gate', () => {
  expect(requiredGates(mergeDeep<any>(MACHINE, vmi({ architecture: 'amd64' })))).toEqual([]);
});

test('a machine that uses nothing special needs no gate', () => {
  expect(requiredGates(MACHINE)).toEqual([]);
});

test('each gate is one that KubeVirt knows', () => {
  const known = new Set(KubeVirtRelease.all().flatMap((release) => Object.keys(release._gates)));
  expect(NEEDS.map(([gate]) => gate).filter((gate) => !known.has(gate))).toEqual([]);
});
