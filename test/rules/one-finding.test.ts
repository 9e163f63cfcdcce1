import { ApiObject, Size } from 'cdk8s';
import {
  BundleApp, CdiRelease, Findings, GoldenImage, GoldenImageProps, ImageNamespace, ImageSource, KubeVirtCluster,
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

/** Overrides of a pool with a value of any type. */
function withGracePeriod(value: unknown): WorkerPoolProps['overrides'] {
  return { template: { spec: { terminationGracePeriodSeconds: value as number } } };
}

function withMac(macAddress: string): WorkerPoolProps['overrides'] {
  return { template: { spec: { domain: { devices: { interfaces: [{ name: 'default', bridge: {}, macAddress }] } } } } };
}

const NULL_IN_A_LIST = { template: { spec: { volumes: [null] } } } as never;

function onHostDisk(): WorkerPoolProps['overrides'] {
  const volumes = [{ name: 'boot', dataVolume: { name: 'workers-boot' } },
    { name: 'file', hostDisk: { path: '/disk.img', type: 'Disk' } }];
  const disks = volumes.map(({ name }) => ({ name, disk: {} }));
  return { template: { spec: { domain: { devices: { disks } }, volumes } } } as WorkerPoolProps['overrides'];
}

/** A tenant with a rule of a wrong type. */
function withEgress(rule: object): Changes {
  return { tenant: { isolation: { egress: [{ name: 'mail', cidrs: ['192.0.2.0/24'], ...rule }] } } };
}

const LONG = 'x'.repeat(64);
const REFRESHED = ImageSource.registry('docker://quay.io/containerdisks/ubuntu:24.04', { refresh: '0 3 * * *' });

test('the program has no mistake', () => {
  expect(program().errors()).toEqual([]);
});

describe.each(['', 'No_Name', 'a/b', 'a"b', 'a\u009b', LONG])('the name "%s" is one finding', (name) => {
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
  ['a number of cores that is not a number',
    { pool: { size: MachineSize.of({ cores: NaN, memory: Size.gibibytes(4) }) } },
    'K8S015 infra/lab/workers/VirtualMachinePool'],
  ['a size of an image in half bytes, which disks inherit', { image: { capacity: '0.5' as unknown as Size } },
    'IMG009 infra/ubuntu/DataVolume'],
  ['a number of cores that is too large for any quota',
    { pool: { size: MachineSize.of({ cores: 2 ** 32, memory: Size.gibibytes(4) }) } },
    'K8S011 infra/lab/workers/VirtualMachinePool'],
  ['a quota that is not whole bytes', { tenant: { quota: { memory: '0.5' as unknown as Size } } },
    'TENANT013 infra/lab/ResourceQuota-tenant'],
  ['an empty name of a network', { pool: { networks: [{ networkName: '' }] } },
    'VM053 infra/lab/workers/VirtualMachinePool'],
  ['a network called as the pod network is', { pool: { networks: [{ networkName: 'default' }] } },
    'VM053 infra/lab/workers/VirtualMachinePool'],
  ['a network whose interface is named for it', { pool: { networks: [{ networkName: 'A B' }] } },
    'VM109 infra/lab/workers/VirtualMachinePool'],
  ['a host name that no machine can have', { pool: { overrides: { template: { spec: { hostname: 'A_b' } } } } },
    'VM063 infra/lab/workers/VirtualMachinePool'],
  ['a MAC address that no machine can have', { pool: { overrides: withMac('zz') } },
    'VM057 infra/lab/workers/VirtualMachinePool'],
  ['NaN in overrides', { pool: { overrides: withGracePeriod(NaN) } }, 'K8S015 infra/lab/workers/VirtualMachinePool'],
  ['a list with null in place of a number', { pool: { overrides: withGracePeriod([null]) } },
    'K8S009 infra/lab/workers/VirtualMachinePool'],
  ['null in a list', { pool: { overrides: NULL_IN_A_LIST } },
    'K8S015 infra/lab/workers/VirtualMachinePool'],
  ['a port as a text', withEgress({ ports: [{ port: '80' }] }), 'PROP003 infra/lab'],
  ['a range as a number', withEgress({ cidrs: [5] }), 'PROP003 infra/lab'],
  ['a host disk without its gate, where pods may not have one', { pool: { overrides: onHostDisk() } },
    'KV007 infra/lab/workers/VirtualMachinePool'],
  ['a host disk with its gate, where pods may not have one',
    { cluster: { featureGates: ['HostDisk'] }, pool: { overrides: onHostDisk() } },
    'VM123 infra/lab/workers/VirtualMachinePool'],
  ['a label of an image', { image: { labels: { team: 'a b' } } }, 'K8S017 infra/ubuntu/DataVolume'],
  ['a label of a pool', { pool: { labels: { team: 'a b' } } }, 'K8S017 infra/lab/workers/VirtualMachinePool'],
  ['a label of a tenant', { tenant: { labels: { team: 'a b' } } }, 'K8S017 infra/lab/Namespace-cluster-lab'],
])('%s is one finding', (_what, changes, finding) => {
  expect(program(changes).errors()).toEqual([finding]);
});

test('an empty list of ports beside a faulty prop is a finding of its own', () => {
  const egress = [{ name: 'mail', cidrs: ['192.0.2.0/24'], ports: [] }];
  const tenant = { isolation: { egress }, labels: 'team' as never };
  expect(program({ tenant }).errors())
    .toEqual(['PROP003 infra/lab', 'TENANT046 infra/lab/NetworkPolicy-allow-egress-mail']);
});

test('a right to clone of a name that cannot be one is one finding', () => {
  const { ubuntu, errors } = program();
  ubuntu.allowClone('Bad_Namespace');
  expect(errors()).toEqual(['IMG052 infra/ubuntu']);
});

test('a service account with an empty name that may clone is one finding', () => {
  const { ubuntu, errors } = program();
  ubuntu.allowClone('other', '');
  expect(errors()).toEqual(['IMG052 infra/ubuntu']);
});

test('a size of an image that exists is one finding, though disks would inherit it', () => {
  const { infra, lab, errors } = program();
  const image = GoldenImage.existing(infra, 'there', {
    dataSourceName: 'there', namespaceName: 'images', cloneableFrom: true, capacity: '0.5' as unknown as Size,
  });
  new WorkerPool(lab, 'others', { replicas: 1, image, size: SIZE });
  expect(errors()).toEqual(['IMG046 infra/there']);
});

test('findings about two networks name the props that were written', () => {
  const networks = [{ networkName: 'A B' }, { networkName: 'fine', name: 'C D' }];
  const { app } = program({ pool: { networks } });
  expect(app.check().map(({ message }) => message)).toEqual([
    expect.stringContaining('networks[1].name "C D"'),
    expect.stringContaining('networks[0].networkName "A B"'),
  ]);
});

test('null in a list is called so', () => {
  const { app } = program({ pool: { overrides: NULL_IN_A_LIST } });
  expect(app.check().map(({ message }) => message)).toContainEqual(expect.stringContaining('is null or undefined'));
});

test('an accepted finding about a value that another rule rejects still needs its acceptance', () => {
  const { workers, errors, app } = program({ pool: { overrides: withMac('zz') } });
  Findings.accept(workers, 'POOL015', 'only for a moment');
  expect(errors()).toEqual(['VM057 infra/lab/workers/VirtualMachinePool']);
  expect(app.check()).toHaveLength(1);
});

test('a namespace for images of a name that cannot be one is one finding', () => {
  const { infra, errors } = program();
  new ImageNamespace(infra, 'Bad_Namespace');
  expect(errors()).toEqual(['IMG047 infra/Bad_Namespace']);
});

test('a namespace of two tenants is one finding', () => {
  const { infra, errors } = program();
  new TenantNamespace(infra, 'other', { namespaceName: 'cluster-lab', quota: { cpu: 1 } });
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

  test('of an empty name and a URL', () => {
    const { infra, errors } = program({ image: { name: '' } });
    new ApiObject(infra, 'other', {
      apiVersion: 'cdi.kubevirt.io/v1beta1',
      kind: 'DataVolume',
      metadata: { name: 'other', namespace: 'images' },
      spec: {
        source: { http: { url: 'ftp://example.org/x' } },
        storage: { resources: { requests: { storage: '5Gi' } } },
      },
    });
    expect(errors()).toEqual(['IMG001 infra/ubuntu', expect.stringContaining('infra/other')]);
  });

  test('of a tenant\'s namespace and an object with the same name of its own', () => {
    const { infra, errors } = program({ tenant: { namespaceName: 'My_Name' } });
    new ApiObject(infra, 'other', {
      apiVersion: 'cdi.kubevirt.io/v1beta1',
      kind: 'DataSource',
      metadata: { name: 'My_Name', namespace: 'images' },
      spec: { source: { pvc: { name: 'x', namespace: 'images' } } },
    });
    expect(errors()).toEqual(['TENANT001 infra/lab', 'K8S004 infra/other']);
  });

  test('of one name in two clusters', () => {
    const { app, errors } = program({ tenant: { namespaceName: 'My_Name' } });
    const other = KubeVirtCluster.existing(app, 'other', {
      kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0,
    });
    new ApiObject(other, 'source', {
      apiVersion: 'cdi.kubevirt.io/v1beta1',
      kind: 'DataSource',
      metadata: { name: 'x', namespace: 'My_Name' },
      spec: { source: { pvc: { name: 'x', namespace: 'images' } } },
    });
    expect(errors()).toEqual(['TENANT001 infra/lab', 'K8S004 other/source']);
  });

  test('of the same size, given twice', () => {
    const capacity = '-5Gi' as unknown as Size;
    const changes = { image: { capacity }, pool: { extraDisks: [{ name: 'data', capacity }] } };
    expect(program(changes).errors()).toEqual([
      'IMG009 infra/ubuntu/DataVolume', 'VM049 infra/lab/workers/VirtualMachinePool',
    ]);
  });

  test('of two fields of one object', () => {
    const overrides = { template: { spec: { terminationGracePeriodSeconds: NaN, hostname: 'A_b' } } };
    expect(program({ pool: { overrides } }).errors()).toEqual([
      'K8S015 infra/lab/workers/VirtualMachinePool', 'VM063 infra/lab/workers/VirtualMachinePool',
    ]);
  });

  test('of a list with two items of one name and a number in it that JSON has no form for', () => {
    const constraint = { topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' };
    const topologySpreadConstraints = [{ ...constraint, maxSkew: 1 }, { ...constraint, maxSkew: NaN }];
    const overrides = { template: { spec: { topologySpreadConstraints } } };
    expect(program({ pool: { overrides } }).errors().map((each) => each.slice(0, 7))).toEqual(['K8S013 ', 'K8S015 ']);
  });
});

describe('an id that is given twice', () => {
  test('does not hide other mistakes of its construct', () => {
    const { lab, ubuntu, errors } = program();
    new WorkerPool(lab, 'workers', { replicas: -1, image: ubuntu, size: SIZE });
    expect(errors()).toEqual(['PROP005 infra/lab/workers-2', expect.stringMatching(/^POOL\d+ infra\/lab\/workers-2$/)]);
  });

  test('is the only finding if the name that is made of it is too long', () => {
    const id = 'x'.repeat(50);
    const { lab, ubuntu, errors } = program();
    for (let count = 0; count < 2; count++) new WorkerPool(lab, id, { replicas: 1, image: ubuntu, size: SIZE });
    expect(errors()).toEqual([`PROP005 infra/lab/${id}-2`]);
  });
});
