import { deploymentOf, machineOf, Nodes } from './nodes';
import { Boot, ImageSource, RegistryPullMethod, StorageTarget } from '../../src';

describe('the boot disk', () => {
  const disk = (...args: Parameters<typeof deploymentOf>) => machineOf(...args).template.primaryDisk;

  test('is a clone of the claim with the image', () => {
    const nodes = new Nodes();
    const { name } = nodes.image.dataVolume!;
    const { primaryDisk } = (nodes.pool().objects[0].toJson() as any)
      .spec.template.spec.providerSpec.value.cloudProviderSpec.virtualMachine.template;
    const osImage = `golden-images/${name}`;
    expect(primaryDisk).toEqual({ osImage, source: 'pvc', size: '10Gi', storageClassName: 'fast' });
  });

  test.each<[string, ImageSource, object]>([
    ['a web server', ImageSource.http('https://a/b', { secretRef: 'login', extraHeaders: ['A: b'] }),
      { osImage: 'https://a/b', source: 'http', dataVolumeSecretRef: 'login', extraHeaders: ['A: b'] }],
    ['a registry', ImageSource.registry('docker://a/b:1'),
      { osImage: 'docker://a/b:1', source: 'registry', pullMethod: 'pod' }],
    ['a registry, by the node', ImageSource.registry('docker://a/b:1', { pullMethod: RegistryPullMethod.NODE }),
      { osImage: 'docker://a/b:1', source: 'registry', pullMethod: 'node' }],
    ['a claim', ImageSource.pvc('ubuntu'), { osImage: 'cluster-acme/ubuntu', source: 'pvc' }],
    ['a claim elsewhere', ImageSource.pvc('ubuntu', { namespace: 'images' }),
      { osImage: 'images/ubuntu', source: 'pvc' }],
  ])('is read from %s', (_name, source, expected) => {
    const boot = Boot.imported(source, { capacity: '20Gi' });
    const bootDisk = { storageClassName: 'fast' };
    expect(disk({ image: undefined, boot, bootDisk }, { storageTarget: StorageTarget.PVC })).toEqual({
      ...expected, size: '20Gi', storageClassName: 'fast', storageTarget: 'pvc',
    });
  });

  test('is read with headers of a Secret', () => {
    const boot = Boot.imported(ImageSource.http('https://a/b'), { capacity: '20Gi' });
    expect(disk({ image: undefined, boot }, { imageHeaderSecret: 'headers' })).toEqual({
      osImage: 'https://a/b', source: 'http', extraHeadersSecretRef: 'headers', size: '20Gi',
    });
  });

  test('and further disks have its class', () => {
    const extraDisks = [{ name: 'data', capacity: '5Gi' }, { name: 'slow', capacity: '1Ti', storageClassName: 'slow' }];
    expect(machineOf({ extraDisks }).template.secondaryDisks).toEqual([
      { size: '5Gi', storageClassName: 'fast' }, { size: '1Ti', storageClassName: 'slow' },
    ]);
  });

  test('CDI\'s annotations of it go by the machines', () => {
    const annotations = { 'cdi.kubevirt.io/storage.usePopulator': 'false' };
    expect(deploymentOf({ bootDisk: { annotations } }).spec.template.metadata.annotations).toEqual(annotations);
  });
});
