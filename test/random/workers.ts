import * as fc from 'fast-check';
import { call, Call, Described } from './description';
import { claimedDevices, gpus, hostDevices } from './devices';
import { boot, guestDisk, onItsBus, volumeOnItsBus, volumes } from './disks';
import { cpuFeatures, diskBusOf, fittingHardware, hardware, hasWindows } from './hardware';
import { accessModes, size } from './images';
import { dns, fittingNetworks, networksOf, podInterface } from './networks';
import { ForEach, props, stated } from './props';
import { annotations, filledText, label, labels, nestedAnnotations, oneOf, several, subdomain, text } from './texts';
import {
  Architecture,
  Autoscale,
  BlankDisk,
  BootDisk,
  CloudInitSecretProps,
  CloudInitText,
  CloudInitType,
  EvictionStrategy,
  ExternalScaling,
  GuestDisk,
  IndexedReferences,
  InterfaceModel,
  MachineDimensions,
  MachineProps,
  MachineResources,
  PodNetworkBinding,
  RunStrategy,
  ScaleIn,
  ScaleInStrategy,
  SortPolicy,
  StatePreservation,
  UpdateStrategy,
  VirtualMachinePoolOptions,
  VolumeMode,
  WorkerPoolProps,
} from '../../src';

/** A pool before it is known which images and policies there are: these are numbers, taken modulo what there is. */
export interface RawPool {
  readonly id: string;
  readonly image: number;
  readonly policy: number | undefined;
  /** Which of the tenant's sizes, where it takes one of those. */
  readonly size: number | undefined;
  readonly props: Described<Omit<WorkerPoolProps, 'image' | 'scheduling'>>;
  readonly annotated: boolean;
}

export function pool(): fc.Arbitrary<RawPool> {
  return fc.record({
    id: label(58),
    image: fc.nat(100),
    policy: fc.option(fc.nat(100), { nil: undefined }),
    size: fc.option(fc.nat(100), { nil: undefined, freq: 2 }),
    props: fc.oneof(...[undefined, ...Object.values(Architecture)].map(poolProps)),
    annotated: fc.boolean(),
  });
}

function poolProps(architecture: Architecture | undefined): fc.Arbitrary<RawPool['props']> {
  return props<Omit<WorkerPoolProps, 'image' | 'scheduling'>>(
    {
      ...machineModel(architecture),
      replicas: fc.nat(50),
      autoscale,
      externallyScaled,
      name: label(58),
      networks: networksOf(fc.constant(undefined)),
      stateless: fc.boolean(),
      pluggedVolumes: fc.boolean(),
      backend: poolOptions.map((options) => call('PoolBackend.virtualMachinePool', options)),
    },
    required(architecture),
  ).chain(withClaims).map((given) => scaledByOne(fitting(keepingPlugged(withOwnClaims(given)))));
}

/** Equal machines, each with a claim of its own. */
export function withOwnClaims<T extends Described<MachineProps>>(given: T): T {
  return stated({
    ...given,
    deviceClaims: given.deviceClaims?.map(({ name, resourceClaimName, resourceClaimTemplateName }) => (
      { name, resourceClaimTemplateName: resourceClaimTemplateName ?? resourceClaimName })),
  });
}

/** Machines, some of which claim their devices. */
export function withClaims<T extends Described<MachineProps>>(given: T): fc.Arbitrary<T> {
  return fc.option(claimedDevices, { nil: {}, freq: 2 }).map((claimed) => ({ ...given, ...claimed }));
}

/** The props that a machine for an architecture cannot do without. */
export function required(architecture: Architecture | undefined): ('size' | 'architecture')[] {
  return ['size', ...(architecture === undefined ? [] : ['architecture' as const])];
}

