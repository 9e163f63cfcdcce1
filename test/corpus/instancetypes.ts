import { ApiObject, Lazy } from 'cdk8s';
import { later, refused, Right, right, stricter, wrong, Wrong } from './case';
import { NAMESPACES, patched, Scene } from './scene';
import {
  CpuTopology, Firmware, GoldenImage, Guest, Instancetype, InstancetypeProps, KubeVirtCluster, KubeVirtClusterProps,
  LaunchSecurity, MachinePreference, MachineSize, Preference, PreferenceProps, SpreadAcross, TenantNamespace,
  VirtualMachineInstancePreset, WatchdogAction, WindowsVersion, WorkerPool,
} from '../../src';

const SIZE = { cpu: 2, memory: '8Gi' };

const size = (scene: Scene, props: Partial<InstancetypeProps> = {}): ApiObject =>
  new Instancetype(scene.home, 'large', { ...SIZE, ...props }).apiObject;

const preference = (scene: Scene, props: PreferenceProps): ApiObject =>
  new Preference(scene.home, 'db', props).apiObject;

/** A preset of a tenant that exists, with other fields of its domain. */
const preset = (scene: Scene, domain: object): ApiObject =>
  new VirtualMachineInstancePreset(scene.home, 'standard', {
    matchLabels: { flavor: 'standard' }, requests: { cpu: '2', memory: '8Gi' }, overrides: domain,
  }).apiObject;

/** A pool in a cluster of ours. */
function pool(
  scene: Scene, cluster: Partial<KubeVirtClusterProps>, its: MachineSize, prefers?: MachinePreference,
): ApiObject[] {
  return poolBelow(scene.cluster(cluster), its, prefers);
}

function poolBelow(infra: KubeVirtCluster, its: MachineSize, prefers?: MachinePreference): ApiObject[] {
  const tenant = TenantNamespace.existing(infra, 'home', { namespaceName: NAMESPACES[0] });
  const image = GoldenImage.existing(infra, 'ubuntu', {
    dataSourceName: 'ubuntu-24-04', namespaceName: NAMESPACES[1], capacity: '10Gi', cloneableFrom: true,
  });
  const given = { replicas: 1, image, size: its, preference: prefers };
  return [new WorkerPool(tenant, 'workers', given).virtualMachinePool];
}

const windows = Guest.windows({ version: WindowsVersion.SERVER_2022 });

const NOT_DEPLOYED: Partial<KubeVirtClusterProps> = {
  overrides: { kubevirt: { configuration: { commonInstancetypesDeployment: { enabled: false } } } },
};
const of = (cores: number, memory: string): MachineSize => MachineSize.of({ cores: 1, sockets: cores, memory });

const OF_INSTANCETYPES: readonly Wrong[] = [
  wrong('SIZE002', 'huge pages', (scene) => [size(scene, { hugepages: '2Mi', memoryOvercommitPercent: 20 })],
    'memoryOvercommitPercent is 20, but the instancetype has huge pages', refused('should not be requested together.')),
  wrong('SIZE006', 'SEV', (scene) => [size(scene, { launchSecurity: LaunchSecurity.sev() })],
    'launchSecurity is deprecated in instancetypes', stricter('KubeVirt takes it with a warning'),
    { kubevirtFrom: 'v1.9.0' }),
  wrong('SIZE007', 'a patch', (scene) => [patched(size(scene, { nameByContent: true }), '/spec/cpu/guest', 4)],
    'was changed after its name was made of it', stricter('KubeVirt takes every name')),
  wrong('SIZE007', 'a value that is known later', (scene) => [
    size(scene, { nameByContent: true, overrides: { cpu: { model: Lazy.any({ produce: () => 'EPYC' }) } } }),
  ], 'was changed after its name was made of it', stricter('KubeVirt takes every name')),
  wrong('SIZE008', 'an instancetype', (scene) => [new Instancetype(scene.infra, 'u1.medium', SIZE).apiObject],
    'name is "u1.medium", which KubeVirt', stricter('the API server takes it, and virt-operator overwrites it')),
  wrong('SIZE008', 'a preference', (scene) => [new Preference(scene.infra, 'ubuntu').apiObject],
    'name is "ubuntu", which KubeVirt', stricter('the API server takes it, and virt-operator overwrites it')),
  wrong('SIZE012', 'more CPUs', (scene) => {
    scene.replaces((before) => new Instancetype(before.infra, 'large', { ...SIZE, cpu: 4 }));
    return [new Instancetype(scene.infra, 'large', SIZE).apiObject];
  }, 'changes in spec.cpu.guest (4 to 2), but machines that exist keep what it was',
  stricter('KubeVirt takes it, and gives it to new machines alone')),
];

