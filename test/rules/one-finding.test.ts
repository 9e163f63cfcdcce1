import { ApiObject, Size } from 'cdk8s';
import {
  BundleApp, CdiRelease, GoldenImage, GoldenImageProps, ImageNamespace, ImageSource, KubeVirtCluster,
  KubeVirtClusterProps, KubeVirtRelease, MachineSize, Severity, TenantNamespace, TenantNamespaceProps, WorkerPool,
  WorkerPoolProps,
} from '../../src';

interface Changes {
  readonly cluster?: Partial<KubeVirtClusterProps>;
  readonly image?: Partial<GoldenImageProps>;
  readonly tenantId?: string;
  readonly tenant?: Partial<TenantNamespaceProps>;
  readonly pool?: Partial<WorkerPoolProps>;
}

const SIZE = MachineSize.of({ cores: 2, memory: Size.gibibytes(4) });

/** A program whose parts name each other, so that a bad name or size reaches many objects. */
function program({ cluster, image, tenantId = 'lab', tenant, pool }: Changes = {}) {
  const app = new BundleApp();
  const infra = new KubeVirtCluster(app, 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0,
    cdi: CdiRelease.V1_66_0,
    networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] },
    ...cluster,
  });
  const ubuntu = new GoldenImage(infra, 'ubuntu', {
    source: ImageSource.registry('docker://quay.io/containerdisks/ubuntu:24.04'),
    capacity: Size.gibibytes(10),
    storageClassName: 'fast',
    ...image,
  });
  const lab = new TenantNamespace(infra, tenantId, {
    quota: { cpu: 64, memory: Size.gibibytes(256) },
    ...tenant,
  });
  const workers = new WorkerPool(lab, 'workers', { replicas: 3, image: ubuntu, size: SIZE, ...pool });
  const errors = (): string[] =>
    app.check().filter(({ severity }) => severity === Severity.ERROR).map(({ rule, where }) => `${rule} ${where}`);
  return { app, infra, ubuntu, lab, workers, errors };
}

const LONG = 'x'.repeat(64);
const REFRESHED = ImageSource.registry('docker://quay.io/containerdisks/ubuntu:24.04', { refresh: '0 3 * * *' });

test('the program has no mistake', () => {
  expect(program().errors()).toEqual([]);
});

describe.each(['', 'No_Name', 'a/b', LONG])('the name "%s" is one finding', (name) => {
  test.each<[what: string, changes: Changes, finding: string]>([
    ['of a tenant\'s namespace', { tenant: { namespaceName: name } }, 'TENANT001 infra/lab'],
    ['of an image', { image: { name } }, 'IMG001 infra/ubuntu'],
    ['of a refreshed image', { image: { name, source: REFRESHED } }, 'IMG001 infra/ubuntu'],
    ['of the namespace of an image', { image: { namespaceName: name } }, 'IMG002 infra/ubuntu'],
    ['of KubeVirt\'s namespace', { cluster: { kubevirtNamespace: name } }, 'KV045 infra'],
    ['of CDI\'s namespace', { cluster: { cdiNamespace: name } }, 'KV045 infra'],
    ['of a cluster', { cluster: { clusterName: name } }, 'KV043 infra'],
  ])('%s', (_what, changes, finding) => {
    expect(program(changes).errors()).toEqual([finding]);
  });

  test('of a pool', () => {
    expect(program({ pool: { name } }).errors()).toHaveLength(1);
  });
});

test.each<[what: string, changes: Changes, finding: string]>([
  ['an id of a tenant', { tenantId: 'My_Tenant' }, 'TENANT001 infra/My_Tenant'],
  ['a negative size of an image, which disks inherit', { image: { capacity: '-5Gi' as unknown as Size } },
    'IMG009 infra/ubuntu/DataVolume'],
  ['a negative number of members', { pool: { replicas: -1 } }, 'POOL003 infra/lab/workers'],
  ['a number of members that is too large', { pool: { replicas: 1e21 } },
    'K8S011 infra/lab/workers/VirtualMachinePool'],
  ['a quota below zero', { tenant: { quota: { cpu: -1 } } }, 'TENANT012 infra/lab/ResourceQuota-tenant'],
  ['a number of cores that is not a number', { pool: { size: MachineSize.of({ cores: NaN, memory: Size.gibibytes(4) }) } },
    'K8S015 infra/lab/workers/VirtualMachinePool'],
  ['a label of an image', { image: { labels: { team: 'a b' } } }, 'K8S017 infra/ubuntu/DataVolume'],
  ['a label of a pool', { pool: { labels: { team: 'a b' } } }, 'K8S017 infra/lab/workers/VirtualMachinePool'],
  ['a label of a tenant', { tenant: { labels: { team: 'a b' } } }, 'K8S017 infra/lab/Namespace-cluster-lab'],
])('%s is one finding', (_what, changes, finding) => {
  expect(program(changes).errors()).toEqual([finding]);
});

test('a right to clone of a name that cannot be one is one finding', () => {
  const { ubuntu, errors } = program();
  ubuntu.allowClone('Bad_Namespace');
  expect(errors()).toEqual(['IMG052 infra/ubuntu']);
});

test('a namespace for images of a name that cannot be one is one finding', () => {
  const { infra, errors } = program();
  new ImageNamespace(infra, 'Bad_Namespace');
  expect(errors()).toEqual(['IMG047 infra/Bad_Namespace']);
});

test('a namespace of two tenants is one finding', () => {
  const { infra, errors } = program();
  new TenantNamespace(infra, 'other', { namespaceName: 'cluster-lab' });
  expect(errors()).toEqual(['TENANT003 infra/other']);
});

test('a name of two pools is one finding', () => {
  const { lab, ubuntu, errors } = program();
  for (const id of ['one', 'two']) new WorkerPool(lab, id, { name: 'same', replicas: 1, image: ubuntu, size: SIZE });
  expect(errors()).toEqual(['APP002 infra/lab/two/VirtualMachinePool']);
});

test('a cluster\'s name that differs from another only in case is one finding', () => {
  const { app, errors } = program();
  new KubeVirtCluster(app, 'other', {
    clusterName: 'Infra', kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0,
  });
  expect(errors()).toEqual(['KV043 other']);
});

describe('two mistakes are two findings', () => {
  test('of two names', () => {
    const changes = { tenantId: 'My_Tenant', image: { name: 'Bad_Image' } };
    expect(program(changes).errors()).toEqual(['IMG001 infra/ubuntu', 'TENANT001 infra/My_Tenant']);
  });

  test('of a name and a number', () => {
    const changes = { tenantId: 'My_Tenant', pool: { replicas: -1 } };
    expect(program(changes).errors()).toEqual(['TENANT001 infra/My_Tenant', 'POOL003 infra/My_Tenant/workers']);
  });

  test('of a name that two constructs were given', () => {
    const changes = { tenant: { namespaceName: 'Bad_Name' }, image: { namespaceName: 'Bad_Name' } };
    expect(program(changes).errors()).toEqual(['IMG002 infra/ubuntu', 'TENANT001 infra/lab']);
  });

  test('of a short name and a text that only contains its letters', () => {
    const { infra, errors } = program({ image: { name: 'A' } });
    new ApiObject(infra, 'other', {
      apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'other', namespace: 'x', labels: { team: 'An other' } },
    });
    expect(errors()).toEqual(['IMG001 infra/ubuntu', 'K8S017 infra/other']);
  });
});