/** What every machine may have, whichever kind holds it. */
export function machineModel(architecture: Architecture | undefined): ForEach<MachineProps> {
  const arm = architecture === Architecture.ARM64;
  return {
    size: machineSize(architecture),
    preference: fc
      .tuple(fc.constantFrom('MachinePreference.preference', 'MachinePreference.clusterPreference'), subdomain())
      .map(([factory, name]) => call(factory, name)),
    runStrategy: oneOf(RunStrategy),
    image: fc.constant(undefined),
    boot,
    volumes: volumes(arm),
    bootDisk: seen(arm, props<Omit<BootDisk, keyof GuestDisk>>({ ...stored, capacity: size })),
    extraDisks: fc.uniqueArray(
      seen(arm, props<Omit<BlankDisk, keyof GuestDisk>>({ ...stored, name: label(), capacity: size }, [
        'name', 'capacity',
      ])),
      { maxLength: 3, selector: ({ name }) => name },
    ),
    podNetwork: oneOf(PodNetworkBinding),
    podInterface,
    networks: networksOf(macAddress),
    subdomainService: fc.boolean(),
    safeToEvictLocalVolumes: fc.boolean(),
    dns,
    interfaceModel: oneOf(InterfaceModel),
    networkInterfaceMultiqueue: fc.boolean(),
    gpus,
    hostDevices,
    deviceClaims: fc.constant(undefined),
    ...hardware(architecture),
    cloudInit: cloudInit(),
    ignition: fc.oneof(
      fc.constantFrom('{"ignition":{"version":"3.4.0"}}', '{\n\t"a": "${x}\u2028"\n}', '"yes"', '0'),
      text.map((each) => JSON.stringify({ ignition: { version: '3.4.0' }, note: each })),
    ),
    sshKeys: several(
      fc.oneof(
        subdomain().map((name) => call('SshKeys.fromSecret', name)),
        fc
          .tuple(subdomain(), several(fc.constantFrom('ubuntu', 'root', 'yes', '1e3'), 1))
          .map(([name, users]) => call('SshKeys.fromSecretByGuestAgent', name, users)),
      ),
      0,
      2,
    ),
    evictionStrategy: oneOf(EvictionStrategy),
    evictionHandler: filledText,
    terminationGracePeriod: fc.nat(100_000).map((seconds) => ({ $seconds: seconds })),
    architecture: fc.constant(architecture),
    machineType: fc.constantFrom(...MACHINE_TYPES[architecture ?? Architecture.AMD64]),
    subdomain: label(),
    labels,
    annotations: nestedAnnotations,
    overrides: fc.constantFrom(
      ...OVERRIDES.filter(({ only = architecture }) => only === architecture).map(({ spec }) => spec),
    ),
  };
}

export const externallyScaled = props<ExternalScaling>(
  { by: filledText, maxReplicas: fc.integer({ min: 1, max: 50 }) }, ['by', 'maxReplicas'],
);

export const autoscale: fc.Arbitrary<Described<Autoscale>> = props<Autoscale>(
  {
    min: fc.integer({ min: 1, max: 10 }),
    max: fc.integer({ min: 10, max: 50 }),
    cpu: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constantFrom('1500m', '0.5')),
    memory: size,
    overrides: fc.constantFrom<object>({}, { behavior: { scaleDown: { selectPolicy: 'Disabled' } } }),
  },
  ['min', 'max'],
);

/** Members that volumes are plugged into keep them. */
function keepingPlugged(given: RawPool['props']): RawPool['props'] {
  const staysAsItIs = [undefined, UpdateStrategy.UNMANAGED].includes(strategyOf(given));
  return stated({ ...given, pluggedVolumes: staysAsItIs ? given.pluggedVolumes : undefined });
}

/** What sets the number of equal machines. */
interface Scaled {
  readonly replicas?: unknown;
  readonly autoscale?: Described<Autoscale>;
  readonly externallyScaled?: Described<ExternalScaling>;
}

/** Equal machines whose number one party sets. */
export function scaledByOne<T extends Scaled>(given: T): T {
  const others = { autoscale: undefined, externallyScaled: undefined };
  if (given.replicas !== undefined) return stated({ ...given, ...others });
  if (given.autoscale !== undefined) return stated({ ...given, externallyScaled: undefined });
  return { ...given, externallyScaled: given.externallyScaled ?? { by: 'ScaledObject workers', maxReplicas: 5 } };
}

