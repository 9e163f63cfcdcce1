import { Duration } from 'cdk8s';
import { Guest, Sysprep, VolumeDevice, VolumeSource, WindowsGuest, WindowsVersion } from '../../src';
import { machine, problemsOf, Program, saidOf } from '../workers/support';

const HYPER_V = {
  frequencies: {},
  ipi: {},
  reenlightenment: {},
  relaxed: {},
  reset: {},
  runtime: {},
  spinlocks: { spinlocks: 8191 },
  synic: {},
  synictimer: { direct: {} },
  tlbflush: {},
  vapic: {},
  vpindex: {},
};
const CLOCK = {
  utc: {},
  timer: { hpet: { present: false }, hyperv: {}, pit: { tickPolicy: 'delay' }, rtc: { tickPolicy: 'catchup' } },
};

const SECURE = { bootloader: { efi: { secureBoot: true } } };
const PERSISTENT = { bootloader: { efi: { secureBoot: true, persistent: true } } };

/**
 * What the preferences windows.* prefer (KubeVirt v1.7.0, v1.8.4 and v1.9.0: common-clusterpreferences-bundle.yaml).
 * Where a preference is for several versions, so is ours.
 */
const PREFERENCES: readonly [WindowsVersion, firmware: object | undefined, tpm: object | undefined][] = [
  [WindowsVersion.SERVER_2012, undefined, undefined],
  [WindowsVersion.WINDOWS_10, SECURE, undefined],
  [WindowsVersion.SERVER_2016, SECURE, undefined],
  [WindowsVersion.SERVER_2019, SECURE, undefined],
  [WindowsVersion.WINDOWS_11, PERSISTENT, { persistent: true }],
  [WindowsVersion.SERVER_2022, PERSISTENT, { persistent: true }],
  [WindowsVersion.SERVER_2025, PERSISTENT, { persistent: true }],
];

function windows(given: WindowsGuest, props: object = {}): any {
  return machine(new Program().pool({ guest: Guest.windows(given), ...props })).template;
}

