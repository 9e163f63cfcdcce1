import { Duration } from 'cdk8s';
import {
  Architecture, Firmware, Guest, GuestPasswords, ImagePullPolicy, InputBus, IoThreads, LaunchSecurity, MachineProbe,
  PanicModel, SoundModel, SshKeys, TpmState, VideoType, WatchdogAction,
  WindowsVersion, WorkerPoolProps,
} from '../../src';
import { machine, problemsOf, Program } from '../workers/support';

function instance(props: Partial<WorkerPoolProps>): any {
  return machine(new Program().pool(props)).template.spec;
}

describe('firmware', () => {
  test('is UEFI with secure boot and the system management mode that it needs', () => {
    const { firmware, features } = instance({ firmware: Firmware.efi() }).domain;
    expect(firmware).toEqual({ bootloader: { efi: {} } });
    expect(features).toEqual({ smm: {} });
  });

  test('is UEFI without secure boot, and then nothing needs system management mode', () => {
    const { firmware, features } = instance({ firmware: Firmware.efi({ secureBoot: false, persistent: true }) }).domain;
    expect(firmware).toEqual({ bootloader: { efi: { secureBoot: false, persistent: true } } });
    expect(features).toBeUndefined();
  });

  test('is UEFI without secure boot on arm64, because KubeVirt has none with it', () => {
    const { firmware, features } = instance({
      firmware: Firmware.efi({ persistent: true }), architecture: Architecture.ARM64,
    }).domain;
    expect(firmware).toEqual({ bootloader: { efi: { secureBoot: false, persistent: true } } });
    expect(features).toBeUndefined();
  });

  test('is BIOS, also for a guest that would have UEFI', () => {
    const guest = Guest.windows({ version: WindowsVersion.WINDOWS_10 });
    const { firmware, features } = instance({ guest, firmware: Firmware.bios({ serial: true }) }).domain;
    expect(firmware).toEqual({ bootloader: { bios: { useSerial: true } } });
    expect(features.smm).toBeUndefined();
  });

  test('is a kernel from an image', () => {
    const kernel = { image: 'quay.io/a/kernel:1', kernelPath: '/boot/k', initrdPath: '/boot/i', kernelArgs: 'quiet' };
    expect(instance({ firmware: Firmware.kernel(kernel) }).domain.firmware).toEqual({
      kernelBoot: {
        container: { image: 'quay.io/a/kernel:1', kernelPath: '/boot/k', initrdPath: '/boot/i' }, kernelArgs: 'quiet',
      },
    });
  });

  test('is a kernel from an image that is pulled as the program says', () => {
    const firmware = Firmware.kernel({
      image: 'quay.io/a/kernel:1', kernelPath: '/boot/k', imagePullPolicy: ImagePullPolicy.ALWAYS,
    });
    expect(instance({ firmware }).domain.firmware.kernelBoot.container.imagePullPolicy).toBe('Always');
  });

  test('of a kernel with a relative path is one finding, which names the prop', () => {
    const [problem, ...others] = problemsOf({ firmware: Firmware.kernel({ image: 'a', kernelPath: 'k' }) });
    expect(problem).toContain('firmware.kernelPath "k" is not an absolute path of a file');
    expect(others).toEqual([]);
  });
});

describe('features', () => {
  test('are on or off one by one', () => {
    const { features } = instance({
      features: { acpi: false, apic: true, smm: true, kvmHidden: true, pvSpinlock: false, hyperVPassthrough: true },
    }).domain;
    expect(features).toEqual({
      acpi: { enabled: false },
      apic: {},
      smm: {},
      kvm: { hidden: true },
      pvspinlock: { enabled: false },
      hypervPassthrough: { enabled: true },
    });
  });

  test('of Hyper-V have precedence over those of the guest', () => {
    const guest = Guest.windows({ version: WindowsVersion.WINDOWS_10 });
    const hyperV = {
      ipi: false, spinlocks: 4095, synicTimer: true, tlbFlush: false, vendorId: 'Kermit', vpIndex: true,
    };
    const { hyperv } = instance({ guest, features: { hyperV } }).domain.features;
    expect(hyperv).toMatchObject({
      relaxed: {},
      ipi: { enabled: false },
      spinlocks: { spinlocks: 4095 },
      synictimer: { direct: {} },
      tlbflush: { enabled: false },
      vendorid: { vendorid: 'Kermit' },
      vpindex: {},
    });
  });

  test('of the node that are off leave those of the guest alone', () => {
    const guest = Guest.windows({ version: WindowsVersion.WINDOWS_10 });
    const props = { guest, features: { hyperVPassthrough: false } };
    expect(instance(props).domain.features.hypervPassthrough).toBeUndefined();
    expect(problemsOf(props)).toEqual([]);
  });

  test('of the node take the place of those of the guest', () => {
    const guest = Guest.windows({ version: WindowsVersion.WINDOWS_10 });
    const { features } = instance({ guest, features: { hyperVPassthrough: true } }).domain;
    expect(features.hyperv).toBeUndefined();
    expect(problemsOf({ guest, features: { hyperVPassthrough: true } })).toEqual([]);
  });
});