const OF_PREFERENCES: readonly Wrong[] = [
  wrong('SIZE001', 'a kernel', (scene) => [
    preference(scene, { firmware: Firmware.kernel({ image: 'registry.example/kernel:1', kernelPath: '/vmlinuz' }) }),
  ], 'firmware is a kernel, which a preference cannot have', stricter('no field is written')),
  wrong('SIZE001', 'all of Hyper-V', (scene) => [preference(scene, { features: { hyperVPassthrough: true } })],
    'features.hyperVPassthrough is true', stricter('no field is written')),
  wrong('SIZE003', 'an unknown word', (scene) => [
    preference(scene, { overrides: { cpu: { preferredCPUTopology: 'dies' } } }),
  ], 'preferredCPUTopology "dies"', refused('unknown preferredCPUTopology dies')),
  wrong('SIZE004', 'across what there is not', (scene) => [
    preference(scene, {
      cpuTopology: CpuTopology.SPREAD, overrides: { cpu: { spreadOptions: { across: 'DiesCores' } } },
    }),
  ], 'across "DiesCores"', refused('across DiesCores is not supported')),
  wrong('SIZE004', 'four threads', (scene) => [
    preference(scene, {
      cpuTopology: CpuTopology.SPREAD, cpuSpread: { across: SpreadAcross.CORES_THREADS, ratio: 4 },
    }),
  ], 'cpuSpread.ratio is 4, but a core has two threads',
  refused('only a ratio of 2 (1 core 2 threads) is allowed when spreading vCPUs over cores and threads')),
  wrong('SIZE004', 'by nothing', (scene) => [
    preference(scene, { cpuTopology: CpuTopology.SPREAD, cpuSpread: { ratio: 0 } }),
  ], 'cpuSpread.ratio is 0, but KubeVirt divides by it',
  stricter('KubeVirt takes it, and fails when a machine has it')),
  wrong('SIZE005', 'the old word', (scene) => [
    preference(scene, { overrides: { cpu: { preferredCPUTopology: 'preferSockets' } } }),
  ], 'is "preferSockets", a word that KubeVirt will remove', stricter('KubeVirt takes it with a warning')),
];

const REFUSES = stricter('KubeVirt takes the size, and refuses every machine that names it');
const REFUSES_PREFERRING = stricter('KubeVirt takes the preference, and refuses machines that name it');

