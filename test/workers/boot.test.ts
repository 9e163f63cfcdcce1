import { machine, Program, problemsOf, saidOf } from './support';
import {
  AccessMode, Architecture, Boot, DiskBlockSize, DiskBus, DiskCache, DiskErrorPolicy, DiskIo,
  Firmware, HostDiskType, ImagePullPolicy, ImageSource, MachineVolume, VolumeDevice, VolumeSource, WorkerPoolProps,
} from '../../src';

/** The disks, volumes and templates of a pool's machine. */
function made(props: Partial<WorkerPoolProps>) {
  const program = new Program();
  const { template: { spec }, dataVolumeTemplates } = machine(program.pool({ replicas: 1, ...props }));
  const { disks, filesystems } = spec.domain.devices;
  return { disks, filesystems, volumes: spec.volumes, templates: dataVolumeTemplates, problems: program.problems() };
}

const boots = (boot: Boot, rest: Partial<WorkerPoolProps> = {}) => made({ image: undefined, boot, ...rest });
const FEDORA = 'quay.io/containerdisks/fedora:42';
const bootDevice = { name: 'boot', bootOrder: 1, disk: { bus: 'virtio' } };

describe('a machine boots', () => {
  test('from what CDI imports into a disk of its own', () => {
    const source = ImageSource.registry(`docker://${FEDORA}`, { architecture: 'arm64' });
    const { disks, volumes, templates, problems } = boots(
      Boot.imported(source, { capacity: '20Gi', preallocation: true }),
      { bootDisk: { storageClassName: 'fast', accessModes: [AccessMode.READ_WRITE_MANY], labels: { a: 'b' } } },
    );
    expect(disks).toEqual([bootDevice]);
    expect(volumes).toEqual([{ name: 'boot', dataVolume: { name: 'workers-boot' } }]);
    expect(templates).toEqual([{
      metadata: { name: 'workers-boot', labels: { a: 'b' } },
      spec: {
        source: { registry: { url: `docker://${FEDORA}`, platform: { architecture: 'arm64' } } },
        preallocation: true,
        storage: {
          accessModes: ['ReadWriteMany'], storageClassName: 'fast', resources: { requests: { storage: '20Gi' } },
        },
      },
    }]);
    expect(problems).toEqual([]);
  });

  test('from a container image, with the options of its disk', () => {
    const { disks, volumes, templates, problems } = boots(
      Boot.containerDisk(FEDORA, { pullPolicy: ImagePullPolicy.NEVER, pullSecret: 'pull', path: '/disk/a' }),
      { bootDisk: { dedicatedIoThread: true, cache: DiskCache.NONE, io: DiskIo.NATIVE } },
    );
    expect(disks).toEqual([{ ...bootDevice, dedicatedIOThread: true, cache: 'none', io: 'native' }]);
    expect(volumes).toEqual([{
      name: 'boot',
      containerDisk: { image: FEDORA, imagePullPolicy: 'Never', imagePullSecret: 'pull', path: '/disk/a' },
    }]);
    expect(templates).toBeUndefined();
    expect(problems).toEqual([]);
  });

  test.each([
    ['a claim', Boot.claim('root'), { persistentVolumeClaim: { claimName: 'root' } }],
    ['a DataVolume', Boot.dataVolume('root'), { dataVolume: { name: 'root' } }],
    ['a claim that is only read', Boot.ephemeral('root'), {
      ephemeral: { persistentVolumeClaim: { claimName: 'root' } },
    }],
  ])('from %s', (_name, boot, volume) => {
    const { disks, volumes, templates, problems } = boots(boot);
    expect(disks).toEqual([bootDevice]);
    expect(volumes).toEqual([{ name: 'boot', ...volume }]);
    expect(templates).toBeUndefined();
    expect(problems).toEqual([]);
  });

  test.each([[undefined, 'sata'], [Architecture.ARM64, 'scsi']])(
    'from a blank disk before the medium that it is installed from, on %s', (architecture, bus) => {
      const { disks, volumes, templates, problems } = boots(
        Boot.iso(VolumeSource.claim('iso'), { capacity: '20Gi' }), { architecture });
      expect(disks).toEqual([bootDevice, { name: 'installation', bootOrder: 2, cdrom: { bus } }]);
      expect(volumes.map(({ name }: { name: string }) => name)).toEqual(['boot', 'installation']);
      expect(templates[0].spec).toEqual({
        source: { blank: {} }, storage: { resources: { requests: { storage: '20Gi' } } },
      });
      expect(problems).toEqual([]);
    });
});

