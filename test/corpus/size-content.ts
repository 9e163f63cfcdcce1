import type { ApiObject } from 'cdk8s';
import { later, refused, Right, right, stricter, wrong, Wrong } from './case';
import { patched, Scene } from './scene';
import { poolBelow, preference, size } from './sizes';
import {
  Architecture, CpuTopology, Firmware, Instancetype, InstancetypeProps, LaunchSecurity, MachinePreference, MachineSize,
  PanicModel, Preference, PreferenceProps,
} from '../../src';

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

const OF_WHAT_IS_HANDED_ON: readonly Wrong[] = [
  wrong('SIZE026', 'cores', (scene) => [preference(scene, {
    cpuTopology: CpuTopology.CORES, cpuSpread: { ratio: 4 },
  })], 'cpuSpread has no effect, because the topology is "cores"', stricter('KubeVirt takes it, and ignores it')),
  wrong('SIZE029', 'a long name', (scene) => [size(scene, { name: 'a'.repeat(64) })],
    'name has 64 characters', later('KubeVirt cannot create the ControllerRevision of a machine')),
  wrong('SIZE029', 'a name with a hash', (scene) => [size(scene, { name: 'a'.repeat(55), nameByContent: true })],
    'name has 64 characters', later('KubeVirt cannot create the ControllerRevision of a machine')),
  wrong('SIZE030', 'a space in a key', (scene) => [size(scene, { machineAnnotations: { 'bad key!': 'x' } })],
    'bad key!', later('the API server refuses the instance')),
  wrong('SIZE030', 'a space in a key of a preference', (scene) => [
    preference(scene, { machineAnnotations: { 'bad key!': 'x' } }),
  ], 'bad key!', later('the API server refuses the instance')),
  wrong('VM177', 'a mask of a size without realtime', (scene) => [size(scene, { realtimeMask: '0-1' })],
    'realtimeMask is "0-1", but realtime is not on', stricter('no field is written')),
];

const REFUSED_MACHINE = later('virt-api refuses the machine, once it has the size and the preference');

/** A pool with a size and a preference of its cluster. */
function fitted(scene: Scene, its: Partial<InstancetypeProps>, prefers?: PreferenceProps): ApiObject[] {
  const infra = scene.cluster();
  const large = new Instancetype(infra, 'large', { cpu: 4, memory: '8Gi', ...its });
  const db = prefers && new Preference(infra, 'db', prefers);
  return poolBelow(infra, MachineSize.from(large), db && MachinePreference.from(db));
}

const VMI = '/spec/virtualMachineTemplate/spec/template/spec';
const DOMAIN = `${VMI}/domain`;

/** A pool whose members prefer a CPU feature, with the preference. */
function prefersFeatures(scene: Scene): readonly [ApiObject, ApiObject] {
  const preferred = new Preference(scene.home, 'db', { cpuFeatures: [{ name: 'vmx' }] });
  const workers = scene.pool({
    size: MachineSize.of({ cores: 2, memory: '4Gi' }), preference: MachinePreference.from(preferred),
  }).virtualMachinePool;
  return [workers, preferred.apiObject];
}

const SECURE = { firmware: Firmware.efi({ secureBoot: true }), features: { smm: false } };

