import {
  AccessMode, Boot, BundleApp, CdiRelease, Disk, DiskContent, GoldenImage, ImageSource, KubeVirtCluster,
  KubeVirtRelease, MachineSize, PersistentDiskProps, TenantNamespace, TenantNamespaceProps, VirtualMachine,
  VolumeDevice, VolumeMode, VolumeSource, WorkerPool,
} from '../../src';
import { errorsOf, findingsOf } from '../findings';

const FILE = ImageSource.http('https://images.example.com/debian-13.1.qcow2');

function program(props: Partial<PersistentDiskProps> = {}, tenantProps: TenantNamespaceProps = {}) {
  const app = new BundleApp();
  const infra = KubeVirtCluster.existing(app, 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0,
  });
  const tenant = new TenantNamespace(infra, 'a', tenantProps);
  return { app, infra, tenant, disk: new Disk(tenant, 'data', { capacity: '10Gi', ...props }) };
}

const specOf = (object: Disk['claim']) => object?.toJson().spec;

test('a blank disk is a claim that is kept when it is no longer in the bundle', () => {
  const { app, disk } = program({ storageClassName: 'fast', labels: { a: 'b' }, annotations: { c: 'd' } });
  expect(disk.claim!.toJson()).toMatchObject({
    apiVersion: 'v1',
    metadata: {
      name: 'data',
      namespace: 'cluster-a',
      labels: { a: 'b' },
      annotations: { 'c': 'd', 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
    },
    spec: {
      accessModes: ['ReadWriteMany'],
      volumeMode: 'Block',
      storageClassName: 'fast',
      resources: { requests: { storage: '10Gi' } },
    },
  });
  expect([disk.population, disk.dataVolume]).toEqual([undefined, undefined]);
  expect(errorsOf(app)).toEqual([]);
});

test('a larger capacity changes the request of the claim alone, so it grows in place', () => {
  const small = specOf(program({ content: DiskContent.imported(FILE) }).disk.claim);
  const large = specOf(program({ content: DiskContent.imported(FILE), capacity: '20Gi' }).disk.claim);
  expect(large).toEqual({ ...small, resources: { requests: { storage: '20Gi' } } });
});

test.each([
  ['an import', FILE, 'VolumeImportSource', {
    source: { http: { url: 'https://images.example.com/debian-13.1.qcow2' } },
  }],
  ['an upload', ImageSource.upload(), 'VolumeUploadSource', {}],
  ['a copy of a claim', ImageSource.pvc('other'), 'VolumeCloneSource', {
    source: { kind: 'PersistentVolumeClaim', name: 'other' },
  }],
  ['a copy of a snapshot', ImageSource.snapshot('other'), 'VolumeCloneSource', {
    source: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'other' },
  }],
])('%s is filled by a populator of CDI', (_name, source, kind, spec) => {
  const { app, disk } = program({ content: DiskContent.imported(source) });
  expect(disk.population!.toJson()).toMatchObject({ kind, metadata: { name: 'data' }, spec });
  expect(specOf(disk.claim).dataSourceRef).toEqual({ apiGroup: 'cdi.kubevirt.io', kind, name: 'data' });
  expect(errorsOf(app)).toEqual([]);
});

test('a copy of an image is a DataVolume as large as the image, and CDI reaches it', () => {
  const { app, infra, tenant } = program();
  const image = new GoldenImage(infra, 'debian', { source: FILE, capacity: '5Gi', storageClassName: 'fast' });
  const disk = new Disk(tenant, 'copy', { content: DiskContent.image(image) });
  expect(specOf(disk.dataVolume)).toEqual({
    sourceRef: { kind: 'DataSource', name: 'debian', namespace: 'golden-images' },
    storage: { storageClassName: 'fast', resources: { requests: { storage: '5Gi' } } },
  });
  expect(disk.claim).toBeUndefined();
  expect(errorsOf(app)).toEqual([]);
});

test('a copy from another namespace, and content of a class without a driver, are DataVolumes', () => {
  const foreign = ImageSource.pvc('other', { namespace: 'elsewhere' });
  expect(specOf(program({ content: DiskContent.imported(foreign) }).disk.dataVolume).source).toEqual({
    pvc: { name: 'other', namespace: 'elsewhere' },
  });
  const content = DiskContent.imported(FILE);
  const { disk } = program({ content, dataVolume: true, volumeMode: VolumeMode.FILESYSTEM });
  expect(specOf(disk.dataVolume)).toMatchObject({ source: { http: {} }, storage: { volumeMode: 'Filesystem' } });
});

