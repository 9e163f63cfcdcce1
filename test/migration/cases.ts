import { MigrationCase, plain, verdictOf, volumeStatus } from './case';
import { CASES_OF_BUNDLES } from './cases-of-bundles';
import { CASES_OF_PREFERENCES } from './cases-of-preferences';
import { MigrationVerdict } from '../../src';

interface Part {
  readonly name: string;
  readonly reasons: readonly string[];
}

interface NetworkPart extends Part {
  readonly interfaces: readonly object[];
  readonly networks: readonly object[];
  readonly annotations?: { readonly [key: string]: string };
}

interface DiskPart extends Part {
  readonly volumes: readonly object[];
  readonly claims?: MigrationCase['claims'];
  readonly devices?: object;
}

const POD = [{ name: 'default', pod: {} }];
const SECOND = { name: 'second', multus: { networkName: 'storage' } };
const BRIDGE = { 'kubevirt.io/allow-pod-bridge-network-live-migration': '' };

function onPod(
  name: string, binding: object, reasons: readonly string[] = [], annotations?: NetworkPart['annotations'],
): NetworkPart {
  return { name, interfaces: [{ name: 'default', ...binding }], networks: POD, reasons, annotations };
}

const INTERFACE = ['InterfaceNotLiveMigratable'];
const DISKS = ['DisksNotLiveMigratable'];

const NETWORKS: readonly NetworkPart[] = [
  onPod('masquerade', { masquerade: {} }),
  onPod('a bridge', { bridge: {} }, INTERFACE),
  onPod('a permitted bridge', { bridge: {} }, [], BRIDGE),
  onPod('passt', { passtBinding: {} }),
  onPod('slirp', { slirp: {} }, INTERFACE),
  onPod('macvtap', { macvtap: {} }, INTERFACE),
  onPod('no binding', {}, INTERFACE),
  onPod('a plugin that moves', { binding: { name: 'moving' } }),
  onPod('a plugin that stays', { binding: { name: 'staying' } }, INTERFACE),
  onPod('a plugin that is not there', { binding: { name: 'missing' } }, INTERFACE),
  {
    name: 'SR-IOV beside masquerade',
    interfaces: [{ name: 'default', masquerade: {} }, { name: 'second', sriov: {} }],
    networks: [...POD, SECOND],
    reasons: [],
  },
  { name: 'a second bridge alone', interfaces: [{ name: 'second', bridge: {} }], networks: [SECOND], reasons: [] },
];

const claim = (name: string) => ({ name, persistentVolumeClaim: { claimName: name } });

const VOLUMES: readonly DiskPart[] = [
  { name: 'a container disk', volumes: [{ name: 'root', containerDisk: { image: 'a/b:c' } }], reasons: [] },
  { name: 'a shared claim', volumes: [claim('root')], claims: { root: ['ReadWriteMany'] }, reasons: [] },
  { name: 'a claim of one node', volumes: [claim('root')], claims: { root: ['ReadWriteOnce'] }, reasons: DISKS },
  {
    name: 'a claim that many read',
    volumes: [claim('root')],
    claims: { root: ['ReadOnlyMany', 'ReadWriteOnce'] },
    reasons: DISKS,
  },
  {
    name: 'a shared claim beside one of one node',
    volumes: [claim('root'), claim('data')],
    claims: { root: ['ReadWriteMany', 'ReadWriteOnce'], data: ['ReadWriteOncePod'] },
    reasons: DISKS,
  },
  {
    name: 'a file of the node',
    volumes: [{ name: 'root', hostDisk: { path: '/data/a.img', type: 'Disk' } }],
    reasons: DISKS,
  },
  {
    name: 'a shared file of the node',
    volumes: [{ name: 'root', hostDisk: { path: '/data/a.img', type: 'Disk', shared: true } }],
    reasons: [],
  },
  {
    name: 'volumes that are copied',
    volumes: [
      { name: 'empty', emptyDisk: { capacity: '1Gi' } },
      { name: 'init', cloudInitNoCloud: { userData: '#cloud-config' } },
      { name: 'layer', ephemeral: { persistentVolumeClaim: { claimName: 'base' } } },
    ],
    claims: { base: ['ReadWriteOnce'] },
    reasons: [],
  },
  {
    name: 'volumes that are written anew',
    volumes: [
      { name: 'init', cloudInitConfigDrive: { userData: '#cloud-config' } },
      { name: 'answers', sysprep: { secret: { name: 'answers' } } },
      { name: 'settings', configMap: { name: 'settings' } },
      { name: 'password', secret: { secretName: 'password' } },
      { name: 'account', serviceAccount: { serviceAccountName: 'default' } },
      { name: 'metrics', downwardMetrics: {} },
    ],
    reasons: [],
  },
  {
    name: 'a claim of one node by virtiofs',
    volumes: [claim('files')],
    claims: { files: ['ReadWriteOnce'] },
    devices: { filesystems: [{ name: 'files', virtiofs: {} }] },
    reasons: DISKS,
  },
  {
    name: 'a shared claim by virtiofs',
    volumes: [claim('files')],
    claims: { files: ['ReadWriteMany'] },
    devices: { filesystems: [{ name: 'files', virtiofs: {} }] },
    reasons: [],
  },
  {
    name: 'a claim of one node that can be unplugged',
    volumes: [{ name: 'more', persistentVolumeClaim: { claimName: 'more', hotpluggable: true } }],
    claims: { more: ['ReadWriteOnce'] },
    reasons: DISKS,
  },
  {
    name: 'a directory by virtiofs',
    volumes: [{ name: 'settings', configMap: { name: 'settings' } }],
    devices: { filesystems: [{ name: 'settings', virtiofs: {} }] },
    reasons: [],
  },
];