const OF_FITTING: readonly Wrong[] = [
  wrong('VM056', 'no binding by a preference either', (scene) => {
    const [workers] = fitted(scene, {}, { subdomain: 'db' });
    const at = '/spec/virtualMachineTemplate/spec/template/spec';
    patched(workers, `${at}/networks`, [{ name: 'default', pod: {} }]);
    return [patched(workers, `${at}/domain/devices/interfaces`, [{ name: 'default' }])];
  }, '"default" has no binding', refused('must have exactly one binding method or binding plugin'),
  { kubevirtFrom: 'v1.9.0' }),
  wrong('SIZE022', 'more sockets than the most', (scene) => fitted(scene, { maxSockets: 2 }),
    'cpu is 4, more than maxSockets 2: VirtualMachinePool "workers" is refused', REFUSED_MACHINE),
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
  wrong('SIZE022', 'a panic device that a preference puts on s390x', (scene) => {
    const [workers] = fitted(scene, {}, { architecture: Architecture.S390X });
    return [patched(workers, `${DOMAIN}/devices/panicDevices`, [{ model: 'pvpanic' }])];
  }, 'panicDevices cannot be had on s390x, the architecture that the preference "db" gives the machine',
  REFUSED_MACHINE),
  wrong('SIZE022', 'a panic device and an architecture of one preference', (scene) => (
    fitted(scene, {}, { architecture: Architecture.S390X, devices: { panic: PanicModel.PVPANIC } })),
  'devices.panic cannot be had on s390x: VirtualMachinePool "workers" is refused', REFUSED_MACHINE),
  wrong('SIZE031', 'no size', (scene) => {
    const [workers] = prefersFeatures(scene);
    return [patched(workers, `${DOMAIN}/cpu`, undefined)];
  }, 'preference "db" has CPU features, but the machine has neither domain.cpu',
  stricter('KubeVirt takes the pool; virt-api panics over a member when the preference is there')),
  wrong('VM120', 'another architecture than its preference prefers', (scene) => (
    fitted(scene, {}, { architecture: Architecture.ARM64, requirements: { architecture: Architecture.AMD64 } })),
  'preference "db" prefers the architecture "arm64" and requires "amd64"', REFUSED_MACHINE),
  wrong('VM141', 'nodes of another architecture than the preference has', (scene) => [
    patched(fitted(scene, {}, { architecture: Architecture.ARM64 })[0], `${VMI}/nodeSelector`, {
      'kubernetes.io/arch': 'amd64',
    }),
  ], 'is "amd64", but the architecture that the preference "db" gives the machine is "arm64"',
  stricter('KubeVirt takes it, and the machine never starts')),
];

/** What sizes and preferences hold, and what becomes of it in machines. */
export const OF_SIZE_CONTENT: readonly Wrong[] = [...OF_CONTENT, ...OF_WHAT_IS_HANDED_ON, ...OF_FITTING];

export const SIZE_CONTENT_RIGHT: readonly Right[] = [
  right('SIZE026', 'a spread', (scene) => preference(scene, {
    cpuTopology: CpuTopology.SPREAD, cpuSpread: { ratio: 4 },
  })),
  right('SIZE029', 'the longest name', (scene) => size(scene, { name: 'a'.repeat(63) })),
  right('SIZE030', 'a key with a prefix', (scene) => size(scene, { machineAnnotations: { 'example.org/a': 'x y' } })),
  right('VM177', 'a realtime size', (scene) => size(scene, { realtime: true, realtimeMask: '0-1' })),
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
  right('SIZE022', 'a panic device on amd64', (scene) => (
    fitted(scene, {}, { architecture: Architecture.AMD64, devices: { panic: PanicModel.PVPANIC } }))),
  right('SIZE031', 'a number of CPUs', (scene) => prefersFeatures(scene)),
  right('SIZE031', 'an instancetype', (scene) => fitted(scene, {}, { cpuFeatures: [{ name: 'vmx' }] })),
  right('VM141', 'nodes of the architecture that the preference has', (scene) => (
    patched(fitted(scene, {}, { architecture: Architecture.ARM64 })[0], `${VMI}/nodeSelector`, {
      'kubernetes.io/arch': 'arm64',
    }))),
  right('VM056', 'a binding by a preference', (scene) => {
    const [workers] = fitted(scene, {}, { devices: { interfaceMasquerade: true } });
    const at = '/spec/virtualMachineTemplate/spec/template/spec';
    patched(workers, `${at}/networks`, [{ name: 'default', pod: {} }]);
    return patched(workers, `${at}/domain/devices/interfaces`, [{ name: 'default' }]);
  }),
];