const OF_CONTENT: readonly Wrong[] = [
  wrong('SIZE019', 'less memory than the guest has', (scene) => [size(scene, { maxMemory: '4Gi' })],
    'maxMemory "4Gi" is less than memory.guest "8Gi"', REFUSES),
  wrong('SIZE019', 'memory that pages do not fill', (scene) => [size(scene, { memory: '1500Mi', hugepages: '1Gi' })],
    'hugepages is "1Gi", but the memory of "1500Mi" is not a multiple of it', REFUSES),
  wrong('SIZE019', 'an unknown policy', (scene) => [size(scene, { overrides: { ioThreadsPolicy: 'foo' } })],
    'spec.ioThreadsPolicy "foo"', REFUSES),
  wrong('SIZE019', 'a mask that is none', (scene) => [
    size(scene, {
      dedicatedCpus: true, numaPassthrough: true, hugepages: '2Mi', realtime: true, realtimeMask: 'xx',
    }),
  ], 'realtimeMask "xx" is not a list of CPUs', REFUSES),
  wrong('SIZE020', 'an unknown policy', (scene) => [
    preference(scene, { overrides: { cpu: { preferredCPUFeatures: [{ name: 'x', policy: 'zz' }] } } }),
  ], 'preferredCPUFeatures[0].policy "zz"', REFUSES_PREFERRING),
  wrong('SIZE020', 'a subdomain that is none', (scene) => [preference(scene, { subdomain: 'Bad_Sub' })],
    'subdomain "Bad_Sub"', REFUSES_PREFERRING),
  wrong('SIZE020', 'a type of machine that is not listed', (scene) => [
    new Preference(scene.cluster(), 'db', { machineType: 'foo' }).apiObject,
  ], 'machineType "foo" is not listed in emulatedMachines', REFUSES_PREFERRING),
  wrong('SIZE021', 'pages that no node has', (scene) => [size(scene, { memory: '9Gi', hugepages: '3Gi' })],
    'hugepages is "3Gi", but no nodes have huge pages of that size', stricter('no node offers such pages')),
  wrong('SIZE021', 'a type of machine that is rarely listed', (scene) => [preference(scene, { machineType: 'foo' })],
    'machineType "foo" is refused by KubeVirt unless', stricter('KubeVirt takes the preference')),
];

const REFUSED_MACHINE = later('virt-api refuses the machine, once it has the size and the preference');

/** A pool with a size and a preference of its cluster. */
function fitted(scene: Scene, its: Partial<InstancetypeProps>, prefers?: PreferenceProps): ApiObject[] {
  const infra = scene.cluster();
  const large = new Instancetype(infra, 'large', { cpu: 4, memory: '8Gi', ...its });
  const db = prefers && new Preference(infra, 'db', prefers);
  return poolBelow(infra, MachineSize.from(large), db && MachinePreference.from(db));
}

const SECURE = { firmware: Firmware.efi({ secureBoot: true }), features: { smm: false } };

const OF_FITTING: readonly Wrong[] = [
  wrong('SIZE022', 'more sockets than the most', (scene) => fitted(scene, { maxSockets: 2 }),
    'cpu is 4, more than maxSockets 2: KubeVirt refuses VirtualMachinePool "workers"', REFUSED_MACHINE),
  wrong('SIZE022', 'a core for QEMU', (scene) => fitted(scene, { isolateEmulatorThread: true }),
    'isolateEmulatorThread gives QEMU a dedicated core', REFUSED_MACHINE),
  wrong('SIZE022', 'NUMA without huge pages', (scene) =>
    fitted(scene, { dedicatedCpus: true, numaPassthrough: true }), 'numaPassthrough needs huge pages', REFUSED_MACHINE),
  wrong('SIZE022', 'realtime alone', (scene) => fitted(scene, { realtime: true }),
    'realtime needs cores of its own and NUMA passthrough', REFUSED_MACHINE),
  wrong('SIZE022', 'SEV without UEFI', (scene) => fitted(scene, { launchSecurity: LaunchSecurity.sev() }),
    'launchSecurity needs UEFI', REFUSED_MACHINE),
  wrong('SIZE022', 'TDX of a preference without UEFI', (scene) =>
    fitted(scene, {}, { launchSecurity: LaunchSecurity.tdx() }), 'launchSecurity needs UEFI', REFUSED_MACHINE,
  { kubevirtFrom: 'v1.9.0' }),
  wrong('SIZE022', 'secure boot without SMM', (scene) => fitted(scene, {}, SECURE),
    'has secure boot on, and that needs features.smm', REFUSED_MACHINE),
];

