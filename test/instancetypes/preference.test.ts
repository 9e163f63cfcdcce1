import { Duration } from 'cdk8s';
import { program, specOf } from './support';
import {
  Architecture, CpuFeaturePolicy, CpuTopology, DiskBlockSize, DiskBus, DiskCache, DiskIo, Firmware, GoldenImage, Guest,
  InputBus, InterfaceModel, KubeVirtRelease, LaunchSecurity, MachinePreference, MachineSize, PanicModel, Preference,
  PreferenceProps, SoundModel, SpreadAcross, TpmState, VideoType, VirtualMachine, WindowsVersion,
} from '../../src';
import { errorsOf } from '../findings';

function made(props: PreferenceProps, release?: KubeVirtRelease) {
  const { app, infra } = program(release);
  const { apiObject } = new Preference(infra, 'db', props);
  return { spec: specOf(apiObject), errors: errorsOf(app) };
}

test('it is of the tenant or cluster-wide, by where it is made', () => {
  const { app, infra, tenant } = program();
  const kindOf = (preference: Preference) => preference.apiObject.toJson().kind;
  expect(kindOf(new Preference(tenant, 'own'))).toBe('VirtualMachinePreference');
  expect(kindOf(new Preference(infra, 'wide'))).toBe('VirtualMachineClusterPreference');
  expect(errorsOf(app)).toEqual([]);
});

test('requirements, topology, clock, features, firmware and the rest become fields that each release takes', () => {
  const props: PreferenceProps = {
    requirements: { cpu: 2, memory: '4Gi', architecture: Architecture.AMD64 },
    cpuTopology: CpuTopology.SPREAD,
    cpuSpread: { across: SpreadAcross.SOCKETS_CORES_THREADS, ratio: 4 },
    cpuFeatures: [{ name: 'vmx', policy: CpuFeaturePolicy.OPTIONAL }],
    clock: { timezone: 'Europe/Berlin' },
    features: { acpi: true, kvmHidden: true, hyperV: { vpIndex: true } },
    firmware: Firmware.efi({ persistent: true }),
    machineType: 'q35',
    architecture: Architecture.AMD64,
    subdomain: 'vms',
    terminationGracePeriod: Duration.minutes(5),
    storageClassName: 'fast',
    machineAnnotations: { 'vm.kubevirt.io/os': 'linux' },
  };
  for (const release of KubeVirtRelease.all()) {
    expect(made(props, release)).toEqual({
      errors: [],
      spec: {
        requirements: { cpu: { guest: 2 }, memory: { guest: '4Gi' }, architecture: 'amd64' },
        cpu: {
          preferredCPUTopology: 'spread',
          spreadOptions: { across: 'SocketsCoresThreads', ratio: 4 },
          preferredCPUFeatures: [{ name: 'vmx', policy: 'optional' }],
        },
        clock: { preferredClockOffset: { timezone: 'Europe/Berlin' } },
        features: {
          preferredAcpi: {}, preferredKvm: { hidden: true }, preferredHyperv: { vpindex: {} }, preferredSmm: {},
        },
        firmware: { preferredEfi: { persistent: true } },
        machine: { preferredMachineType: 'q35' },
        preferredArchitecture: 'amd64',
        preferredSubdomain: 'vms',
        preferredTerminationGracePeriodSeconds: 300,
        volumes: { preferredStorageClassName: 'fast' },
        annotations: { 'vm.kubevirt.io/os': 'linux' },
      },
    });
  }
});