describe('a machine without a boot disk', () => {
  const medium = {
    name: 'rescue', source: VolumeSource.containerDisk(FEDORA), device: VolumeDevice.CDROM, bootOrder: 1,
  };

  test('boots from its volumes in their order', () => {
    const { disks, volumes, templates, problems } = boots(Boot.withoutDisk(), { volumes: [medium] });
    expect(disks).toEqual([{ name: 'rescue', bootOrder: 1, cdrom: { bus: 'sata' } }]);
    expect(volumes).toEqual([{ name: 'rescue', containerDisk: { image: FEDORA } }]);
    expect(templates).toBeUndefined();
    expect(problems).toEqual([]);
  });

  test('has no disk at all if it starts a kernel', () => {
    const firmware = Firmware.kernel({ image: 'quay.io/a/kernel:1', kernelPath: '/boot/k' });
    const { disks, volumes, problems } = boots(Boot.withoutDisk(), { firmware });
    expect(disks).toBeUndefined();
    expect(volumes).toBeUndefined();
    expect(problems).toEqual([]);
  });

  test('has no bootDisk either', () => {
    const { problems } = boots(Boot.withoutDisk(), { volumes: [medium], bootDisk: { dedicatedIoThread: true } });
    expect(problems).toEqual([
      expect.stringContaining('bootDisk has dedicatedIoThread, but the machine has no boot disk'),
    ]);
  });

  test('has findings about the props of its first disk and its first volume', () => {
    const extraDisks = [{ name: 'a', capacity: 'much' }];
    expect(boots(Boot.withoutDisk(), { extraDisks }).problems).toEqual([
      expect.stringContaining('extraDisks[0].capacity'),
    ]);
    expect(boots(Boot.withoutDisk(), { volumes: [{ ...medium, serial: 'no serial!' }] }).problems).toEqual([
      expect.stringContaining('volumes[0].serial'),
    ]);
  });
});

test('a claim that members of a pool would share is refused, and one that is only read is taken', () => {
  const shared = { image: undefined, replicas: 2 };
  expect(problemsOf({ ...shared, boot: Boot.claim('root') })).toEqual([
    expect.stringContaining('which all members would write to at once'),
  ]);
  expect(problemsOf({ ...shared, boot: Boot.ephemeral('root') })).toEqual([]);
});

test('a checksum is refused, because KubeVirt does not pass it on to CDI', () => {
  const source = ImageSource.http('https://images.example.com/a.qcow2', { checksum: `sha256:${'0'.repeat(64)}` });
  expect(problemsOf({ image: undefined, boot: Boot.imported(source, { capacity: '1Gi' }) })).toEqual([
    expect.stringContaining('checksum'),
  ]);
});

test.each<[string, () => Boot, string]>([
  ['a disk', () => Boot.disk('data' as any), 'boot.disk'],
  ['a source', () => Boot.imported('a' as any, { capacity: '1Gi' }), 'boot.source'],
  ['a medium', () => Boot.iso('a' as any, { capacity: '1Gi' }), 'boot.medium'],
])('what is not %s is one finding, and no exception', (_what, boot, prop) => {
  const found = problemsOf({ image: undefined, boot: boot() });
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(prop);
});

test('a volume that is not a disk is one finding, and no exception', () => {
  const found = problemsOf({ volumes: [{ name: 'a', source: VolumeSource.disk('data' as any) }] });
  expect(found).toHaveLength(1);
  expect(found[0]).toContain('volumes[0].source');
});

describe('a finding about what a machine boots from names its prop', () => {
  test('for the size', () => {
    const source = ImageSource.http('https://images.example.com/a.qcow2');
    expect(problemsOf({ image: undefined, boot: Boot.imported(source, { capacity: 'much' }) })).toEqual([
      expect.stringContaining('boot capacity'),
    ]);
    expect(problemsOf({ image: undefined, boot: Boot.imported(source) })).toEqual([
      expect.stringContaining('boot capacity'),
    ]);
  });

  test('for an option of an extra disk behind a boot disk that has no template', () => {
    const extraDisks = [{ name: 'a', capacity: 'much' }];
    expect(problemsOf({ image: undefined, boot: Boot.containerDisk(FEDORA), extraDisks })).toEqual([
      expect.stringContaining('extraDisks[0].capacity'),
    ]);
  });
});