const OF_REFERENCES: readonly Wrong[] = [
  wrong('VM056', 'no binding by a preference either', (scene) => {
    const [workers] = fitted(scene, {}, { subdomain: 'db' });
    const at = '/spec/virtualMachineTemplate/spec/template/spec';
    patched(workers, `${at}/networks`, [{ name: 'default', pod: {} }]);
    return [patched(workers, `${at}/domain/devices/interfaces`, [{ name: 'default' }])];
  }, '"default" has no binding', later('virt-api refuses the machine from v1.9 on'), { kubevirtFrom: 'v1.9.0' }),
  wrong('SIZE009', 'a size', (scene) => pool(scene, NOT_DEPLOYED, MachineSize.clusterInstancetype('u1.medium')),
    'size "u1.medium" is an instancetype of KubeVirt\'s own',
    later('KubeVirt does not start the machine, whose instancetype does not exist')),
  wrong('SIZE009', 'a preference', (scene) =>
    pool(scene, NOT_DEPLOYED, of(2, '4Gi'), MachinePreference.clusterPreference('ubuntu')),
  'preference "ubuntu" is a preference of KubeVirt\'s own',
  later('KubeVirt does not start the machine, whose preference does not exist')),
  wrong('SIZE010', 'a misspelt size', (scene) => pool(scene, {}, MachineSize.clusterInstancetype('u1.meduim')),
    'Did you mean "u1.medium"?', later('KubeVirt does not start the machine, whose instancetype does not exist')),
  wrong('SIZE010', 'a misspelt preference', (scene) =>
    pool(scene, {}, of(2, '4Gi'), MachinePreference.clusterPreference('ubunut')),
  'Did you mean "ubuntu"?', later('KubeVirt does not start the machine, whose preference does not exist')),
  wrong('SIZE010', 'a size of newer releases', (scene) =>
    pool(scene, {}, MachineSize.clusterInstancetype('d1.large')),
  'KubeVirt v1.8.4 and v1.9.0 brings, but v1.7.4 does not',
  later('KubeVirt does not start the machine, whose instancetype does not exist'), { kubevirtUntil: 'v1.8.0' }),
  wrong('SIZE011', 'an unknown size', (scene) =>
    pool(scene, { bundleIsComplete: true }, MachineSize.clusterInstancetype('t3.huge')),
  '"t3.huge" names a VirtualMachineClusterInstancetype that neither the bundle nor KubeVirt',
  later('KubeVirt does not start the machine, whose instancetype does not exist')),
  wrong('SIZE018', 'a size of another cluster', (scene) => {
    const other = KubeVirtCluster.existing(scene.app, 'other', { kubevirt: scene.kubevirt, cdi: scene.cdi });
    return pool(scene, {}, MachineSize.from(new Instancetype(other, 'large', SIZE)));
  }, 'size "large" is an instancetype of another cluster',
  later('KubeVirt does not start the machine, whose instancetype does not exist')),
  wrong('SIZE018', 'a preference of another tenant', (scene) => {
    const infra = scene.cluster();
    const other = TenantNamespace.existing(infra, 'other', { namespaceName: NAMESPACES[2] });
    return poolBelow(infra, of(2, '4Gi'), MachinePreference.from(new Preference(other, 'db')));
  }, 'preference "db" is a preference of another tenant',
  later('KubeVirt does not start the machine, whose preference does not exist')),
  wrong('VM143', 'Windows on a small size of KubeVirt\'s own', (scene) => [
    scene.pool({ guest: windows, size: MachineSize.clusterInstancetype('u1.nano') }).virtualMachinePool,
  ], 'size "u1.nano" has a memory of "512Mi", but Windows Server 2022 needs "2Gi"',
  stricter('KubeVirt does not know that the guest is Windows')),
  wrong('VM120', 'less memory than a preference of KubeVirt\'s own requires', (scene) =>
    pool(scene, {}, of(2, '1Gi'), MachinePreference.clusterPreference('windows.11')),
  'but the preference "windows.11" requires "4Gi" of memory',
  later('virt-api refuses the machine, once virt-operator has installed the preference')),
  wrong('VM120', 'a size of KubeVirt\'s own that is too small', (scene) =>
    pool(scene, {}, MachineSize.clusterInstancetype('u1.nano'), MachinePreference.clusterPreference('windows.11')),
  '"u1.nano" has 1 vCPUs, but the preference "windows.11" requires 2',
  later('virt-api refuses the machine, once virt-operator has installed both')),
];

