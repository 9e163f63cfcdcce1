import * as fc from 'fast-check';
import { call, Call, Described } from './description';
import { props, stated } from './props';
import { filledText, label, oneOf, several, subdomain } from './texts';
import {
  Architecture, BiosOptions, CpuFeature, CpuFeaturePolicy, DiskBus, EfiOptions, GuestDevices, HttpProbe,
  HyperVFeatures, ImagePullPolicy, InputBus, KernelBoot, MachineClock, MachineFeatures, MachineProps, PanicModel,
  PodNetworkBinding, ProbeTiming, SevOptions, SoundModel, Tablet, TpmState, VideoType, WatchdogAction, WindowsGuest,
  WindowsVersion,
} from '../../src';

type Hardware = Pick<MachineProps,
  | 'guest' | 'firmware' | 'features' | 'clock' | 'devices' | 'ioThreads' | 'launchSecurity' | 'readinessProbe'
  | 'livenessProbe' | 'passwords'>;

/** What a guest sees, for machines of an architecture; undefined if the machine states none. */
export function hardware(architecture: Architecture | undefined) {
  return {
    guest: guest(architecture),
    firmware: firmware(architecture),
    features,
    clock,
    devices: devices(architecture),
    ioThreads: fc.oneof(
      fc.constantFrom('IoThreads.shared', 'IoThreads.auto').map((name) => call(name)),
      fc.integer({ min: 1, max: 8 }).map((threads) => call('IoThreads.supplementalPool', threads)),
    ),
    launchSecurity: launchSecurity(architecture),
    readinessProbe: probe,
    livenessProbe: probe,
    passwords: several(subdomain().map((name) => call('GuestPasswords.fromSecret', name)), 0, 2),
  };
}

/** What goes together, whatever the others are. */
export function fittingHardware<T extends Described<Partial<MachineProps>>>(given: T, migrates: boolean): T {
  const overrides = JSON.stringify(given.overrides ?? {});
  const secured = migrates ? undefined : given.launchSecurity;
  const fromOutside = overrides.includes('firmware');
  const networked = given.podNetwork !== PodNetworkBinding.NONE;
  const fits = (each: Call | undefined) => (networked || !needsNetwork(each) ? each : undefined);
  return stated({
    ...given,
    ...(fromOutside || secured !== undefined ? { guest: undefined, firmware: undefined, features: undefined } : {}),
    ...(secured === undefined ? { launchSecurity: undefined } : { firmware: firmwareOf(secured) }),
    ...(fromOutside ? { launchSecurity: undefined } : {}),
    ...(migrates && given.features !== undefined
      ? { features: stated({ ...given.features, hyperVPassthrough: undefined }) } : {}),
    // The override of the one pauses the machine, so the other cannot be there either.
    readinessProbe: overrides.includes('readinessProbe') ? undefined : fits(given.readinessProbe),
    livenessProbe: overrides.includes('startStrategy') ? undefined : fits(given.livenessProbe),
    devices: given.devices && stated({
      ...given.devices,
      sound: overrides.includes('sound') ? undefined : given.devices.sound,
      logSerialConsole: overrides.includes('autoattachSerialConsole') ? undefined : given.devices.logSerialConsole,
    }),
  } as T);
}

/** The firmware that encrypted memory needs. */
function firmwareOf({ $call }: Call): Call | undefined {
  if ($call === 'LaunchSecurity.secureExecution') return undefined;
  return call('Firmware.efi', { secureBoot: false });
}

function needsNetwork(each: Call | undefined): boolean {
  return each?.$call === 'MachineProbe.http' || each?.$call === 'MachineProbe.tcp';
}

const windows = props<WindowsGuest>({
  version: oneOf(WindowsVersion),
  virtio: fc.boolean(),
  driversImage: fc.constant('quay.io/kubevirt/virtio-container-disk:v1.9.0'),
  sysprep: fc
    .tuple(fc.constantFrom('Sysprep.fromSecret', 'Sysprep.fromConfigMap'), subdomain())
    .map(([factory, name]) => call(factory, name)),
  persistentState: fc.boolean(),
}, ['version']);

export function guest(architecture: Architecture | undefined): fc.Arbitrary<Call> {
  const linux = fc.constant(call('Guest.linux'));
  const onArm = architecture !== undefined && architecture !== Architecture.AMD64;
  return onArm ? linux : fc.oneof(linux, windows.map((given) => call('Guest.windows', given)));
}

const kernel = props<KernelBoot>({
  image: fc.constant('quay.io/example/kernel:1'),
  kernelPath: fc.constant('/boot/vmlinuz'),
  initrdPath: fc.constant('/boot/initrd'),
  kernelArgs: fc.constantFrom('quiet', 'console=ttyS0 yes'),
  imagePullSecret: subdomain(),
  imagePullPolicy: oneOf(ImagePullPolicy),
}, ['image', 'kernelPath']).map((given) => call('Firmware.kernel', given));

export function firmware(architecture: Architecture | undefined): fc.Arbitrary<Call | undefined> {
  if (architecture === Architecture.S390X) return fc.constant(undefined);
  const persistent = fc.boolean();
  if (architecture === Architecture.ARM64) {
    return props<EfiOptions>({ secureBoot: fc.constant(false), persistent })
      .map((given) => call('Firmware.efi', given));
  }
  return fc.oneof(
    props<BiosOptions>({ serial: fc.boolean() }).map((given) => call('Firmware.bios', given)),
    props<EfiOptions>({ secureBoot: fc.boolean(), persistent }).map((given) => call('Firmware.efi', given)),
    kernel,
  );
}