/** What only a VirtualMachinePool has. */
const poolOptions: fc.Arbitrary<Described<VirtualMachinePoolOptions>> = props<VirtualMachinePoolOptions>({
  indexedReferences: props<IndexedReferences>({ secrets: fc.boolean(), configMaps: fc.boolean() }),
  updateStrategy: oneOf(UpdateStrategy),
  maxUnavailable: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.constantFrom('1%', '25%', '100%')),
  scaleIn: props<ScaleIn>({
    strategy: oneOf(ScaleInStrategy),
    statePreservation: oneOf(StatePreservation),
    sortPolicy: oneOf(SortPolicy),
  }),
  overrides: fc.constantFrom<object>(
    {},
    { virtualMachineTemplate: { metadata: { annotations: { yes: '${x}\u2028' } } } },
  ),
});

/** What goes together in one machine, whatever the others are. */
export function fitting<T extends Described<MachineProps>>(given: T): T {
  const { cloudInit: data, evictionStrategy } = given;
  const migrates = evictionStrategy === EvictionStrategy.LIVE_MIGRATE;
  const everywhere = { accessModes: ['ReadWriteMany' as any] };
  const machine = fittingHardware(given, migrates);
  const bus = diskBusOf(machine);
  const bootDisk = bootDiskOf(given, migrates ? everywhere : {});
  const disks = [...TAKEN, ...[...given.volumes ?? [], ...given.extraDisks ?? []].map(({ name }) => name)];
  return stated({
    ...machine,
    size: largeEnough(machine),
    bootDisk: bootDisk && onItsBus(bootDisk, bus),
    volumes: given.volumes
      ?.filter(({ name }) => !TAKEN.includes(name) && !given.extraDisks?.some((each) => each.name === name))
      .map((each) => volumeOnItsBus(each, bus)),
    extraDisks: given.extraDisks
      ?.filter((each) => !TAKEN.includes(each.name))
      .map((each) => onItsBus(migrates ? { ...each, ...everywhere } : each, bus)),
    devices: machine.devices && stated({
      ...machine.devices,
      tablets: machine.devices.tablets?.filter(({ name }) => (
        ![...disks, 'default', ...(given.networks ?? []).map((each) => each.name)].includes(name))),
    }),
    ...fittingNetworks(
      { ...given, networks: given.networks?.filter(({ name }) => !disks.includes(name!)) },
      machine.launchSecurity !== undefined,
    ),
    // one vGPU moves with a feature gate of v1.9, which these programs do not name for it
    gpus: migrates ? undefined : given.gpus,
    hostDevices: migrates ? undefined : given.hostDevices,
    sshKeys:
      data === undefined
        ? given.sshKeys?.filter((keys) => keys.$call === 'SshKeys.fromSecretByGuestAgent')
        : given.sshKeys,
    evictionHandler:
      evictionStrategy === EvictionStrategy.EXTERNAL
        ? (given.evictionHandler ?? 'a controller')
        : given.evictionHandler,
  });
}

/** The size, large enough for the guest, and without ceilings where memory is encrypted. */
function largeEnough(given: Described<MachineProps>): Call {
  const { size: { $call, with: [dimensions] } } = given;
  if ($call !== 'MachineSize.of') return given.size;
  const { cores: least, ...others } = dimensions as Described<MachineDimensions>;
  const large = hasWindows(given)
    ? { ...others, cores: Math.max(least, 2), memory: { $gibibytes: 8 }, requests: undefined, limits: undefined }
    : dimensions as object;
  const maxMemory = hasWindows(given) || given.launchSecurity !== undefined ? { maxMemory: undefined } : {};
  return call($call, stated({ ...large, ...maxMemory }));
}

/** The names that devices of a machine have already. */
const TAKEN = [
  'boot', 'cloudinit', 'installation', 'sysprep', 'virtio-drivers', 'default', 'tablet', 'sound', 'watchdog',
];