test('a clock shows a time zone, or a time that differs from UTC, with the timers of the guest', () => {
  expect(instance({ clock: { timezone: 'Europe/Berlin' } }).domain.clock).toEqual({ timezone: 'Europe/Berlin' });
  expect(instance({ clock: { utcOffsetSeconds: -3600 } }).domain.clock).toEqual({ utc: { offsetSeconds: -3600 } });
  const guest = Guest.windows({ version: WindowsVersion.WINDOWS_10 });
  const { clock } = instance({ guest, clock: { timezone: 'Europe/Berlin' } }).domain;
  expect(clock).toEqual({ timezone: 'Europe/Berlin', timer: expect.objectContaining({ hyperv: {} }) });
  expect(instance({ guest, clock: {} }).domain.clock.utc).toEqual({});
});

describe('devices', () => {
  test('are written as the API has them', () => {
    const { devices } = instance({
      devices: {
        rng: true,
        tablets: [{ name: 'pen', bus: InputBus.VIRTIO }, { name: 'other' }],
        tpm: TpmState.PERSISTENT,
        watchdog: WatchdogAction.RESET,
        panic: [PanicModel.PVPANIC],
        sound: SoundModel.ICH9,
        video: VideoType.VIRTIO,
        serialConsole: true,
        logSerialConsole: false,
        memoryBalloon: false,
        vsock: true,
        downwardMetrics: true,
        usbRedirection: true,
        blockMultiQueue: true,
        virtioTransitional: true,
      },
    }).domain;
    expect(devices).toMatchObject({
      rng: {},
      inputs: [{ name: 'pen', type: 'tablet', bus: 'virtio' }, { name: 'other', type: 'tablet' }],
      tpm: { persistent: true },
      watchdog: { name: 'watchdog', i6300esb: { action: 'reset' } },
      panicDevices: [{ model: 'pvpanic' }],
      sound: { name: 'sound', model: 'ich9' },
      video: { type: 'virtio' },
      autoattachSerialConsole: true,
      logSerialConsole: false,
      autoattachMemBalloon: false,
      autoattachVSOCK: true,
      downwardMetrics: {},
      clientPassthrough: {},
      blockMultiQueue: true,
      useVirtioTransitional: true,
    });
  });

  test('that are off are left out', () => {
    const { devices } = instance({
      guest: Guest.linux(), devices: { rng: false, downwardMetrics: false, usbRedirection: false, tablets: [] },
    }).domain;
    for (const name of ['rng', 'downwardMetrics', 'clientPassthrough', 'inputs']) expect(devices[name]).toBeUndefined();
  });

  test('of s390x have the watchdog of that architecture', () => {
    const devices = { watchdog: WatchdogAction.POWER_OFF };
    expect(instance({ architecture: Architecture.S390X, devices }).domain.devices.watchdog).toEqual(
      { name: 'watchdog', diag288: { action: 'poweroff' } });
  });

  test('that exclude each other are one finding, which names the prop', () => {
    const [problem, ...others] = problemsOf({ devices: { video: VideoType.VGA, graphics: false } });
    expect(problem).toContain('devices.video says which graphics the guest gets, but');
    expect(others).toEqual([]);
  });
});

describe('devices of nodes', () => {
  const deviceClaims = [{ name: 'gpu', resourceClaimTemplateName: 'gpus' }];

  test('come from claims', () => {
    const spec = instance({
      deviceClaims,
      gpus: [{ name: 'a', claim: { claim: 'gpu', request: 'one' } }],
      hostDevices: [{ name: 'b', claim: { claim: 'gpu', request: 'two' }, tag: 't' }],
    });
    expect(spec.resourceClaims).toEqual([{ name: 'gpu', resourceClaimTemplateName: 'gpus' }]);
    expect(spec.domain.devices.gpus).toEqual([{ name: 'a', claimName: 'gpu', requestName: 'one' }]);
    expect(spec.domain.devices.hostDevices).toEqual([{ name: 'b', claimName: 'gpu', requestName: 'two', tag: 't' }]);
  });

  test('from claims turn the gates on that they need', () => {
    const program = new Program();
    program.pool({ deviceClaims, gpus: [{ name: 'a', claim: { claim: 'gpu', request: 'one' } }] });
    expect(program.gates()).toEqual(['GPUsWithDRA']);
  });

  test('say how a vGPU shows the display', () => {
    const gpus = [{ name: 'a', deviceName: 'nvidia.com/x', display: true, bootDisplay: false }];
    expect(instance({ gpus }).domain.devices.gpus[0].virtualGPUOptions).toEqual(
      { display: { enabled: true, ramFB: { enabled: false } } });
  });
});