/** Others need what is always on here. */
const hyperV = props<HyperVFeatures>({
  evmcs: fc.boolean(),
  frequencies: fc.boolean(),
  ipi: fc.boolean(),
  reenlightenment: fc.boolean(),
  relaxed: fc.boolean(),
  reset: fc.boolean(),
  runtime: fc.boolean(),
  spinlocks: fc.constantFrom(4095, 8191),
  synic: fc.constant(true),
  synicTimer: fc.boolean(),
  tlbFlush: fc.boolean(),
  vapic: fc.constant(true),
  vendorId: fc.constantFrom('KVMKVMKVM', 'yes'),
  vpIndex: fc.constant(true),
});

export const features: fc.Arbitrary<Described<MachineFeatures>> = props<MachineFeatures>({
  acpi: fc.boolean(),
  apic: fc.boolean(),
  smm: fc.constant(true),
  kvmHidden: fc.boolean(),
  pvSpinlock: fc.boolean(),
  hyperV,
  hyperVPassthrough: fc.boolean(),
}).map((given) => (given.hyperVPassthrough === true ? stated({ ...given, hyperV: undefined }) : given));

export const clock: fc.Arbitrary<Described<MachineClock>> = fc.oneof(
  fc.constantFrom('Europe/Berlin', 'UTC').map((timezone) => ({ timezone })),
  fc.integer({ min: -43_200, max: 43_200 }).map((utcOffsetSeconds) => ({ utcOffsetSeconds })),
);

const VIDEO: { readonly [architecture: string]: readonly VideoType[] } = {
  amd64: Object.values(VideoType),
  arm64: [VideoType.VIRTIO, VideoType.RAMFB],
  s390x: [VideoType.VIRTIO],
};

function devices(architecture: Architecture | undefined): fc.Arbitrary<Described<GuestDevices>> {
  const isArm = architecture === Architecture.ARM64;
  const isZ = architecture === Architecture.S390X;
  const tablet = props<Tablet>({ name: label(), bus: oneOf(InputBus) }, ['name']);
  return props<GuestDevices>({
    rng: fc.boolean(),
    tablets: fc.uniqueArray(tablet, { maxLength: 2, selector: ({ name }) => name }),
    tpm: oneOf(TpmState),
    watchdog: isArm ? fc.constant(undefined) : oneOf(WatchdogAction),
    panic: isZ ? fc.constant(undefined) : several(oneOf(PanicModel), 0, 2),
    sound: isArm ? fc.constant(undefined) : oneOf(SoundModel),
    video: fc.constantFrom(...VIDEO[architecture ?? Architecture.AMD64]),
    graphics: fc.boolean(),
    serialConsole: fc.boolean(),
    logSerialConsole: fc.boolean(),
    memoryBalloon: fc.boolean(),
    vsock: fc.boolean(),
    downwardMetrics: fc.boolean(),
    usbRedirection: fc.boolean(),
    blockMultiQueue: fc.boolean(),
    virtioTransitional: fc.boolean(),
  }).map((given) => stated({
    ...given,
    video: given.graphics === false ? undefined : given.video,
    logSerialConsole: given.serialConsole === false ? undefined : given.logSerialConsole,
  }));
}

export function launchSecurity(architecture: Architecture | undefined): fc.Arbitrary<Call | undefined> {
  if (architecture === Architecture.S390X) return fc.constant(call('LaunchSecurity.secureExecution'));
  if (architecture !== Architecture.AMD64) return fc.constant(undefined);
  return fc.oneof(
    props<SevOptions>({ encryptedState: fc.boolean() }).map((given) => call('LaunchSecurity.sev', given)),
    fc.constantFrom('LaunchSecurity.sevSnp', 'LaunchSecurity.tdx').map((name) => call(name)),
  );
}

const duration = fc.integer({ min: 1, max: 3600 }).map((seconds) => ({ $seconds: seconds }));
const TIMING = {
  initialDelay: duration,
  period: duration,
  timeout: duration,
  failureThreshold: fc.integer({ min: 1, max: 10 }),
  successThreshold: fc.constant(1),
};
const timing = props<ProbeTiming>(TIMING);
const port = fc.integer({ min: 1, max: 65_535 });

const probe: fc.Arbitrary<Call> = fc.oneof(
  props<HttpProbe>({ ...TIMING, port, path: fc.constantFrom('/', '/yes?${x}'), tls: fc.boolean() }, ['port'])
    .map((given) => call('MachineProbe.http', given)),
  fc.tuple(port, timing).map(([number, given]) => call('MachineProbe.tcp', number, given)),
  fc.tuple(several(filledText, 1), timing).map(([command, given]) => call('MachineProbe.exec', command, given)),
  timing.map((given) => call('MachineProbe.guestAgentPing', given)),
);

export const cpuFeatures: fc.Arbitrary<Described<CpuFeature>[]> = fc.uniqueArray(
  props<CpuFeature>({ name: fc.constantFrom('vmx', 'apic', 'x2apic'), policy: oneOf(CpuFeaturePolicy) }, ['name']),
  { maxLength: 2, selector: ({ name }) => name },
);

/** The bus of disks that state none. */
export function diskBusOf(given: Described<Partial<Hardware>>): DiskBus {
  if (!hasWindows(given)) return DiskBus.VIRTIO;
  const [{ driversImage, virtio = driversImage !== undefined }] = given.guest?.with as [Described<WindowsGuest>];
  return virtio ? DiskBus.VIRTIO : DiskBus.SATA;
}

/** Whether a machine has Windows, which needs a size. */
export function hasWindows({ guest: given }: Described<Partial<Hardware>>): boolean {
  return given?.$call === 'Guest.windows';
}