/** The boot disk, without what has no meaning beside what the machine boots from. */
function bootDiskOf(
  { boot: from, bootDisk }: Described<MachineProps>, everywhere: object,
): Described<MachineProps>['bootDisk'] {
  if (from === undefined) return { ...bootDisk, ...everywhere };
  if (from.$call === 'Boot.withoutDisk') return undefined;
  const { capacity: _size, storageClassName, accessModes: modes, volumeMode, labels: ours, annotations: its, ...guest }
    = bootDisk ?? {};
  if (from.$call === 'Boot.imported' || from.$call === 'Boot.iso') {
    const { capacity: _capacity, ...stays } = bootDisk ?? {};
    return { ...stays, ...everywhere };
  }
  const shared = from.$call === 'Boot.claim' || from.$call === 'Boot.dataVolume';
  return { ...guest, shareable: shared ? true : guest.shareable };
}

/** The update strategy that a pool has chosen. */
function strategyOf({ backend }: RawPool['props']): UpdateStrategy | undefined {
  const [options] = (backend?.with ?? []) as [VirtualMachinePoolOptions?];
  return options?.updateStrategy;
}

const MACHINE_TYPES: { readonly [architecture: string]: readonly [string, ...string[]] } = {
  amd64: ['q35', 'pc-q35-rhel9.6.0'],
  arm64: ['virt', 'virt-rhel9.6.0'],
  s390x: ['s390-ccw-virtio', 's390-ccw-virtio-rhel9.6.0'],
};

const stored = { storageClassName: subdomain(), accessModes, volumeMode: oneOf(VolumeMode), labels, annotations };

/** A disk as it is stored, and as the guest sees it. */
function seen<T extends object>(arm: boolean, disks: fc.Arbitrary<T>): fc.Arbitrary<T & Described<GuestDisk>> {
  return fc.tuple(disks, guestDisk(arm)).map(([disk, guest]) => ({ ...disk, ...guest }));
}

/** A MAC address that an administrator gives. */
export const macAddress = fc
  .tuple(fc.nat(255), fc.nat(255))
  .map((bytes) => ['02:00:00:0a', ...bytes.map((byte) => byte.toString(16).padStart(2, '0'))].join(':'));

function machineSize(architecture: Architecture | undefined): fc.Arbitrary<Call> {
  return fc.oneof(
    { weight: 4, arbitrary: cores(architecture).map((given) => call('MachineSize.of', given)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('MachineSize.instancetype', 'MachineSize.clusterInstancetype'), subdomain())
        .map(([factory, name]) => call(factory, name)),
    },
  );
}

function cores(architecture: Architecture | undefined): fc.Arbitrary<Described<MachineDimensions>> {
  const arm = architecture === Architecture.ARM64;
  return props<MachineDimensions>(
    {
      cores: fc.integer({ min: 1, max: 16 }),
      memory: fc.oneof(
        fc.integer({ min: 1, max: 256 }).map((gibibytes) => ({ $gibibytes: gibibytes })),
        fc.constantFrom('1M', '4096Mi', '8e9', '1.5Gi', '5G', '4294967296'),
      ),
      sockets: fc.integer({ min: 1, max: 4 }),
      threads: fc.integer({ min: 1, max: 2 }),
      cpuModel: arm
        ? fc.constant('host-passthrough')
        : fc.constantFrom('host-model', 'host-passthrough', 'Cascadelake-Server', 'EPYC-v3', '486'),
      dedicatedCpus: fc.boolean(),
      isolateEmulatorThread: fc.boolean(),
      hugepages: fc.constantFrom('2Mi', '1Gi', '2097152'),
      maxSockets: fc.integer({ min: 4, max: 16 }),
      maxMemory: architecture === Architecture.AMD64 ? fc.constant({ $gibibytes: 512 }) : fc.constant(undefined),
      cpuFeatures: arm ? fc.constant(undefined) : cpuFeatures,
      numaPassthrough: fc.boolean(),
      realtime: fc.boolean(),
      realtimeMask: fc.constantFrom('0', '0-1,^1'),
      guaranteed: fc.boolean(),
      requests: props<MachineResources>({ cpu: fc.constantFrom('100m', '1'), memory: fc.constant('1M') }),
      limits: props<MachineResources>({ cpu: fc.constantFrom('16', '1e2'), memory: fc.constant({ $gibibytes: 512 }) }),
    },
    ['cores', 'memory'],
  ).map((given) =>
    stated({
      ...given,
      memory: given.hugepages !== undefined && typeof given.memory === 'string' ? { $gibibytes: 4 } : given.memory,
      isolateEmulatorThread:
        given.dedicatedCpus === true ? given.isolateEmulatorThread : given.isolateEmulatorThread && undefined,
      threads: arm && given.dedicatedCpus === true ? given.threads && 1 : given.threads,
    }),
  ).map(fittingSize);
}