test('every device and bus has its field', () => {
  const { spec, errors } = made({
    devices: {
      diskBus: DiskBus.SCSI,
      cdromBus: DiskBus.SATA,
      lunBus: DiskBus.SCSI,
      diskCache: DiskCache.NONE,
      diskIo: DiskIo.NATIVE,
      diskBlockSize: DiskBlockSize.ofVolume(),
      diskDedicatedIoThread: true,
      blockMultiQueue: true,
      interfaceModel: InterfaceModel.VIRTIO,
      interfaceMasquerade: true,
      networkInterfaceMultiqueue: true,
      podInterface: false,
      tablet: true,
      inputBus: InputBus.USB,
      rng: true,
      tpm: TpmState.PERSISTENT,
      panic: PanicModel.ISA,
      sound: SoundModel.ICH9,
      video: VideoType.VIRTIO,
      graphics: true,
      serialConsole: false,
      memoryBalloon: false,
      virtioTransitional: false,
      disableHotplug: true,
    },
  });
  expect(errors).toEqual([]);
  expect(spec.devices).toEqual({
    preferredDiskBus: 'scsi',
    preferredCdromBus: 'sata',
    preferredLunBus: 'scsi',
    preferredDiskCache: 'none',
    preferredDiskIO: 'native',
    preferredDiskBlockSize: { matchVolume: {} },
    preferredDiskDedicatedIoThread: true,
    preferredBlockMultiQueue: true,
    preferredInterfaceModel: 'virtio',
    preferredInterfaceMasquerade: {},
    preferredNetworkInterfaceMultiQueue: true,
    preferredAutoattachPodInterface: false,
    preferredAutoattachInputDevice: true,
    preferredInputType: 'tablet',
    preferredInputBus: 'usb',
    preferredRng: {},
    preferredTPM: { persistent: true },
    preferredPanicDeviceModel: 'isa',
    preferredSoundModel: 'ich9',
    preferredVideoType: 'virtio',
    preferredAutoattachGraphicsDevice: true,
    preferredAutoattachSerialConsole: false,
    preferredAutoattachMemBalloon: false,
    preferredUseVirtioTransitional: false,
    preferredDisableHotplug: true,
  });
});

test('a guest gives what KubeVirt\'s own preference for it has, and other props have precedence', () => {
  const windows = Guest.windows({ version: WindowsVersion.SERVER_2022 });
  const { spec, errors } = made({ guest: windows, devices: { diskBus: DiskBus.SCSI }, requirements: { cpu: 4 } });
  expect(errors).toEqual([]);
  expect(spec).toMatchObject({
    annotations: { 'vm.kubevirt.io/os': 'windows' },
    clock: { preferredClockOffset: { utc: {} }, preferredTimer: { hpet: { present: false } } },
    devices: {
      preferredAutoattachInputDevice: true,
      preferredDiskBus: 'scsi',
      preferredInterfaceModel: 'e1000e',
      preferredTPM: { persistent: true },
    },
    features: { preferredAcpi: {}, preferredHyperv: { spinlocks: { spinlocks: 8191 } }, preferredSmm: {} },
    firmware: { preferredEfi: { persistent: true, secureBoot: true } },
    preferredTerminationGracePeriodSeconds: 3600,
  });
  expect(spec.requirements).toEqual({ cpu: { guest: 4 } });
  expect(made({ guest: windows }).spec.requirements)
    .toEqual({ cpu: { guest: 1 }, memory: { guest: '2Gi' }, architecture: 'amd64' });
});

test('BIOS is preferred in fields of its own', () => {
  expect(made({ firmware: Firmware.bios({ serial: true }) }).spec.firmware)
    .toEqual({ preferredUseBios: true, preferredUseBiosSerial: true });
});

test('launch security and a graphics card need KubeVirt v1.9.0', () => {
  const props = {
    devices: { video: VideoType.VIRTIO },
    firmware: Firmware.efi({ secureBoot: false }),
    launchSecurity: LaunchSecurity.tdx(),
  };
  expect(made(props).errors).toEqual([]);
  expect(made(props).spec.preferredLaunchSecurity).toEqual({ tdx: {} });
  expect(made(props, KubeVirtRelease.V1_8_4).errors).toEqual([
    expect.stringContaining(' launchSecurity is not a field of VirtualMachineClusterPreference'),
    expect.stringContaining(' devices.video is not a field of VirtualMachineClusterPreference'),
  ]);
});

test('a machine that has less than its preference requires is an error', () => {
  const { app, infra, tenant } = program();
  const image = GoldenImage.existing(infra, 'debian', {
    dataSourceName: 'debian', namespaceName: 'images', cloneableFrom: true,
  });
  const preference = MachinePreference.from(new Preference(tenant, 'db', { requirements: { memory: '8Gi' } }));
  const machine = (id: string, memory: string) => new VirtualMachine(tenant, id, {
    image, size: MachineSize.of({ cores: 1, memory }), preference,
  });
  expect(specOf(machine('large', '8Gi').apiObject).preference)
    .toEqual({ kind: 'VirtualMachinePreference', name: 'db' });
  expect(errorsOf(app)).toEqual([]);
  machine('small', '4Gi');
  expect(errorsOf(app)).toEqual([expect.stringContaining('but the preference "db" requires "8Gi" of memory')]);
});

test('a part of a second is an error', () => {
  expect(made({ terminationGracePeriod: Duration.millis(1500) }).errors).toEqual([
    expect.stringContaining('terminationGracePeriod is 1.5 seconds'),
  ]);
});
