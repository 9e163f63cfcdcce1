import { GoldenImage, ImageSource, KubermaticStorage, MachineSize, VirtualMachine } from '../src';
import { errorsOf, findingsOf } from './findings';
import { IMAGE, only, Platform } from './platform';

/*
 * The rows of the documents that the library began with that are about images and disks of a tenant's nodes: 0.8, 0.9
 * and 1.25 to 1.31. A custom local disk of the document is a GoldenImage.
 */

const bootDisk = (platform: Platform, of: number) => (
  platform.all('VirtualMachinePool')[of].spec.virtualMachineTemplate.spec.dataVolumeTemplates[0]);

test.each(['raw', 'img', 'iso', 'qcow2', 'img.gz', 'raw.xz'])(
  '0.8: CDI makes a raw disk of a file of the format %s',
  (format) => {
    const platform = new Platform();
    platform.image({ source: ImageSource.http(`https://images.example.com/debian-13.1.${format}`) });
    expect(findingsOf(platform.app)).toEqual([]);
  },
);

test('0.8: an archive holds files, from which no machine boots', () => {
  const platform = new Platform();
  platform.image({ source: ImageSource.http('https://images.example.com/debian-13.1.tar.gz') });
  expect(findingsOf(platform.app)).toEqual(only('looks like a tar archive'));
});

test('1.25: an image is imported from a web server', () => {
  const platform = new Platform();
  const { dataVolume } = platform.image();
  expect(dataVolume!.toJson().spec.source).toEqual({ http: { url: IMAGE } });
  expect(errorsOf(platform.app)).toEqual([]);
});

describe('1.26: a disk that machines clone', () => {
  test('is an image of the tenant, whose machines copy it in the cluster', () => {
    const platform = new Platform();
    const image = platform.image({}, 'local-disk', platform.tenant);
    platform.pool({ image });
    expect(image.namespaceName).toBe('cluster-acme');
    expect(bootDisk(platform, 0).spec.sourceRef)
      .toEqual({ kind: 'DataSource', name: 'local-disk', namespace: 'cluster-acme' });
    expect(platform.all('DataVolume').map(({ spec }) => spec.source)).toEqual([{ http: { url: IMAGE } }]);
    expect(errorsOf(platform.app)).toEqual([]);
  });

  test('may exist already', () => {
    const platform = new Platform();
    const image = GoldenImage.existing(platform.tenant, 'local', {
      dataSourceName: 'local-disk', namespaceName: 'cluster-acme',
    });
    platform.pool({ image });
    expect(bootDisk(platform, 0).spec.sourceRef.name).toBe('local-disk');
    expect(platform.all('DataVolume')).toEqual([]);
    expect(errorsOf(platform.app)).toEqual([]);
  });
});

describe('1.27: a disk of another namespace', () => {
  const bindings = (platform: Platform) => platform.all('RoleBinding')
    .filter(({ metadata: { namespace } }) => namespace === 'golden-images');

  test('is cloned by the right that the program writes with the image', () => {
    const platform = new Platform();
    platform.pool({ image: platform.image() });
    platform.app.check();
    expect(bindings(platform).flatMap(({ subjects }) => subjects)).toEqual([
      expect.objectContaining({ kind: 'ServiceAccount', name: 'default', namespace: 'cluster-acme' }),
    ]);
    const [role] = platform.all('Role').filter(({ metadata: { namespace } }) => namespace === 'golden-images');
    expect(role.rules).toContainEqual(expect.objectContaining({ resources: ['datavolumes/source'] }));
    expect(errorsOf(platform.app)).toEqual([]);
  });

  test('is not cloned by a tenant that the image does not name', () => {
    const platform = new Platform();
    platform.pool({ image: platform.image({ tenants: ['cluster-beta'] }) });
    expect(errorsOf(platform.app)).toEqual(only('cluster-acme'));
    expect(bindings(platform)).toEqual([]);
  });
});