/** What goes together in one size. */
function fittingSize(given: Described<MachineDimensions>): Described<MachineDimensions> {
  const { dedicatedCpus, hugepages, guaranteed, memory, maxMemory } = given;
  const numa = dedicatedCpus === true && hugepages !== undefined ? given.numaPassthrough : undefined;
  const realtime = numa === true ? given.realtime : undefined;
  const own = guaranteed === true || dedicatedCpus === true || hugepages !== undefined;
  const grows = typeof memory !== 'string' && numa !== true;
  return stated({
    ...given,
    numaPassthrough: numa,
    realtime,
    realtimeMask: realtime === true ? given.realtimeMask : undefined,
    requests: own ? undefined : given.requests,
    limits: own ? undefined : given.limits,
    maxMemory: grows ? maxMemory : undefined,
  });
}

/** User data as a guest reads it, with whatever text in it. */
const userData = fc.oneof(
  text.map(
    (each) =>
      `#cloud-config\nwrite_files:\n- path: /etc/motd\n  content: ${JSON.stringify(each).replace(
        /[\u007f-\uffff]/g,
        (c) => '\\u' + `${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )}\n`,
  ),
  fc.constantFrom(
    '#cloud-config\n',
    '#cloud-config\npackages:\n  - git\nruncmd:\n  - [sh, -c, "echo ${x} $(date) 12:30:45"]\n',
    '#!/bin/sh\n\techo "yes"\u2028\n',
    'Content-Type: multipart/mixed\r\n\r\n',
    '{"ignition":{}}',
    '\n#cloud-config\n\n',
  ),
  text.map((each) => `#!/bin/sh\n${each}`),
);
const networkData = fc.oneof(
  fc.constantFrom('version: 2\nethernets:\n  enp1s0:\n    dhcp4: yes\n', 'version: 1\n', '{"version": 2}'),
  text.map((each) => `# ${each}`),
);

function cloudInit(): fc.Arbitrary<Call> {
  return fc.oneof(
    fc
      .tuple(subdomain(), props<CloudInitSecretProps>({ networkDataSecret: subdomain(), type: oneOf(CloudInitType) }))
      .map(([name, more]) => call('CloudInit.fromSecret', name, more)),
    props<CloudInitText>({ userData, networkData, type: oneOf(CloudInitType) }).map((given) =>
      call(
        'CloudInit.inline',
        given.userData === undefined && given.networkData === undefined
          ? { ...given, userData: '#cloud-config\n' }
          : given,
      ),
    ),
  );
}

/** Parts of a pool's spec that have no prop of their own. */
const OVERRIDES: readonly { readonly spec: object; readonly only?: Architecture }[] = [
  { spec: {} },
  { spec: vmi({ domain: { devices: { rng: {}, autoattachMemBalloon: false, autoattachSerialConsole: false } } }) },
  { spec: vmi({ domain: { devices: { tpm: {}, clientPassthrough: {} }, ioThreadsPolicy: 'auto' } }) },
  { spec: vmi({ domain: { firmware: { bootloader: { efi: { secureBoot: false } } } } }), only: Architecture.AMD64 },
  { spec: vmi({ dnsPolicy: 'None', dnsConfig: { nameservers: ['2001:db8::1'], searches: ['1.5'] } }) },
  { spec: vmi({ readinessProbe: { guestAgentPing: {}, periodSeconds: 5 }, startStrategy: 'Paused' }) },
  { spec: vmi({ domain: { devices: { sound: { name: 'Yes', model: 'ich9' } } } }), only: Architecture.AMD64 },
  { spec: vmi({ domain: { devices: { autoattachVSOCK: true, downwardMetrics: {} } } }) },
  { spec: { updateVolumesStrategy: 'Migration' } },
];

function vmi(spec: object): object {
  return { template: { spec } };
}