test('machines boot from a disk, and take it as a volume', () => {
  const { app, tenant, disk } = program();
  const size = MachineSize.of({ cores: 1, memory: '1Gi' });
  const copy = new Disk(tenant, 'more', { capacity: '1Gi', dataVolume: true });
  const pool = new WorkerPool(tenant, 'db', {
    replicas: 1, size, boot: Boot.disk(disk), volumes: [{ name: 'more', source: VolumeSource.disk(copy) }],
  });
  const { template } = pool.virtualMachinePool.toJson().spec.virtualMachineTemplate.spec;
  expect(template.spec.volumes).toEqual([
    { name: 'boot', persistentVolumeClaim: { claimName: 'data' } },
    { name: 'more', dataVolume: { name: 'more' } },
  ]);
  expect(errorsOf(app)).toEqual([]);
});

test('a quota counts a disk, and what CDI needs beside it while it fills it', () => {
  const counted = (storage: string, content?: DiskContent) => (
    errorsOf(program({ content }, { quota: { storage } }).app));
  expect(counted('10Gi')).toEqual([]);
  expect(counted('9Gi')).toEqual([expect.stringContaining('1 × 10Gi of infra/a/data/PersistentVolumeClaim')]);
  // The claim that CDI fills first, and scratch space with the overhead of a file system.
  const imported = DiskContent.imported(FILE);
  expect(counted('30Gi', imported)).toEqual([expect.stringContaining('what CDI needs beside a disk')]);
  expect(counted('31Gi', imported)).toEqual([]);
});

test.each([
  ['capacity', { capacity: 'much' }],
  ['accessModes', { accessModes: [] as AccessMode[] }],
  ['name', { name: 'Not a name' }],
  ['source url', { content: DiskContent.imported(ImageSource.http('no url')) }],
])('a mistake in %s is one finding that names the prop', (prop, props) => {
  expect(errorsOf(program(props).app)).toEqual([expect.stringContaining(prop)]);
});

describe('an archive', () => {
  const TAR = ImageSource.http('https://files.example.com/models-1.2.tar.gz');
  const found = (content: DiskContent, props: Partial<PersistentDiskProps> = {}) => (
    findingsOf(program({ content, ...props }).app).filter((line) => line.includes('a/data')));

  test('is unpacked into a file system, whatever fills the disk', () => {
    const claim = program({ content: DiskContent.archive(TAR) }).disk;
    expect(specOf(claim.claim).volumeMode).toBe('Filesystem');
    expect(claim.population!.toJson().spec.contentType).toBe('archive');
    const upload = program({ content: DiskContent.archive(ImageSource.upload()) }).disk;
    expect(upload.population!.toJson()).toMatchObject({ kind: 'VolumeUploadSource', spec: { contentType: 'archive' } });
    const { dataVolume } = program({ content: DiskContent.archive(TAR), dataVolume: true }).disk;
    expect(specOf(dataVolume)).toMatchObject({ contentType: 'archive', source: { http: {} } });
    expect(found(DiskContent.archive(TAR))).toEqual([]);
  });

  test('is not unpacked into a block device', () => {
    expect(found(DiskContent.archive(TAR), { volumeMode: VolumeMode.BLOCK })).toEqual([expect.stringContaining(
      'volumeMode is "Block", but the disk is filled with the files of an archive, which need a file system. Leave '
      + 'volumeMode out, or write Filesystem.',
    )]);
  });

  test.each([
    ['a registry', ImageSource.registry('docker://quay.io/a/b:1'), 'CDI unpacks no archive from the source registry'],
    ['a bucket', ImageSource.gcs('gs://files/models-1.2.tar'), 'CDI unpacks no archive from the source gcs'],
    ['a claim', ImageSource.pvc('models'), 'content is DiskContent.archive of pvc "models"'],
  ])('does not come from %s', (_what, source, says) => {
    expect(found(DiskContent.archive(source))).toEqual([expect.stringContaining(says)]);
  });

  test('of another kind or compression is a warning, like a disk image', () => {
    for (const file of ['models.zip', 'models.tar.bz2', 'debian-13.qcow2']) {
      expect(found(DiskContent.archive(ImageSource.http(`https://files.example.com/${file}`))))
        .toEqual([expect.stringMatching(/^warning .* does not look like a tar archive that CDI can read/)]);
    }
  });

  test('is mounted by a machine, which sees an empty disk otherwise', () => {
    const said = (device?: VolumeDevice) => {
      const { app, tenant, disk } = program({ content: DiskContent.archive(TAR) });
      const volumes = [{ name: 'models', source: VolumeSource.disk(disk), device }];
      new VirtualMachine(tenant, 'web', {
        size: MachineSize.of({ cores: 1, memory: '1Gi' }), boot: Boot.containerDisk('quay.io/a/b:1'), volumes,
      });
      return findingsOf(app).filter((line) => line.includes('archive'));
    };
    expect(said(VolumeDevice.FILESYSTEM)).toEqual([]);
    expect(said()).toEqual([expect.stringMatching(/^warning .* volumes\[0\] "models" shows "data" as a disk/)]);
  });
});