describe('1.28: a disk has a name, a StorageClass, a size and a URL', () => {
  test('which its DataVolume and its DataSource have', () => {
    const platform = new Platform();
    const image = platform.image({ capacity: '12Gi' }, 'local-disk', platform.tenant);
    expect(image.dataSource!.name).toBe('local-disk');
    expect(image.dataVolume!.toJson().spec).toMatchObject({
      source: { http: { url: IMAGE } },
      storage: { storageClassName: 'fast', resources: { requests: { storage: '12Gi' } } },
    });
    expect(errorsOf(platform.app)).toEqual([]);
  });

  test.each([
    ['name', { name: 'Local_Disk' }, 'Local_Disk'],
    ['StorageClass', { storageClassName: 'Fast Disks' }, 'Fast Disks'],
    ['size', { capacity: '12 GB' }, '12 GB'],
    ['URL', { source: ImageSource.http('images.example.com/debian-13.1.qcow2') }, 'images.example.com'],
  ])('and an impossible %s is an error', (_name, props, words) => {
    const platform = new Platform();
    platform.image(props);
    expect(errorsOf(platform.app)).toEqual(only(words));
  });

  test('and a clone is not smaller', () => {
    const platform = new Platform();
    platform.pool({ image: platform.image({ capacity: '12Gi' }), bootDisk: { capacity: '10Gi' } });
    expect(errorsOf(platform.app)).toEqual(only('the image "debian" has "12Gi"'));
  });
});

test('1.29: one image serves all pools and machines', () => {
  const platform = new Platform();
  const image = platform.image({}, 'local-disk', platform.tenant);
  platform.pool({ image }, 'first');
  platform.pool({ image }, 'second');
  new VirtualMachine(platform.tenant, 'third', { image, size: MachineSize.of({ cores: 1, memory: '2Gi' }) });
  const sources = [
    bootDisk(platform, 0), bootDisk(platform, 1), platform.all('VirtualMachine')[0].spec.dataVolumeTemplates[0],
  ].map(({ spec }) => spec.sourceRef.name);
  expect(sources).toEqual(['local-disk', 'local-disk', 'local-disk']);
  expect(platform.all('DataVolume')).toHaveLength(1);
  expect(errorsOf(platform.app)).toEqual([]);
});

test('1.30: further disks of a pool are blank', () => {
  const platform = new Platform();
  platform.pool({ extraDisks: [{ name: 'data', capacity: '5Gi', storageClassName: 'fast' }] });
  const { dataVolumeTemplates } = platform.all('VirtualMachinePool')[0].spec.virtualMachineTemplate.spec;
  expect(dataVolumeTemplates[1].spec).toMatchObject({
    source: { blank: {} }, storage: { storageClassName: 'fast', resources: { requests: { storage: '5Gi' } } },
  });
  expect(errorsOf(platform.app)).toEqual([]);
});

describe('1.31: StorageClasses of a tenant\'s cluster', () => {
  test('are listed by the datacenter since KKP 2.22', () => {
    expect(KubermaticStorage.infraStorageClasses([{ name: 'fast', isDefault: true }]))
      .toEqual([expect.objectContaining({ name: 'fast', isDefaultClass: true })]);
  });

  test('have an annotation for KKP 2.21 alone, which nothing writes by itself', () => {
    const annotations = KubermaticStorage.annotationsOfKubermatic221();
    expect(annotations).toEqual({ 'kubevirt-initialization.k8c.io/initialize-sc': 'true' });
    const platform = new Platform({}, { kubernetes: [{ csiDriver: { storageClasses: [{ name: 'fast' }] } }] });
    platform.app.check();
    expect(JSON.stringify(platform.all('ConfigMap'))).toContain('fast');
    expect(JSON.stringify(platform.all('ConfigMap'))).not.toContain('initialize-sc');
    expect(errorsOf(platform.app)).toEqual([]);
  });
});
