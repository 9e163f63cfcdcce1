import * as fc from 'fast-check';
import { call, Described } from './description';
import { clock, cpuFeatures, features, firmware, guest, launchSecurity } from './hardware';
import { ForEach, props, stated } from './props';
import { annotations, filledText, label, labels, oneOf, subdomain } from './texts';
import {
  Architecture, CpuSpread, CpuTopology, DiskBus, DiskCache, DiskIo, InputBus, InstancetypeProps, InterfaceModel,
  MachineGpu, MachineHostDevice, MachineResources, PanicModel, PreferenceProps, PreferenceRequirements,
  PreferredDevices, SoundModel, SpreadAcross, TpmState, VideoType, VirtualMachineInstancePresetProps, WatchdogAction,
} from '../../src';

/** A size, a preference or a preset, with its id. */
export interface RawSize<T> {
  readonly id: string;
  readonly props: Described<T>;
}

/** A name becomes a label, with a hash, and with what keeps it apart from others. */
const LONGEST = 45;
export const sizeName = subdomain(LONGEST).map((name) => name.slice(0, LONGEST).replace(/[-.]+$/, ''));

const UNEVEN = '8e9';
const memory = fc.oneof(
  fc.integer({ min: 4, max: 256 }).map((gibibytes) => ({ $gibibytes: gibibytes })),
  fc.constantFrom('4096Mi', UNEVEN),
);

const device = { name: label(), deviceName: fc.constantFrom('example.org/gpu', 'example.org/card'), tag: filledText };

const sizeProps = props<InstancetypeProps>({
  cpu: fc.integer({ min: 2, max: 64 }),
  memory,
  name: sizeName,
  nameByContent: fc.boolean(),
  maxSockets: fc.integer({ min: 64, max: 128 }),
  maxMemory: fc.constantFrom('1Ti', { $gibibytes: 512 }),
  cpuModel: fc.constantFrom('host-model', 'EPYC'),
  dedicatedCpus: fc.boolean(),
  isolateEmulatorThread: fc.boolean(),
  numaPassthrough: fc.boolean(),
  realtime: fc.boolean(),
  realtimeMask: fc.constantFrom('0-1', '0-2,^1'),
  hugepages: fc.constantFrom('2Mi', '1Gi'),
  memoryOvercommitPercent: fc.integer({ min: 0, max: 100 }),
  gpus: fc.array(props<MachineGpu>({
    ...device, claim: fc.constant(undefined), display: fc.boolean(), bootDisplay: fc.boolean(),
  }, ['name', 'deviceName']), { maxLength: 1 }),
  hostDevices: fc.array(props<MachineHostDevice>({
    ...device, claim: fc.constant(undefined),
  }, ['name', 'deviceName']), { maxLength: 1 }),
  ioThreads: fc.constantFrom('IoThreads.shared', 'IoThreads.auto').map((name) => call(name)),
  launchSecurity: launchSecurity(Architecture.AMD64),
  nodeSelector: labels,
  schedulerName: label(),
  machineAnnotations: fc.constantFrom<{ [key: string]: string }[]>({}, { 'example.org/of-the-size': '${x}\u2028' }),
  labels,
  annotations,
  overrides: fc.constantFrom<object>({}, { memory: { guest: '64Gi' } }),
}, ['cpu', 'memory']).map(fitting);

/** Pages fill the memory, memory is added only where KubeVirt can, and a mask is one of realtime CPUs. */
function fitting(given: Described<InstancetypeProps>): Described<InstancetypeProps> {
  const { hugepages, maxMemory, realtime } = given;
  const isFixed = realtime === true || given.numaPassthrough === true || given.launchSecurity !== undefined;
  const isWhole = hugepages === undefined && (maxMemory === undefined || isFixed);
  return stated({
    ...given,
    memory: isWhole || given.memory !== UNEVEN ? given.memory : '4096Mi',
    maxMemory: isFixed ? undefined : maxMemory,
    memoryOvercommitPercent: hugepages === undefined ? given.memoryOvercommitPercent : undefined,
    realtimeMask: realtime === true ? given.realtimeMask : undefined,
    // Where a size says no, machines cannot say yes.
    dedicatedCpus: realtime === true ? true : given.dedicatedCpus,
  });
}