describe('I/O threads', () => {
  test.each([
    [IoThreads.shared(), { ioThreadsPolicy: 'shared' }],
    [IoThreads.auto(), { ioThreadsPolicy: 'auto' }],
    [IoThreads.supplementalPool(4),
      { ioThreadsPolicy: 'supplementalPool', ioThreads: { supplementalPoolThreadCount: 4 } }],
  ])('have a policy (%#)', (ioThreads, written) => {
    expect(instance({ ioThreads }).domain).toMatchObject(written);
  });

  test('of an empty pool are one finding, which names the prop', () => {
    expect(problemsOf({ ioThreads: IoThreads.supplementalPool(0) })).toEqual([
      expect.stringContaining('ioThreads is supplementalPool, but the pool has no threads'),
    ]);
  });
});

describe('probes', () => {
  test('ask in one of four ways', () => {
    const timing = {
      initialDelay: Duration.minutes(2),
      period: Duration.seconds(20),
      timeout: Duration.seconds(5),
      failureThreshold: 4,
      successThreshold: 2,
    };
    expect(instance({
      readinessProbe: MachineProbe.http({ port: 443, path: '/healthz', tls: true, ...timing }),
      livenessProbe: MachineProbe.exec(['/bin/true']),
    })).toMatchObject({
      readinessProbe: {
        httpGet: { port: 443, path: '/healthz', scheme: 'HTTPS' },
        initialDelaySeconds: 120,
        periodSeconds: 20,
        timeoutSeconds: 5,
        failureThreshold: 4,
        successThreshold: 2,
      },
      livenessProbe: { exec: { command: ['/bin/true'] } },
    });
    expect(instance({ readinessProbe: MachineProbe.tcp(22) }).readinessProbe).toEqual({ tcpSocket: { port: 22 } });
    expect(instance({ livenessProbe: MachineProbe.guestAgentPing() }).livenessProbe).toEqual({ guestAgentPing: {} });
  });

  test('that need a network are refused without one, and name the prop', () => {
    expect(problemsOf({ podNetwork: 'none' as never, readinessProbe: MachineProbe.tcp(22) })).toEqual([
      expect.stringContaining('readinessProbe reaches the guest by the pod network, which the machine is not'),
    ]);
  });
});

test('passwords come from Secrets, behind the keys', () => {
  const sshKeys = [SshKeys.fromSecretByGuestAgent('keys', ['root'])];
  const spec = instance({ sshKeys, passwords: [GuestPasswords.fromSecret('words')] });
  expect(spec.accessCredentials[1]).toEqual({
    userPassword: { source: { secret: { secretName: 'words' } }, propagationMethod: { qemuGuestAgent: {} } },
  });
  expect(problemsOf({ sshKeys, passwords: [GuestPasswords.fromSecret('No Name')] })).toEqual([
    expect.stringContaining('passwords[0].userPassword.source.secret.secretName "No Name"'),
  ]);
});

describe('launch security', () => {
  const architecture = Architecture.AMD64;
  const efi = Firmware.efi({ secureBoot: false });

  test.each([
    [LaunchSecurity.sev({ encryptedState: true }), efi, { sev: { policy: { encryptedState: true } } }],
    [LaunchSecurity.sevSnp(), efi, { snp: {} }],
    [LaunchSecurity.tdx(), Firmware.efi(), { tdx: {} }],
  ])('has a kind and its firmware (%#)', (launchSecurity, firmware, written) => {
    const { domain } = instance({ architecture, launchSecurity, firmware });
    expect(domain.launchSecurity).toEqual(written);
    expect(domain.features).toBeUndefined();
    expect(problemsOf({ architecture, launchSecurity, firmware })).toEqual([]);
  });

  test('of s390x is empty', () => {
    const props = { architecture: Architecture.S390X, launchSecurity: LaunchSecurity.secureExecution() };
    expect(instance(props).domain.launchSecurity).toEqual({});
    expect(problemsOf(props)).toEqual([]);
  });

  test('without its firmware is one finding, which names the prop', () => {
    expect(problemsOf({ architecture, launchSecurity: LaunchSecurity.sev() })).toEqual([
      expect.stringContaining('launchSecurity needs UEFI'),
    ]);
  });
});