const OF_PRESETS: readonly Wrong[] = [
  wrong('SIZE013', 'any', (scene) => [preset(scene, {})], 'is of a kind that KubeVirt will remove',
    stricter('KubeVirt takes it with a warning')),
  wrong('SIZE014', 'no domain', (scene) => [patched(preset(scene, {}), '/spec/domain', undefined)],
    'spec.domain is missing', refused('missing domain.')),
  wrong('SIZE015', 'limits', (scene) => [preset(scene, { resources: { limits: { memory: '8Gi' } } })],
    'spec.domain.resources.limits does not reach any instance', stricter('KubeVirt takes it, and does not merge it')),
  wrong('SIZE015', 'memory', (scene) => [preset(scene, { memory: { guest: '8Gi' } })],
    'spec.domain.memory does not reach any instance', stricter('KubeVirt takes it, and does not merge it')),
  wrong('SIZE015', 'a network interface', (scene) => [
    preset(scene, { devices: { interfaces: [{ name: 'default', masquerade: {} }] } }),
  ], 'spec.domain.devices.interfaces does not reach any instance',
  stricter('KubeVirt takes it, and does not merge it')),
  wrong('SIZE016', 'no memory', (scene) => {
    const given = { matchLabels: {}, cores: 2 };
    return [VirtualMachineInstancePreset.toInstancetype(scene.home, 'standard', given).apiObject];
  }, 'requests.memory is missing', stricter('a stand-in is written')),
  wrong('SIZE017', 'a watchdog', (scene) => {
    const given = { matchLabels: {}, watchdog: WatchdogAction.RESET };
    return [VirtualMachineInstancePreset.toPreference(scene.home, 'standard', given).apiObject];
  }, 'watchdog is "reset", which a preference cannot have', stricter('the preference lacks it')),
];

export const INSTANCETYPES: readonly Wrong[] = [
  ...OF_INSTANCETYPES, ...OF_PREFERENCES, ...OF_CONTENT, ...OF_FITTING, ...OF_REFERENCES,
  ...OF_PRESETS,
];