export const instancetype: fc.Arbitrary<RawSize<InstancetypeProps>> = fc.record({
  id: label(LONGEST),
  props: fc.oneof(sizeProps, sizeProps.map(({ cpu, memory: bytes, name }) => stated({ cpu, memory: bytes, name }))),
});

/** Whether machines can take it, whatever they state themselves. */
export function isPlain(given: Described<InstancetypeProps>): boolean {
  const usual = ['cpu', 'memory', 'name', 'nameByContent', 'labels', 'annotations'];
  return Object.keys(given).every((prop) => usual.includes(prop));
}

const spread: fc.Arbitrary<Described<CpuSpread>> = props<CpuSpread>({
  across: oneOf(SpreadAcross),
  ratio: fc.integer({ min: 1, max: 8 }),
}).map((given) => (given.across === SpreadAcross.CORES_THREADS ? { ...given, ratio: 2 } : given));

/** The graphics card is in the API of KubeVirt v1.9.0 alone. */
const devices = (isNew: boolean) => props<PreferredDevices>({
  diskBus: oneOf(DiskBus),
  cdromBus: fc.constantFrom(DiskBus.SATA, DiskBus.SCSI),
  lunBus: fc.constant(DiskBus.SCSI),
  diskCache: oneOf(DiskCache),
  diskIo: oneOf(DiskIo),
  diskBlockSize: fc.constant(call('DiskBlockSize.ofVolume')),
  diskDedicatedIoThread: fc.boolean(),
  blockMultiQueue: fc.boolean(),
  interfaceModel: oneOf(InterfaceModel),
  interfaceMasquerade: fc.boolean(),
  networkInterfaceMultiqueue: fc.boolean(),
  podInterface: fc.boolean(),
  tablet: fc.boolean(),
  inputBus: oneOf(InputBus),
  rng: fc.boolean(),
  tpm: oneOf(TpmState),
  panic: oneOf(PanicModel),
  sound: oneOf(SoundModel),
  video: isNew ? oneOf(VideoType) : fc.constant(undefined),
  graphics: fc.boolean(),
  serialConsole: fc.boolean(),
  memoryBalloon: fc.boolean(),
  virtioTransitional: fc.boolean(),
  disableHotplug: fc.boolean(),
});

/** Launch security is in the API of KubeVirt v1.9.0 alone. */
function preferenceModel(isNew: boolean): ForEach<PreferenceProps> {
  return {
    name: sizeName,
    nameByContent: fc.boolean(),
    guest: guest(Architecture.AMD64),
    requirements: props<PreferenceRequirements>({
      cpu: fc.integer({ min: 1, max: 4 }), memory, architecture: oneOf(Architecture),
    }),
    cpuTopology: oneOf(CpuTopology),
    cpuSpread: spread,
    cpuFeatures,
    clock,
    features: features.map((given) => stated({ ...given, hyperVPassthrough: undefined })),
    firmware: firmware(Architecture.AMD64).map((given) => (given?.$call === 'Firmware.kernel' ? undefined : given)),
    devices: devices(isNew),
    machineType: fc.constantFrom('q35', 'pc-q35-rhel9.6.0'),
    architecture: oneOf(Architecture),
    launchSecurity: isNew ? launchSecurity(Architecture.AMD64) : fc.constant(undefined),
    subdomain: label(),
    terminationGracePeriod: fc.nat(100_000).map((seconds) => ({ $seconds: seconds })),
    storageClassName: subdomain(),
    machineAnnotations: fc.constantFrom<{ [key: string]: string }[]>({}, { 'example.org/of-the-guest': '${x}\u2028' }),
    labels,
    annotations,
    overrides: fc.constantFrom<object>({}, { preferredSubdomain: 'vms' }),
  };
}