const PLUGINS = { network: { binding: { moving: { migration: {} }, staying: {} } } };

function combined(network: NetworkPart, disk: DiskPart): MigrationCase {
  const reasons = [...disk.reasons, ...network.reasons];
  return {
    name: `${network.name}, ${disk.name}`,
    verdict: verdictOf(reasons),
    reasons,
    annotations: network.annotations,
    interfaces: network.interfaces,
    networks: network.networks,
    volumes: disk.volumes,
    claims: disk.claims ?? {},
    devices: disk.devices,
    configuration: PLUGINS,
    outcomes: [{}],
  };
}

const HOST_DEVICE = ['HostDeviceNotLiveMigratable'];
const MEDIATED = {
  permittedHostDevices: { mediatedDevices: [{ mdevNameSelector: 'GRID T4-1Q', resourceName: 'nvidia.com/T4-1Q' }] },
};
const VGPU = { gpus: [{ name: 'gpu', deviceName: 'nvidia.com/T4-1Q' }] };
const PASSED = { gpus: [{ name: 'gpu', deviceName: 'nvidia.com/A10' }] };
const MOVES = { gates: ['VGPULiveMigration'], configuration: MEDIATED };
const HYPERV = { features: { hyperv: { reenlightenment: { enabled: true } } } };

const OTHERS: readonly MigrationCase[] = [
  plain('a device of the node', HOST_DEVICE, { devices: { hostDevices: [{ name: 'a', deviceName: 'a.com/b' }] } }),
  plain('a vGPU with the gate', [], { devices: VGPU, ...MOVES }),
  plain('a vGPU without the gate', HOST_DEVICE, { devices: VGPU, configuration: MEDIATED }),
  plain('a GPU with the gate', HOST_DEVICE, { devices: PASSED, ...MOVES }),
  plain('two vGPUs', HOST_DEVICE, { devices: { gpus: [...VGPU.gpus, { ...VGPU.gpus[0], name: 'other' }] }, ...MOVES }),
  plain('a GPU of a resource claim with the gate', HOST_DEVICE, {
    devices: { gpus: [{ name: 'gpu', claimName: 'gpu', requestName: 'one' }] }, ...MOVES,
  }),
  plain('a device of a resource claim', HOST_DEVICE, {
    devices: { hostDevices: [{ name: 'a', claimName: 'a', requestName: 'one' }] },
  }),
  plain('SEV', ['SEVNotLiveMigratable'], { domain: { launchSecurity: { sev: {} } } }),
  plain('SNP', ['SEVNotLiveMigratable'], { domain: { launchSecurity: { snp: {} } } }),
  plain('TDX', ['TDXNotLiveMigratable'], { domain: { launchSecurity: { tdx: {} } } }),
  plain('secure execution', ['SecureExecutionNotLiveMigratable'], {
    domain: { launchSecurity: {} }, architecture: 's390x',
  }),
  plain('no launch security', [], { domain: { launchSecurity: {} }, architecture: 'amd64' }),
  plain('no launch security of another architecture', [], { domain: { launchSecurity: {} }, architecture: 'arm64' }),
  plain('secure execution, if that is the usual architecture', ['SecureExecutionNotLiveMigratable'], {
    domain: { launchSecurity: {} },
    verdict: MigrationVerdict.UNKNOWN,
    outcomes: ['s390x', 'amd64'].map((architecture) => ({ added: { architecture } })),
  }),
  plain('passed Hyper-V features', ['HypervPassthroughNotLiveMigratable'], {
    domain: { features: { hypervPassthrough: { enabled: true } } },
  }),
  plain('no passed Hyper-V features', [], { domain: { features: { hypervPassthrough: { enabled: false } } } }),
  plain('a persistent reservation', [], {
    volumes: [claim('root')],
    claims: { root: ['ReadWriteMany'] },
    devices: { disks: [{ name: 'root', lun: { bus: 'scsi', reservation: true } }] },
  }),
  plain('a clock that must not change', ['NoTSCFrequencyNotLiveMigratable'], {
    domain: HYPERV,
    verdict: MigrationVerdict.UNKNOWN,
    outcomes: [{}, { status: { topologyHints: { tscFrequency: 2_000_000_000 } } }],
  }),
  plain('a clock that must not change even to start', [], {
    domain: { ...HYPERV, cpu: { features: [{ name: 'invtsc', policy: 'require' }] } },
  }),
  plain('a clock that may change', [], { domain: { features: { hyperv: { reenlightenment: { enabled: false } } } } }),
  plain('a clock that must not change, of a processor without invtsc', ['NoTSCFrequencyNotLiveMigratable'], {
    domain: { ...HYPERV, cpu: { features: [{ name: 'invtsc', policy: 'disable' }] } },
    verdict: MigrationVerdict.UNKNOWN,
    outcomes: [{}, { status: { topologyHints: { tscFrequency: 2_000_000_000 } } }],
  }),
  plain('the processor of the node', [], { domain: { cpu: { model: 'host-passthrough' } } }),
  plain('the model of the node', [], { domain: { cpu: { model: 'host-model' } } }),
  plain('dedicated processors', [], { domain: { cpu: { cores: 2, dedicatedCpuPlacement: true } } }),
  plain('a persistent TPM', [], { devices: { tpm: { persistent: true } } }),
  plain('a persistent EFI store', [], { domain: { firmware: { bootloader: { efi: { persistent: true } } } } }),
  plain('hugepages, NUMA and real time', [], {
    domain: {
      memory: { guest: '2Gi', hugepages: { pageSize: '1Gi' } },
      cpu: { cores: 2, dedicatedCpuPlacement: true, numa: { guestMappingPassthrough: {} }, realtime: {} },
    },
  }),
  plain('USB that a client passes', [], { devices: { clientPassthrough: {} } }),
  plain('a vsock', [], { devices: { autoattachVSOCK: true } }),
  plain('no interface', [], { interfaces: [], networks: [], devices: { autoattachPodInterface: false } }),
  plain('everything at once', [
    'DisksNotLiveMigratable', 'InterfaceNotLiveMigratable', 'SEVNotLiveMigratable', 'HostDeviceNotLiveMigratable',
  ], {
    interfaces: [{ name: 'default', bridge: {} }],
    volumes: [claim('root')],
    claims: { root: ['ReadWriteOnce'] },
    domain: { launchSecurity: { sev: {} } },
    devices: { hostDevices: [{ name: 'a', deviceName: 'a.com/b' }] },
  }),
  plain('a claim that the bundle does not hold', DISKS, {
    isBare: true,
    volumes: [claim('root')],
    verdict: MigrationVerdict.UNKNOWN,
    outcomes: [volumeStatus({ root: ['ReadWriteMany'] }), volumeStatus({ root: ['ReadWriteOnce'] })],
  }),
  plain('a plugin of an existing cluster', INTERFACE, {
    isBare: true,
    interfaces: [{ name: 'default', binding: { name: 'moving' } }],
    verdict: MigrationVerdict.UNKNOWN,
    outcomes: [{ configuration: PLUGINS }, {}],
  }),
  plain('a GPU of an existing cluster', HOST_DEVICE, {
    isBare: true,
    devices: VGPU,
    gates: ['VGPULiveMigration'],
    verdict: MigrationVerdict.UNKNOWN,
    outcomes: [MEDIATED, {}].map((more) => ({
      configuration: { ...more, developerConfiguration: { featureGates: ['VGPULiveMigration'] } },
    })),
  }),
];

/** Machines of KubeVirt v1.9, each with what is said of it. */
export const MIGRATION_CASES: readonly MigrationCase[] = [
  ...NETWORKS.flatMap((network) => VOLUMES.map((disk) => combined(network, disk))),
  ...OTHERS,
  ...CASES_OF_BUNDLES,
  ...CASES_OF_PREFERENCES,
];