describe('a machine with Windows', () => {
  test.each(PREFERENCES)('of version %s has what the preferences of the release prefer', (version, firmware, tpm) => {
    const { metadata, spec } = windows({ version });
    expect(metadata.annotations).toMatchObject({ 'vm.kubevirt.io/os': 'windows' });
    expect(spec.terminationGracePeriodSeconds).toBe(3600);
    const { clock, features, devices } = spec.domain;
    expect(clock).toEqual(CLOCK);
    const smm = firmware === undefined ? {} : { smm: {} };
    expect(features).toEqual({ acpi: {}, apic: {}, hyperv: HYPER_V, ...smm });
    expect(spec.domain.firmware).toEqual(firmware);
    expect(devices.tpm).toEqual(tpm);
  });

  test('has SATA disks, e1000e interfaces and a USB tablet without virtio drivers', () => {
    const { spec } = windows({ version: WindowsVersion.SERVER_2022 }, {
      extraDisks: [{ name: 'data', capacity: '10Gi' }],
    });
    const { disks, interfaces, inputs } = spec.domain.devices;
    expect(disks.map((disk: any) => disk.disk.bus)).toEqual(['sata', 'sata']);
    expect(interfaces).toEqual([{ name: 'default', bridge: {}, model: 'e1000e' }]);
    expect(inputs).toEqual([{ name: 'tablet', type: 'tablet', bus: 'usb' }]);
  });

  test('sees its volumes on the bus of its disks, except where the device needs another', () => {
    const source = VolumeSource.claim('data');
    const busesOf = (guest: WindowsGuest) => windows(guest, {
      volumes: [
        { name: 'a', source },
        { name: 'b', source: VolumeSource.claim('b'), device: VolumeDevice.LUN },
        { name: 'c', source: VolumeSource.downwardMetrics() },
      ],
    }).spec.domain.devices.disks.slice(1).map((disk: any) => (disk.disk ?? disk.lun).bus);
    expect(busesOf({ version: WindowsVersion.SERVER_2022 })).toEqual(['sata', 'scsi', 'virtio']);
    expect(busesOf({ version: WindowsVersion.SERVER_2022, virtio: true })).toEqual(['virtio', 'scsi', 'virtio']);
  });

  test('has virtio disks and interfaces and a virtio tablet with the drivers in its image', () => {
    const { spec } = windows({ version: WindowsVersion.SERVER_2022, virtio: true });
    const { disks, interfaces, inputs } = spec.domain.devices;
    expect(disks.map((disk: any) => disk.disk.bus)).toEqual(['virtio']);
    expect(interfaces).toEqual([{ name: 'default', bridge: {} }]);
    expect(inputs).toEqual([{ name: 'tablet', type: 'tablet', bus: 'virtio' }]);
  });

  test('gets the drivers and the answers for its setup on CD-ROMs behind its disks', () => {
    const { spec } = windows({
      version: WindowsVersion.WINDOWS_11,
      driversImage: 'quay.io/kubevirt/virtio-container-disk:v1.9.0',
      sysprep: Sysprep.fromSecret('answers'),
    });
    expect(spec.domain.devices.disks).toEqual([
      { name: 'boot', bootOrder: 1, disk: { bus: 'virtio' } },
      { name: 'virtio-drivers', cdrom: { bus: 'sata' } },
      { name: 'sysprep', cdrom: { bus: 'sata' } },
    ]);
    expect(spec.volumes.slice(1)).toEqual([
      { name: 'virtio-drivers', containerDisk: { image: 'quay.io/kubevirt/virtio-container-disk:v1.9.0' } },
      { name: 'sysprep', sysprep: { secret: { name: 'answers' } } },
    ]);
  });

  test('may have answers in a ConfigMap', () => {
    const { spec } = windows({ version: WindowsVersion.WINDOWS_10, sysprep: Sysprep.fromConfigMap('answers') });
    expect(spec.volumes[1]).toEqual({ name: 'sysprep', sysprep: { configMap: { name: 'answers' } } });
  });

  test('keeps virtio drivers and SATA disks apart where its program says so', () => {
    const { spec } = windows({ version: WindowsVersion.SERVER_2019, virtio: false, driversImage: 'quay.io/a/b:1' });
    expect(spec.domain.devices.disks.map((disk: any) => (disk.disk ?? disk.cdrom).bus)).toEqual(['sata', 'sata']);
  });

  test('has no persistent state where its program says so', () => {
    const { domain } = windows({ version: WindowsVersion.SERVER_2022, persistentState: false }).spec;
    expect(domain.firmware).toEqual(SECURE);
    expect(domain.devices.tpm).toEqual({});
  });

  test('asks its namespace for a claim that keeps its state', () => {
    const claimsOf = (given: WindowsGuest) => {
      const program = new Program();
      program.pool({ guest: Guest.windows(given) });
      return program.demands()[0];
    };
    const kept = claimsOf({ version: WindowsVersion.SERVER_2022 });
    const lost = claimsOf({ version: WindowsVersion.SERVER_2022, persistentState: false });
    expect(kept.volumes).toBe(lost.volumes + 1);
    expect(kept.storage?.minus(lost.storage!).toBytesText()).toBe('10Mi');
  });

  test('has an SR-IOV interface without a model', () => {
    const networks = [{ networkName: 'fast', binding: 'sriov' }, { networkName: 'slow' }];
    const { spec } = windows({ version: WindowsVersion.SERVER_2022 }, { networks });
    expect(spec.domain.devices.interfaces.slice(1)).toEqual([
      { name: 'fast', sriov: {} },
      { name: 'slow', bridge: {}, model: 'e1000e' },
    ]);
  });

  test('takes the bus of a disk and the grace period from its props', () => {
    const { spec } = windows({ version: WindowsVersion.SERVER_2022 }, {
      bootDisk: { bus: 'scsi' }, terminationGracePeriod: Duration.minutes(5),
    });
    expect(spec.domain.devices.disks[0].disk.bus).toBe('scsi');
    expect(spec.terminationGracePeriodSeconds).toBe(300);
  });

  test('has no other disk with the name of one of its CD-ROMs, and has the name free if it has none', () => {
    const named = {
      volumes: [{ name: 'sysprep', source: VolumeSource.emptyDisk('1Gi') }],
      extraDisks: [{ name: 'virtio-drivers', capacity: '1Gi' }],
    };
    const version = WindowsVersion.SERVER_2022;
    const sysprep = Sysprep.fromSecret('answers');
    expect(saidOf({ guest: Guest.windows({ version, sysprep, driversImage: 'quay.io/a/b:1' }), ...named })).toEqual([
      expect.stringContaining('extraDisks holds a disk named "virtio-drivers", which a machine has already.'),
      expect.stringContaining('volumes holds a volume named "sysprep", which a machine has already.'),
    ]);
    expect(problemsOf({ guest: Guest.windows({ version }), ...named })).toEqual([]);
  });

  test('is accepted by every rule', () => {
    for (const version of Object.values(WindowsVersion)) {
      expect(problemsOf({ guest: Guest.windows({ version, driversImage: 'quay.io/a/b:1' }) })).toEqual([]);
    }
  });

  test('is refused for a version that is unknown', () => {
    const guest = Guest.windows({ version: 'xp' as WindowsVersion });
    expect(saidOf({ guest })).toHaveLength(1);
    expect(saidOf({ guest })[0]).toContain('guest.version is "xp", which is not a value of WindowsVersion.');
  });
});

test('a machine with Linux has a random number generator, and is otherwise as any other', () => {
  const { template: plain } = machine(new Program().pool());
  const { template } = machine(new Program().pool({ guest: Guest.linux() }));
  expect(template.metadata.annotations).toEqual({ ...plain.metadata.annotations, 'vm.kubevirt.io/os': 'linux' });
  const { rng, ...devices } = template.spec.domain.devices;
  expect(rng).toEqual({});
  expect({ ...template.spec, domain: { ...template.spec.domain, devices } }).toEqual(plain.spec);
});