/** @param isNew whether KubeVirt is v1.9.0 or newer */
export function preference(isNew: boolean): fc.Arbitrary<RawSize<PreferenceProps>> {
  const spreading = (given: Described<PreferenceProps>) => (given.cpuSpread === undefined
    ? given : { ...given, cpuTopology: CpuTopology.SPREAD });
  return fc.record({ id: label(LONGEST), props: props<PreferenceProps>(preferenceModel(isNew)).map(spreading) });
}

/** Whether machines can take it, whatever their size, their firmware and their architecture. */
export function requiresNothing(given: Described<PreferenceProps>): boolean {
  const { panic, video } = given.devices ?? {};
  return REQUIRING.every((prop) => given[prop] === undefined) && panic === undefined && video === undefined;
}

// SIZE031 refuses CPU features of a preference where the machine has neither domain.cpu nor an instancetype.
const REQUIRING = [
  'guest', 'requirements', 'cpuTopology', 'machineType', 'features', 'firmware', 'launchSecurity', 'architecture',
  'cpuFeatures',
] as const;

/** Preferences, about half of which every machine can have. */
export function oftenFitting(any: fc.Arbitrary<RawSize<PreferenceProps>>): fc.Arbitrary<RawSize<PreferenceProps>> {
  // A spread of CPUs means something beside a topology alone.
  const none = Object.fromEntries([...REQUIRING, 'cpuSpread'].map((prop) => [prop, undefined]));
  return fc.tuple(any, fc.boolean()).map(([raw, fits]) => {
    if (!fits) return raw;
    const { devices: given } = raw.props;
    const usual = given && stated({ ...given, panic: undefined, video: undefined });
    return { ...raw, props: stated({ ...raw.props, ...none, devices: usual }) };
  });
}

const resources = props<MachineResources>({ cpu: fc.constantFrom('2', '2500m'), memory }, ['cpu', 'memory']);

const presetProps = props<VirtualMachineInstancePresetProps>({
  matchLabels: labels,
  name: sizeName,
  requests: resources,
  cores: fc.integer({ min: 1, max: 8 }),
  sockets: fc.integer({ min: 1, max: 4 }),
  threads: fc.integer({ min: 1, max: 2 }),
  cpuModel: fc.constantFrom('host-model', 'EPYC'),
  firmware: firmware(Architecture.AMD64).map((given) => (given?.$call === 'Firmware.kernel' ? undefined : given)),
  clock,
  features: features.map((given) => stated({ ...given, hyperVPassthrough: undefined })),
  watchdog: oneOf(WatchdogAction),
  ioThreads: fc.constantFrom('IoThreads.shared', 'IoThreads.auto').map((name) => call(name)),
  labels,
  overrides: fc.constantFrom<object>({}, { ioThreadsPolicy: 'auto' }),
}, ['matchLabels', 'requests']).map(givingAll);

/** A label that no machine has, so that no two presets meet; and a model and a topology beside cores alone. */
function givingAll(given: Described<VirtualMachineInstancePresetProps>): Described<VirtualMachineInstancePresetProps> {
  const { cores, matchLabels } = given;
  const labelled = { ...given, matchLabels: { ...matchLabels as object, 'example.org/preset': 'random' } };
  return cores === undefined
    ? stated({ ...labelled, sockets: undefined, threads: undefined, cpuModel: undefined }) : stated(labelled);
}

export interface RawPreset extends RawSize<VirtualMachineInstancePresetProps> {
  readonly make: 'VirtualMachineInstancePreset' | 'VirtualMachineInstancePreset.toInstancetype'
    | 'VirtualMachineInstancePreset.toPreference';
}

export const preset: fc.Arbitrary<RawPreset> = fc.record({
  id: label(LONGEST),
  props: presetProps,
  make: fc.constantFrom<RawPreset['make'][]>('VirtualMachineInstancePreset',
    'VirtualMachineInstancePreset.toInstancetype', 'VirtualMachineInstancePreset.toPreference'),
}).map((raw) => (raw.make === 'VirtualMachineInstancePreset'
  ? raw : { ...raw, props: stated({ ...raw.props, overrides: undefined }) }));
