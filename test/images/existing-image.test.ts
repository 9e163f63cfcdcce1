import { Size } from 'cdk8s';
import { CdiRelease, ExistingImageProps, GoldenImage, KubeVirtCluster, KubeVirtRelease } from '../../src';
import { ExistingTenant } from '../../src/tenants/existing-tenant';
import { temporaryDirectory } from '../directory';
import { objects, Program } from './support';

const directory = temporaryDirectory();
const IMAGE = { dataSourceName: 'ubuntu-24.04', namespaceName: 'os-images' };

describe('an image that is there already', () => {
  test('emits nothing and is known by its name, namespace and size', () => {
    const made = new Program(directory());
    const image = GoldenImage.existing(made.infra, 'ubuntu', { ...IMAGE, capacity: Size.gibibytes(20) });
    expect(made.problems()).toBe('');
    expect(objects(made.infra)).toEqual([]);
    expect(image.dataSourceName).toBe('ubuntu-24.04');
    expect(image.namespaceName).toBe('os-images');
    expect(image._size?.toBytesText()).toBe('20Gi');
  });

  test.each([
    ['fails: it broke', () => { throw new Error('it broke'); }],
    ['returns undefined instead of a number', () => undefined],
  ])('whose size cannot be read is one finding: its method %s', (says, toKibibytes) => {
    const made = new Program(directory());
    GoldenImage.existing(made.infra, 'ubuntu', { ...IMAGE, capacity: { toKibibytes } as unknown as Size });
    expect(made.problems()).toBe(`[infra/ubuntu] capacity is an object whose method toKibibytes ${says}. `
      + 'Write a Size, such as Size.gibibytes(8).');
  });

  test('may be of a size that is not known', () => {
    expect(GoldenImage.existing(new Program(directory()).infra, 'ubuntu', IMAGE)._size).toBeUndefined();
  });

  /** What is said when a namespace's machine clones the image. */
  function problemsOfMachineIn(
    namespace: string,
    cloneableFrom?: (made: Program) => ExistingImageProps['cloneableFrom'],
  ): string {
    const made = new Program(directory());
    GoldenImage.existing(made.infra, 'ubuntu', { ...IMAGE, cloneableFrom: cloneableFrom?.(made) });
    made.machine(namespace, {
      sourceRef: { kind: 'DataSource', name: IMAGE.dataSourceName, namespace: IMAGE.namespaceName },
    });
    return made.problems();
  }

  test('is refused to another namespace without stated rights', () => {
    expect(problemsOfMachineIn('cluster-a')).toContain(
      'leads to image "ubuntu-24.04" of namespace "os-images", and nothing says that machines of namespace "cluster-a" '
        + 'may clone it, without which CDI refuses the disk. Let the ServiceAccount default of "cluster-a" create '
        + 'datavolumes/source (cdi.kubevirt.io) in "os-images" and name the namespace in cloneableFrom of '
        + 'infra/ubuntu, or use a GoldenImage, which gives the right itself.',
    );
  });

  test('can be cloned from its own namespace, and from those that are named', () => {
    const some = (made: Program) => [made.tenant('cluster-a'), 'cluster-x'];
    expect(problemsOfMachineIn('os-images', some)).not.toContain('nothing says');
    expect(problemsOfMachineIn('cluster-a', some)).not.toContain('nothing says');
    expect(problemsOfMachineIn('cluster-x', some)).not.toContain('nothing says');
    expect(problemsOfMachineIn('cluster-b', some)).toContain('nothing says');
    expect(problemsOfMachineIn('cluster-b', () => true)).not.toContain('nothing says');
    expect(problemsOfMachineIn('cluster-b', () => false)).toContain('nothing says');
  });

  test('may be said twice, and one of both suffices', () => {
    const made = new Program(directory());
    GoldenImage.existing(made.infra, 'closed', IMAGE);
    GoldenImage.existing(made.infra, 'open', { ...IMAGE, cloneableFrom: true });
    made.machine('cluster-a', {
      sourceRef: { kind: 'DataSource', name: IMAGE.dataSourceName, namespace: IMAGE.namespaceName },
    });
    expect(made.problems()).not.toContain('nothing says');
  });

  test('tells the tenant from where its disks come', () => {
    const made = new Program(directory());
    const tenant = made.tenant('cluster-a');
    const told = jest.spyOn(tenant, '_clonesFrom');
    GoldenImage.existing(made.infra, 'ubuntu', { ...IMAGE, cloneableFrom: true })._cloneFor(made.infra, tenant);
    expect(told).toHaveBeenCalledWith('os-images');
  });

  test('is not cloned into another cluster', () => {
    const made = new Program(directory());
    const other = KubeVirtCluster.existing(made.app, 'other', {
      kubevirt: KubeVirtRelease.V1_9_0,
      cdi: CdiRelease.V1_66_0,
    });
    const image = GoldenImage.existing(made.infra, 'ubuntu', { ...IMAGE, cloneableFrom: true });
    image._cloneFor(image, new ExistingTenant(other, 'a', { namespaceName: 'cluster-a' }));
    expect(made.problems()).toContain(
      '[infra/ubuntu] image "ubuntu-24.04" is in cluster infra, but the machines of namespace "cluster-a" are in '
        + 'cluster other',
    );
  });

  test('is not used by another app, whatever the clusters are called', () => {
    const made = new Program(directory());
    const another = new Program(directory());
    const image = GoldenImage.existing(another.infra, 'ubuntu', { ...IMAGE, cloneableFrom: true });
    image._cloneFor(made.infra, made.tenant('cluster-a'));
    expect(made.problems()).toContain(
      '[infra] image "ubuntu-24.04" belongs to another app than the machines of namespace "cluster-a", and no app '
        + 'knows '
        + 'the objects of another. Create the image in infra of this app, or name one there with '
        + 'GoldenImage.existing(…).',
    );
  });

  test('must be named as something that can be', () => {
    const made = new Program(directory());
    GoldenImage.existing(made.infra, 'ubuntu', { dataSourceName: 'My Image', namespaceName: 'a.b', capacity: 'much' });
    const problems = made.problems();
    expect(problems).toContain('[infra/ubuntu] dataSourceName "My Image" is not a DNS subdomain');
    expect(problems).toContain('namespaceName "a.b" is not a DNS label');
    expect(problems).toContain('capacity "much" is not a Kubernetes quantity');
  });
});