describe('a volume', () => {
  const shown = (volume: Partial<MachineVolume> & Pick<MachineVolume, 'source'>) => {
    const { disks, filesystems, volumes, problems } = made({ volumes: [{ name: 'a', ...volume }] });
    const { name: _name, ...its } = volumes[1];
    return { disk: disks[1], filesystems, volume: its, problems };
  };

  test.each<[string, VolumeSource, object]>([
    ['a claim', VolumeSource.claim('x', { hotpluggable: true }), {
      persistentVolumeClaim: { claimName: 'x', hotpluggable: true },
    }],
    ['a DataVolume', VolumeSource.dataVolume('x'), { dataVolume: { name: 'x' } }],
    ['an empty disk', VolumeSource.emptyDisk('1Gi'), { emptyDisk: { capacity: '1Gi' } }],
    ['a ConfigMap', VolumeSource.configMap('x', { optional: true, volumeLabel: 'l' }), {
      configMap: { name: 'x', optional: true, volumeLabel: 'l' },
    }],
    ['a Secret', VolumeSource.secret('x'), { secret: { secretName: 'x' } }],
    ['a ServiceAccount', VolumeSource.serviceAccount('x'), { serviceAccount: { serviceAccountName: 'x' } }],
    ['fields of the pod', VolumeSource.downwardApi([{ path: 'labels', fieldPath: 'metadata.labels' }]), {
      downwardAPI: { fields: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] },
    }],
    ['measurements', VolumeSource.downwardMetrics(), { downwardMetrics: {} }],
  ])('is a disk with %s', (_name, source, volume) => {
    const found = shown({ source });
    expect(found).toMatchObject({ disk: { name: 'a', disk: { bus: 'virtio' } }, volume });
    expect(found.problems).toEqual([]);
  });

  test.each([VolumeSource.sysprepSecret('x'), VolumeSource.sysprepConfigMap('x')])(
    'with answers for Windows is a CD-ROM', (source) => {
      expect(shown({ source })).toMatchObject({ disk: { cdrom: { bus: 'sata' } }, problems: [] });
    });

  test('is a LUN, a CD-ROM or a directory if its device says so', () => {
    const source = VolumeSource.claim('x');
    expect(shown({ source, device: VolumeDevice.LUN }).disk).toEqual({ name: 'a', lun: { bus: 'scsi' } });
    expect(shown({ source, device: VolumeDevice.CDROM }).disk).toEqual({ name: 'a', cdrom: { bus: 'sata' } });
    const { disk, filesystems } = shown({ source, device: VolumeDevice.FILESYSTEM });
    expect(filesystems).toEqual([{ name: 'a', virtiofs: {} }]);
    expect(disk).toBeUndefined();
  });

  test('has all options of a disk', () => {
    const found = shown({
      source: VolumeSource.emptyDisk('1Gi'),
      bus: DiskBus.SCSI,
      bootOrder: 3,
      serial: 'A1',
      readOnly: true,
      cache: DiskCache.WRITE_THROUGH,
      io: DiskIo.THREADS,
      errorPolicy: DiskErrorPolicy.REPORT,
      blockSize: DiskBlockSize.of(512, 4096),
    });
    expect(found.disk).toEqual({
      name: 'a',
      bootOrder: 3,
      serial: 'A1',
      disk: { bus: 'scsi', readonly: true },
      cache: 'writethrough',
      io: 'threads',
      errorPolicy: 'report',
      blockSize: { custom: { logical: 512, physical: 4096 } },
    });
    expect(found.problems).toEqual([]);
  });

  test('with a disk of the node needs a gate that the cluster names', () => {
    const source = VolumeSource.hostDisk('/data/a.img', { capacity: '1Gi' });
    const { volume } = shown({ source });
    expect(volume).toEqual({ hostDisk: { path: '/data/a.img', type: HostDiskType.DISK_OR_CREATE, capacity: '1Gi' } });
    expect(saidOf({ volumes: [{ name: 'a', source }] }).join()).toContain('HostDisk');
  });

  test('that is refused is named by its prop', () => {
    expect(problemsOf({ volumes: [{ name: 'a', source: VolumeSource.emptyDisk('1Gi'), serial: 'no serial' }] }))
      .toEqual([expect.stringContaining('volumes[0].serial')]);
  });
});

