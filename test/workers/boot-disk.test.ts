import { ApiObject } from 'cdk8s';
import {
  BootDisk,
  BootImage,
  BundleApp,
  CdiRelease,
  GoldenImage,
  GoldenImageProps,
  ImageSource,
  InfraCluster,
  KubeVirtCluster,
  KubeVirtRelease,
  MachineSize,
  TenantNamespace,
  WorkerPool,
} from '../../src';
import { errorsOf, rulesOf } from '../findings';

const NIGHTLY = ImageSource.registry('docker://quay.io/containerdisks/ubuntu:24.04', { refresh: '@daily' });
const ONCE = ImageSource.http('https://images.example.com/ubuntu.qcow2');

function program(cdi: CdiRelease = CdiRelease.V1_66_0): { app: BundleApp; infra: InfraCluster } {
  const app = new BundleApp();
  return { app, infra: KubeVirtCluster.existing(app, 'infra', { kubevirt: KubeVirtRelease.V1_9_0, cdi }) };
}

function image(infra: InfraCluster, props: Partial<GoldenImageProps>): GoldenImage {
  return new GoldenImage(infra, 'ubuntu', { source: NIGHTLY, capacity: '10Gi', storageClassName: 'fast', ...props });
}

function pool(tenant: TenantNamespace, golden: BootImage, bootDisk?: BootDisk): WorkerPool {
  const size = MachineSize.of({ cores: 1, memory: '1Gi' });
  return new WorkerPool(tenant, 'workers', { replicas: 2, image: golden, size, bootDisk });
}

const storageOf = ({ virtualMachinePool }: WorkerPool) =>
  virtualMachinePool.toJson().spec.virtualMachineTemplate.spec.dataVolumeTemplates[0].spec.storage;

test.each(CdiRelease.all().map((cdi) => [String(cdi), cdi] as const))(
  'a clone of a refreshed image states no size, in %s', (_name, cdi) => {
    const { app, infra } = program(cdi);
    const workers = pool(new TenantNamespace(infra, 'a'), image(infra, {}));
    expect(storageOf(workers)).toEqual({ storageClassName: 'fast' });
    expect(errorsOf(app)).toEqual([]);
  });

test('a clone of an image that exists states no size, because it may be a snapshot', () => {
  const { infra } = program();
  const existing = GoldenImage.existing(infra, 'some', {
    dataSourceName: 'some', namespaceName: 'images', capacity: '10Gi', cloneableFrom: true,
  });
  expect(storageOf(pool(new TenantNamespace(infra, 'a'), existing))).toEqual({});
});

test('a clone of an image that is imported once states its size, which CDI compares with the same number', () => {
  const { infra } = program();
  const workers = pool(new TenantNamespace(infra, 'a'), image(infra, { source: ONCE }));
  expect(storageOf(workers)).toEqual({ resources: { requests: { storage: '10Gi' } }, storageClassName: 'fast' });
});

test('a size and a class that are given are kept', () => {
  const { infra } = program();
  const given = { capacity: '50Gi', storageClassName: 'slow' };
  const workers = pool(new TenantNamespace(infra, 'a'), image(infra, {}), given);
  expect(storageOf(workers)).toEqual({ resources: { requests: { storage: '50Gi' } }, storageClassName: 'slow' });
});

test('the class of overrides is taken too, and an invalid one is not', () => {
  const { app, infra } = program();
  const overrides = { storage: { storageClassName: 'slow' } };
  expect(storageOf(pool(new TenantNamespace(infra, 'a'), image(infra, { overrides })))).toEqual({
    storageClassName: 'slow',
  });
  const other = program();
  pool(new TenantNamespace(other.infra, 'a'), image(other.infra, { storageClassName: 'Very Fast' }));
  expect(rulesOf(other.app)).toEqual(['IMG013']);
  expect(errorsOf(app)).toEqual([]);
});

test('a quota counts the size of the image for a clone that states none, in pools and in plain machines', () => {
  const counted = (storage: string, add: (tenant: TenantNamespace, golden: GoldenImage) => void): string[] => {
    const { app, infra } = program();
    add(new TenantNamespace(infra, 'a', { quota: { storage } }), image(infra, {}));
    return errorsOf(app);
  };
  const pools = (tenant: TenantNamespace, golden: GoldenImage) => void pool(tenant, golden);
  expect(counted('29Gi', pools)).toEqual([expect.stringContaining('2 × 10Gi of infra/a/workers/VirtualMachinePool')]);
  expect(counted('30Gi', pools)).toEqual([]);

  const machine = (tenant: TenantNamespace, { dataSourceName: name, namespaceName: namespace }: GoldenImage) => {
    const sourceRef = { kind: 'DataSource', name, namespace };
    const devices = { disks: [{ name: 'root', disk: {} }], autoattachPodInterface: false };
    const domain = { devices, memory: { guest: '1Gi' } };
    new ApiObject(tenant, 'plain', {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachine',
      metadata: { name: 'plain' },
      spec: {
        runStrategy: 'Always',
        dataVolumeTemplates: [{ metadata: { name: 'root' }, spec: { sourceRef, storage: {} } }],
        template: { spec: { domain, volumes: [{ name: 'root', dataVolume: { name: 'root' } }] } },
      },
    } as never);
  };
  expect(counted('19Gi', machine)).toEqual([expect.stringContaining('10Gi of infra/a/plain')]);
  expect(counted('20Gi', machine)).toEqual([]);
});
