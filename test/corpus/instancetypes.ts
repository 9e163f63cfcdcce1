import { Lazy } from 'cdk8s';
import { later, refused, Right, right, stricter, wrong, Wrong } from './case';
import { OF_PRESETS, PRESETS_RIGHT } from './presets';
import { NAMESPACES, patched } from './scene';
import { OF_SIZE_CONTENT, SIZE_CONTENT_RIGHT } from './size-content';
import { NOT_DEPLOYED, of, pool, poolBelow, preference, SIZE, size } from './sizes';
import {
  CpuTopology, Firmware, Guest, Instancetype, KubeVirtCluster, LaunchSecurity, MachinePreference, MachineSize,
  Preference, SpreadAcross, TenantNamespace, WindowsVersion,
} from '../../src';

const windows = Guest.windows({ version: WindowsVersion.SERVER_2022 });

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

const OF_REFERENCES: readonly Wrong[] = [
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

export const INSTANCETYPES: readonly Wrong[] = [
  ...OF_INSTANCETYPES, ...OF_PREFERENCES, ...OF_REFERENCES, ...OF_SIZE_CONTENT, ...OF_PRESETS,
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
  right('SIZE012', 'the same in another unit', (scene) => {
    scene.replaces((before) => new Instancetype(before.infra, 'large', { ...SIZE, memory: '8192Mi' }));
    return new Instancetype(scene.infra, 'large', SIZE);
  }),
  right('SIZE018', 'a preference of the whole cluster', (scene) => {
    const infra = scene.cluster();
    return poolBelow(infra, of(2, '4Gi'), MachinePreference.from(new Preference(infra, 'db')));
  }),
  ...SIZE_CONTENT_RIGHT, ...PRESETS_RIGHT,
];