export const INSTANCETYPES_RIGHT: readonly Right[] = [
  right('SIZE001', 'UEFI', (scene) => preference(scene, { firmware: Firmware.efi(), features: { smm: true } })),
  right('SIZE002', 'ordinary pages', (scene) => size(scene, { memoryOvercommitPercent: 20 })),
  right('SIZE002', 'huge pages', (scene) => size(scene, { hugepages: '2Mi', memoryOvercommitPercent: 0 })),
  right('SIZE003', 'cores', (scene) => preference(scene, { cpuTopology: CpuTopology.CORES })),
  right('SIZE004', 'two threads', (scene) => preference(scene, {
    cpuTopology: CpuTopology.SPREAD, cpuSpread: { across: SpreadAcross.CORES_THREADS, ratio: 2 },
  })),
  right('SIZE004', 'a ratio that nothing uses', (scene) => preference(scene, {
    cpuTopology: CpuTopology.CORES, cpuSpread: { across: SpreadAcross.CORES_THREADS, ratio: 4 },
  })),
  right('SIZE005', 'the current word', (scene) => preference(scene, { cpuTopology: CpuTopology.SOCKETS })),
  right('SIZE006', 'in a preference', (scene) => preference(scene, {
    firmware: Firmware.efi({ secureBoot: false }), launchSecurity: LaunchSecurity.sev(),
  })),
  right('SIZE007', 'overrides', (scene) => size(scene, { nameByContent: true, overrides: { cpu: { model: 'EPYC' } } })),
  right('SIZE008', 'of a tenant', (scene) => new Instancetype(scene.home, 'u1.medium', SIZE)),
  right('SIZE008', 'where virt-operator installs none', (scene) =>
    new Instancetype(scene.cluster(NOT_DEPLOYED), 'u1.medium', SIZE)),
  right('SIZE009', 'the bundle\'s own', (scene) => {
    const infra = scene.cluster(NOT_DEPLOYED);
    return poolBelow(infra, MachineSize.from(new Instancetype(infra, 'u1.medium', SIZE)));
  }),
  right('SIZE010', 'a series of others', (scene) => pool(scene, {}, MachineSize.clusterInstancetype('t3.large'))),
  right('SIZE010', 'another number', (scene) =>
    pool(scene, {}, of(2, '4Gi'), MachinePreference.clusterPreference('debian12'))),
  right('SIZE011', 'one of KubeVirt\'s own', (scene) =>
    pool(scene, { bundleIsComplete: true }, MachineSize.clusterInstancetype('u1.medium'))),
  right('SIZE012', 'other labels', (scene) => {
    scene.replaces((before) => new Instancetype(before.infra, 'large', SIZE));
    return new Instancetype(scene.infra, 'large', { ...SIZE, labels: { team: 'db' } });
  }),
  right('SIZE012', 'a name by content', (scene) => {
    scene.replaces((before) => new Instancetype(before.infra, 'large', { ...SIZE, cpu: 4, nameByContent: true }));
    return new Instancetype(scene.infra, 'large', { ...SIZE, nameByContent: true });
  }),
  right('SIZE013', 'an instancetype of it', (scene) => VirtualMachineInstancePreset.toInstancetype(
    scene.home, 'standard', VirtualMachineInstancePreset.KUBERMATIC_STANDARD)),
  right('SIZE014', 'an empty domain', (scene) => preset(scene, {})),
  right('SIZE015', 'what KubeVirt merges', (scene) => new VirtualMachineInstancePreset(scene.home, 'all', {
    matchLabels: { flavor: 'all' },
    requests: { memory: '8Gi' },
    cores: 2,
    firmware: Firmware.efi(),
    clock: { timezone: 'Europe/Berlin' },
    features: { acpi: true },
    watchdog: WatchdogAction.RESET,
  })),
  right('SIZE016', 'both', (scene) => VirtualMachineInstancePreset.toInstancetype(
    scene.home, 'standard', { matchLabels: {}, cores: 2, requests: { memory: '8Gi' } })),
  right('SIZE019', 'more memory than the guest has', (scene) => size(scene, { maxMemory: '16Gi' })),
  right('SIZE019', 'what the machine may complete', (scene) => size(scene, {
    isolateEmulatorThread: true, realtime: true, overrides: { ioThreadsPolicy: 'supplementalPool' },
  })),
  right('SIZE020', 'what KubeVirt takes', (scene) => preference(scene, {
    subdomain: 'db', machineType: 'q35', overrides: { cpu: { preferredCPUFeatures: [{ name: 'x', policy: 'force' }] } },
  })),
  right('SIZE021', 'pages that nodes have', (scene) => size(scene, { hugepages: '1Gi' })),
  right('SIZE022', 'fewer sockets by a preference', (scene) =>
    fitted(scene, { maxSockets: 2 }, { cpuTopology: CpuTopology.CORES })),
  right('SIZE022', 'SEV with the firmware of a preference', (scene) =>
    fitted(scene, { launchSecurity: LaunchSecurity.sev() }, { firmware: Firmware.efi({ secureBoot: false }) })),
  right('SIZE022', 'a machine that completes its size', (scene) => {
    const [workers] = fitted(scene, { isolateEmulatorThread: true });
    const domain = '/spec/virtualMachineTemplate/spec/template/spec/domain';
    return patched(workers, `${domain}/cpu`, { dedicatedCpuPlacement: true });
  }),
  right('VM056', 'a binding by a preference', (scene) => {
    const [workers] = fitted(scene, {}, { devices: { interfaceMasquerade: true } });
    const at = '/spec/virtualMachineTemplate/spec/template/spec';
    patched(workers, `${at}/networks`, [{ name: 'default', pod: {} }]);
    return patched(workers, `${at}/domain/devices/interfaces`, [{ name: 'default' }]);
  }),
  right('SIZE018', 'a preference of the whole cluster', (scene) => {
    const infra = scene.cluster();
    return poolBelow(infra, of(2, '4Gi'), MachinePreference.from(new Preference(infra, 'db')));
  }),
  right('SIZE017', 'no watchdog', (scene) => VirtualMachineInstancePreset.toPreference(
    scene.home, 'standard', { matchLabels: {}, clock: { timezone: 'Europe/Berlin' } })),
];
