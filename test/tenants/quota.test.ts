import { ApiObject, JsonPatch, Lazy, Size } from 'cdk8s';
import * as fc from 'fast-check';
import { notices, platform, problems } from './platform';
import {
  AccessMode,
  BundleApp,
  CdiRelease,
  EvictionStrategy,
  GoldenImage,
  ImageSource,
  KubeVirtCluster,
  KubeVirtRelease,
  Layer,
  MachineSize,
  Tenant,
  TenantNamespace,
  TenantQuota,
  WorkerPool,
  WorkerPoolProps,
  PoolBackend,
} from '../../src';
import { machineDemand } from '../../src/machines/launcher/demand';
import { UPSTREAM_OVERCOMMIT } from '../../src/machines/size/overcommit';
import { fieldBelow } from '../../src/toolkit/path';

/** Three machines that each ask for 405m of CPU, 16710Mi of memory and two disks of together 20Gi. */
function workers(owner: Tenant, props: Partial<WorkerPoolProps> = {}, id = 'workers'): WorkerPool {
  const image =
    (owner.node.tryFindChild('image') as GoldenImage | undefined) ??
    GoldenImage.existing(owner, 'image', {
      dataSourceName: 'ubuntu',
      namespaceName: 'golden-images',
      capacity: '15Gi',
      cloneableFrom: true,
    });
  const size = MachineSize.of({ cores: 4, memory: '16Gi' });
  return new WorkerPool(owner, id, {
    replicas: 3,
    size,
    image,
    bootDisk: { capacity: '15Gi' },
    extraDisks: [{ name: 'data', capacity: '5Gi' }],
    ...props,
  });
}

/** What the launchers of a pool request is written out. */
function requesting(requests: object): Partial<WorkerPoolProps> {
  return { overrides: { template: { spec: { domain: { resources: { requests } } } } } };
}

/** A tenant with a quota and the machines above. */
function full(quota: TenantQuota) {
  const { app, infra } = platform();
  const blue = new TenantNamespace(infra, 'blue', { quota });
  workers(blue);
  return { app, blue };
}

function tenant(quota: TenantQuota) {
  const { app, infra } = platform();
  return { app, blue: new TenantNamespace(infra, 'blue', { quota }) };
}

test('the quota is written as what Kubernetes counts', () => {
  const { blue } = tenant({
    cpu: 1.5,
    memory: Size.gibibytes(256),
    storage: '2Ti',
    volumes: 40,
    pods: 30,
    machines: 12,
    additional: { 'services': '2', 'requests.nvidia.com/gpu': '1', 'count/secrets': '10' },
  });
  expect(blue.resourceQuota?.toJson()).toMatchObject({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'tenant', namespace: 'cluster-blue', labels: expect.any(Object) },
    spec: {
      hard: {
        'requests.cpu': '1500m',
        'requests.memory': '256Gi',
        'requests.storage': '2Ti',
        'persistentvolumeclaims': 40,
        'pods': 30,
        'count/virtualmachines.kubevirt.io': 12,
        'count/secrets': '10',
        'requests.nvidia.com/gpu': '1',
        'services': '2',
      },
    },
  });
});

test('no limits, no ResourceQuota', () => {
  expect(tenant({}).blue.resourceQuota).toBeUndefined();
  expect(new TenantNamespace(platform().infra, 'blue').resourceQuota).toBeUndefined();
});

describe('a mistake is an error', () => {
  const STANDARD =
    'cpu, memory, ephemeral-storage, requests.cpu, requests.memory, requests.storage, requests.ephemeral-storage, ' +
    'limits.cpu, limits.memory, limits.ephemeral-storage, pods, ' +
    'resourcequotas, services, services.nodeports, services.loadbalancers, replicationcontrollers, secrets, ' +
    'configmaps, persistentvolumeclaims';

  test.each<[string, TenantQuota, string]>([
    [
      'no CPU',
      { cpu: 0 },
      'quota.cpu is 0, so no machine of the tenant ever starts. Write a positive amount, or leave it out for no limit.',
    ],
    ['negative CPU', { cpu: -1 }, 'quota.cpu -1 is not a number of cores. Write a positive one, such as 64.'],
    [
      'CPU that is not a number',
      { cpu: NaN },
      'quota.cpu "NaN" is not a number of cores. Write a positive one, such as 64.',
    ],
    [
      'thousandths of bytes',
      { memory: '2048m' },
      'quota.memory "2048m" is not a whole number of bytes ("m" means thousandths). Write "2048Mi" for mebibytes.',
    ],
    [
      'storage that is not a size',
      { storage: 'much' },
      'quota.storage "much" is not a Kubernetes quantity. Write a number and a unit, such as "16Gi".',
    ],
    [
      'half a volume',
      { volumes: 1.5 },
      'quota.volumes 1.5 is not a count. Write a whole number from 1 on, or leave it out for no limit.',
    ],
    [
      'no pods',
      { pods: 0 },
      'quota.pods is 0, so no machine of the tenant ever starts. '
        + 'Write a positive amount, or leave it out for no limit.',
    ],
    [
      'endless machines',
      { machines: Infinity },
      'quota.machines "Infinity" is not a count. Write a whole number from 1 on, or leave it out for no limit.',
    ],
    [
      'negative machines',
      { machines: -3 },
      'quota.machines -3 is not a count. Write a whole number from 1 on, or leave it out for no limit.',
    ],
    [
      'a limit that nobody knows',
      { additional: { service: '1' } },
      'quota.additional.service limits "service", which Kubernetes cannot count. Did you mean "services"? Write one of '
        + `${STANDARD}, or a name with a prefix, such as "count/services" or "requests.nvidia.com/gpu".`,
    ],
    [
      'a limit with a name that cannot be',
      { additional: { 'a b/c': '1' } },
      'quota.additional["a b/c"] "a b/c" is not a label key, so the API server refuses it. Write "name" or ' +
        '"prefix.example/name" with letters, digits, "-", "_" and "." and at most 63 characters in the name.',
    ],
    [
      'a limit that is not an amount',
      { additional: { secrets: 'few' } },
      'quota.additional.secrets "few" is not an amount. Write a Kubernetes quantity of zero or more, such as "10" or ' +
        '"500Gi".',
    ],
    [
      'a part of a byte of a class',
      { additional: { 'fast.storageclass.storage.k8s.io/requests.storage': '1500m' } },
      'quota.additional["fast.storageclass.storage.k8s.io/requests.storage"] "1500m" is not a whole number of bytes ' +
        '("m" means thousandths). Write "1500Mi" for mebibytes.',
    ],
    ...['secrets', 'count/secrets'].map(
      (name): [string, TenantQuota, string] => [
        `a part of ${name}`,
        { additional: { [name]: '1500m' } },
        `quota.additional${name === 'secrets' ? '.secrets' : `["${name}"]`} "1500m" is not a whole number, but only ` +
          'whole ones are counted, so the API server refuses it. Write a whole number.',
      ],
    ),
    [
      'a negative limit',
      { additional: { secrets: '-1' } },
      'quota.additional.secrets -1 is not an amount. Write a Kubernetes quantity of zero or more, such as "10" or ' +
        '"500Gi".',
    ],
  ])('%s', (_, quota, sentence) => {
    expect(problems(tenant(quota).app)).toEqual([`[infra/blue/ResourceQuota-tenant] ${sentence}`]);
    expect(problems(full(quota).app)).toContain(`[infra/blue/ResourceQuota-tenant] ${sentence}`);
  });

  test('a limit that has a prop', () => {
    expect(problems(tenant({ additional: { 'requests.memory': '1Gi' } }).app)).toEqual([
      '[infra/blue] quota.additional limits "requests.memory", for which there is quota.memory. Write it there.',
    ]);
  });

  test("in a ResourceQuota of the user's own", () => {
    const { app, infra } = platform();
    const blue = new TenantNamespace(infra, 'blue');
    new ApiObject(blue, 'own', {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'own' },
      spec: { hard: { pods: 'many', podz: '1' }, scopes: ['Sleeping'] },
    });
    expect(problems(app).map((line) => line.split('.').slice(0, 3).join('.'))).toEqual([
      '[infra/blue/own] spec.hard.pods "many" is not a count',
      expect.stringContaining('[infra/blue/own] spec.hard.podz limits "podz"'),
      expect.stringContaining('[infra/blue/own] spec.scopes[0] "Sleeping" is unknown'),
    ]);
  });
});

test('hugepages and names with a prefix can be limited', () => {
  expect(
    problems(
      tenant({
        additional: {
          'requests.hugepages-2Mi': '4Gi',
          'limits.ephemeral-storage': '1.5',
          'fast.storageclass.storage.k8s.io/requests.storage': '1Ti',
        },
      }).app,
    ),
  ).toEqual([]);
});

test('a quota on limits is a warning', () => {
  expect(notices(tenant({ additional: { 'limits.cpu': '64' } }).blue)).toEqual([
    'quota.additional["limits.cpu"] makes Kubernetes refuse pods without such a limit, and KubeVirt gives every ' +
      "launcher one by itself (its guest's CPUs, twice its memory request). Write it in quota.limits if that is what " +
      'you want; otherwise leave it out.',
  ]);
});

describe('machines that do not fit', () => {
  const POOL = 'infra/blue/workers/VirtualMachinePool';
  const said = (limit: string, sum: string, needed: string) =>
    `[infra/blue/ResourceQuota-tenant] ${limit} does not hold what the program puts into the namespace: ${sum} ` +
    `${needed}. Raise it to ${needed} or more, or ask for fewer or smaller machines.`;

  test.each<[string, TenantQuota, string]>([
    [
      'CPU',
      { cpu: 1 },
      said(
        'quota.cpu 1',
        `3 × 405m of ${POOL}, 405m for the target of a live migration and 100m for an importer pod make`,
        '1720m',
      ),
    ],
    [
      'memory',
      { memory: '64Gi' },
      said(
        'quota.memory 64Gi',
        `3 × 16710Mi of ${POOL}, 16710Mi for the target of a live migration and 58Mi for an importer pod make`,
        '66895Mi',
      ),
    ],
    [
      'storage',
      { storage: '50Gi' },
      said(
        'quota.storage 50Gi',
        `3 × 20Gi of ${POOL} and 15Gi for what CDI needs beside a disk while it fills it make`,
        '75Gi',
      ),
    ],
    [
      'volumes',
      { volumes: 5 },
      said('quota.volumes 5', `3 × 2 of ${POOL} and 1 for what CDI needs beside a disk while it fills it make`, '7'),
    ],
    [
      'pods',
      { pods: 4 },
      said(
        'quota.pods 4',
        `3 × 1 of ${POOL}, 1 for the target of a live migration and 1 for an importer pod make`,
        '5',
      ),
    ],
    ['machines', { machines: 2 }, said('quota.machines 2', `3 × 1 of ${POOL} is`, '3')],
  ])('%s', (_, quota, sentence) => {
    expect(problems(full(quota).app)).toEqual([sentence]);
  });

  describe('that never migrate need no room for the target of a migration', () => {
    const external = { evictionStrategy: EvictionStrategy.EXTERNAL, evictionHandler: 'capk' };

    test.each<[string, Partial<WorkerPoolProps>]>([
      ['None', { evictionStrategy: EvictionStrategy.NONE }],
      ['External', external],
      ['a disk of one node', { bootDisk: { accessModes: [AccessMode.READ_WRITE_ONCE] } }],
    ])('%s', (_what, props) => {
      const { app, blue } = tenant({ cpu: 1 });
      workers(blue, { ...requesting({ cpu: '495m' }), ...props, replicas: 2 });
      expect(problems(app)).toEqual([]);
    });

    test('but the others do', () => {
      const { app, blue } = tenant({ cpu: 1 });
      workers(blue, { ...requesting({ cpu: '495m' }), replicas: 2 });
      expect(problems(app)).toEqual([expect.stringContaining('500m for the target of a live migration')]);
    });

    test('and CDI needs more than a launcher has, where it is smaller than its pod', () => {
      const { app, blue } = tenant({ cpu: 0.02 });
      workers(blue, { ...requesting({ cpu: '5m' }), ...external, replicas: 2 });
      expect(problems(app)).toEqual([expect.stringContaining('and 100m for an importer pod make')]);
    });
  });

  test('of several pools, the biggest first, and the largest machine once more', () => {
    const { app, blue } = tenant({ cpu: 10 });
    workers(blue, requesting({ cpu: '495m' }), 'small');
    workers(blue, { ...requesting({ cpu: '7995m' }), replicas: 2 }, 'big');
    expect(problems(app)).toEqual([
      said(
        'quota.cpu 10',
        '2 × 8 of infra/blue/big/VirtualMachinePool, 3 × 500m of infra/blue/small/VirtualMachinePool, 8 for the target '
          + 'of a live migration and 100m for an importer pod make',
        '25600m',
      ),
    ]);
  });

  test('of many pools, the first few by name', () => {
    const { app, blue } = tenant({ machines: 10 });
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) workers(blue, {}, id);
    const named = ['a', 'b', 'c', 'd'].map((id) => `3 × 1 of infra/blue/${id}/VirtualMachinePool`).join(', ');
    expect(problems(app)).toEqual([said('quota.machines 10', `${named} and those of 2 more make`, '18')]);
  });

  test('each limit that is too small is an error', () => {
    const few = full({ cpu: 1, memory: '1Gi', storage: '1Gi', volumes: 1, pods: 1, machines: 1 });
    const named = problems(few.app).map((line) => line.split(' ')[1]);
    expect(named).toEqual([
      'quota.cpu',
      'quota.memory',
      'quota.storage',
      'quota.volumes',
      'quota.pods',
      'quota.machines',
    ]);
  });

  test('whoever made them: pools, machines, instances and replica sets, beside the tenant too', () => {
    const { app, infra } = platform();
    const blue = new TenantNamespace(infra, 'blue', { quota: { machines: 1, pods: 1 } });
    const spec = { domain: { devices: { autoattachPodInterface: false }, memory: { guest: '1Gi' } } };
    new ApiObject(blue, 'machine', {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachine',
      metadata: { name: 'a' },
      spec: { runStrategy: 'Always', template: { spec } },
    });
    const instance = new ApiObject(infra, 'instance', {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachineInstance',
      metadata: { name: 'b', namespace: 'cluster-blue' },
      spec,
    });
    BundleApp.place(instance, { layer: Layer.WORKLOADS });
    new ApiObject(blue, 'set', {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachineInstanceReplicaSet',
      metadata: { name: 'c' },
      spec: {
        replicas: 4,
        selector: { matchLabels: { a: 'b' } },
        template: { metadata: { labels: { a: 'b' } }, spec },
      },
    });
    workers(blue, { replicas: undefined, externallyScaled: { by: 'HPA', maxReplicas: 7 } });
    expect(problems(app)).toEqual([
      expect.stringContaining(
        '7 × 1 of infra/blue/workers/VirtualMachinePool, 4 × 1 of infra/blue/set, 1 × 1 of infra/blue/machine, 1 × 1 ' +
          'of infra/instance, 1 for the target of a live migration and 1 for an importer pod make 15.',
      ),
      expect.stringContaining(
        'quota.machines 1 does not hold what the program puts into the namespace: 7 × 1 of ' +
          'infra/blue/workers/VirtualMachinePool and 1 × 1 of infra/blue/machine make 8.',
      ),
    ]);
  });

  test("of a size of the tenant's own or of the whole cluster, whoever made it", () => {
    const { app, infra } = platform();
    const blue = new TenantNamespace(infra, 'blue', { quota: { cpu: 1 } });
    new ApiObject(infra, 'size', {
      apiVersion: 'instancetype.kubevirt.io/v1beta1',
      kind: 'VirtualMachineClusterInstancetype',
      metadata: { name: 'u1' },
      spec: { cpu: { guest: 20 }, memory: { guest: '1Gi' } },
    });
    workers(blue, { replicas: 1, size: MachineSize.instancetype('standard-8') }, 'a');
    workers(blue, { replicas: 1, size: MachineSize.clusterInstancetype('u1') }, 'b');
    expect(problems(app)).toEqual([
      expect.stringContaining(
        '1 × 2005m of infra/blue/b/VirtualMachinePool, 1 × 805m of infra/blue/a/VirtualMachinePool',
      ),
    ]);
  });
});

test('a quota that holds exactly what is asked is enough', () => {
  expect(
    problems(full({ cpu: 1.72, memory: '66895Mi', storage: '75Gi', volumes: 7, pods: 5, machines: 3 }).app),
  ).toEqual([]);
});

test('a quota that counts other pods than launchers holds anything', () => {
  const { app, infra } = platform();
  workers(
    new TenantNamespace(infra, 'blue', {
      overrides: { resourceQuota: { hard: { pods: '1' }, scopes: ['BestEffort'] } },
    }),
  );
  expect(problems(app)).toEqual([]);
});

describe('the limits that count', () => {
  const written = (hard: { readonly [resource: string]: string | number | null }, quota: TenantQuota = {}) => {
    const { app, infra } = platform();
    const blue = new TenantNamespace(infra, 'blue', { quota, overrides: { resourceQuota: { hard } } });
    workers(blue);
    return { app, blue };
  };

  test('are those of overrides, by their own names', () => {
    expect(problems(written({ 'requests.memory': '1Gi' }, { memory: '1Ti' }).app)).toEqual([
      '[infra/blue/ResourceQuota-tenant] spec.hard["requests.memory"] 1Gi does not hold what the program puts into the '
        + 'namespace: 3 × 16710Mi of infra/blue/workers/VirtualMachinePool, 16710Mi for the target of a live migration '
        + 'and 58Mi for an importer pod make 66895Mi. Raise it to 66895Mi or more, or ask for fewer or '
        + 'smaller machines.',
    ]);
    expect(problems(written({ 'requests.memory': '1Ti' }, { memory: '1Gi' }).app)).toEqual([]);
    // a limit that overrides remove counts for nothing, and is told of
    expect(problems(written({ 'requests.memory': null }, { memory: '1Gi' }).app)).toEqual([
      expect.stringContaining('spec.hard does not hold spec.hard["requests.memory"], which comes from quota.memory'),
    ]);
  });

  test.each([
    'requests.cpu',
    'cpu',
    'requests.memory',
    'memory',
    'requests.storage',
    'persistentvolumeclaims',
    'count/persistentvolumeclaims',
    'pods',
    'count/pods',
    'count/virtualmachines.kubevirt.io',
  ])('include %s', (key) => {
    expect(problems(written({ [key]: 1 }).app)).toEqual([
      expect.stringContaining(`[infra/blue/ResourceQuota-tenant] ${fieldBelow('spec.hard', key)} 1 does not hold`),
    ]);
    expect(problems(written({ [key]: '1Ti' }).app)).toEqual([]);
  });

  test('include what a JSON patch writes', () => {
    const { app, blue } = full({ machines: 10 });
    blue.resourceQuota!.addJsonPatch(JsonPatch.replace('/spec/hard/count~1virtualmachines.kubevirt.io', 2));
    expect(problems(app)).toEqual([
      expect.stringContaining('spec.hard["count/virtualmachines.kubevirt.io"] 2 does not hold'),
    ]);
  });

  test('are known late', () => {
    const { app, infra } = platform();
    const blue = new TenantNamespace(infra, 'blue', {
      overrides: { resourceQuota: { hard: Lazy.any({ produce: () => ({ pods: 4 }) }) } },
    });
    workers(blue);
    expect(problems(app)).toEqual([expect.stringContaining('spec.hard.pods 4 does not hold')]);
  });

  test('must be amounts', () => {
    const found = problems(written({ 'count/foo': 'bar', 'pods': '1500m', 'secrets': -1 }).app);
    expect(found).toEqual(
      expect.arrayContaining([
        '[infra/blue/ResourceQuota-tenant] spec.hard["count/foo"] "bar" is not an amount. Write a Kubernetes quantity '
          + 'of zero or more, such as "10" or "500Gi".',
        '[infra/blue/ResourceQuota-tenant] spec.hard.pods "1500m" is not a count. Write a whole number from 1 on, or ' +
          'leave it out for no limit.',
        '[infra/blue/ResourceQuota-tenant] spec.hard.secrets -1 is not an amount. Write a Kubernetes quantity of zero '
          + 'or more, such as "10" or "500Gi".',
      ]),
    );
  });

  test('must be limits', () => {
    expect(problems(written('many' as any).app)).toEqual([
      '[infra/blue/ResourceQuota-tenant] spec.hard is "many", which names no limits. Write amounts by the names of ' +
        'resources, such as { pods: 20 }.',
    ]);
  });

  test('cannot be read from what cannot be rendered, which synthesis reports', () => {
    const { app, blue } = full({ machines: 1 });
    blue.resourceQuota!.addJsonPatch(JsonPatch.remove('/spec/nope/x'));
    expect(problems(app)).toEqual([expect.stringContaining('[infra/blue/ResourceQuota-tenant]')]);
  });
});

test('what pods of CDI request is what its custom resource says', () => {
  const { app } = platform();
  const cluster = new KubeVirtCluster(app, 'own', {
    kubevirt: KubeVirtRelease.V1_9_0,
    cdi: CdiRelease.V1_66_0,
    overrides: {
      cdi: {
        config: {
          podResourceRequirements: { requests: { cpu: '2', memory: '4Gi' }, limits: { cpu: '2', memory: '4Gi' } },
        },
      },
    },
  });
  workers(new TenantNamespace(cluster, 'blue', { quota: { cpu: 1, memory: '1Gi' } }));
  expect(problems(app)).toEqual([
    expect.stringContaining('and 2 for an importer pod make'),
    expect.stringContaining('and 4Gi for an importer pod make'),
  ]);
});

describe('images that are kept in the namespace', () => {
  const source = ImageSource.http('https://images.example.com/ubuntu.qcow2');

  test('count with their imports and what CDI needs beside them, wherever in the program they are', () => {
    const { app, infra } = platform();
    new GoldenImage(infra, 'early', { source, capacity: '5Gi', namespaceName: 'cluster-blue' });
    const blue = new TenantNamespace(infra, 'blue', { quota: { storage: '50Gi', volumes: 5 } });
    new GoldenImage(blue, 'own', {
      source: ImageSource.registry('docker://quay.io/containerdisks/ubuntu:24.04', { refresh: '@daily' }),
      capacity: '10Gi',
      storageClassName: 'fast',
    });
    new GoldenImage(infra, 'elsewhere', { source, capacity: '500Gi' });
    expect(problems(app)).toEqual([
      '[infra/blue/ResourceQuota-tenant] quota.storage 50Gi does not hold what the program puts into the namespace: 4 '
        + '× 10Gi of infra/blue/own, 1 × 5Gi of infra/early and 21095Mi for what CDI needs beside a disk while it '
        + 'fills it make 67175Mi. Raise it to 67175Mi or more, or ask for fewer or smaller disks and images.',
      '[infra/blue/ResourceQuota-tenant] quota.volumes 5 does not hold what the program puts into the namespace: 4 × 1 '
        + 'of infra/blue/own, 1 × 1 of infra/early and 2 for what CDI needs beside a disk while it fills it make 7. '
        + 'Raise it to 7 or more, or ask for fewer or smaller disks and images.',
    ]);
  });

  test('of a size that only CDI knows are pointed out', () => {
    const { app, infra } = platform();
    const blue = new TenantNamespace(infra, 'blue', { quota: { storage: '50Gi', pods: 4 } });
    new GoldenImage(blue, 'own', { source: ImageSource.pvc('disk') });
    expect(problems(app)).toEqual([]);
    expect(notices(blue)).toEqual([
      'the claims of infra/blue/own cannot be held against quota.storage, because the program does not know what one ' +
        'of them takes. Make sure that the quota has room.',
    ]);
  });

  test('count beside plain DataVolumes, DataImportCrons and claims', () => {
    const { app, infra } = platform();
    const blue = new TenantNamespace(infra, 'blue', { quota: { storage: '10Gi', volumes: 1 } });
    const resources = (storage: string) => ({ resources: { requests: { storage } } });
    const cdi = (kind: string, name: string, spec: object) =>
      new ApiObject(blue, name, { apiVersion: 'cdi.kubevirt.io/v1beta1', kind, metadata: { name }, spec });
    cdi('DataVolume', 'blank', { source: { blank: {} }, storage: resources('3Gi') });
    cdi('DataVolume', 'import', {
      source: { http: { url: 'https://example.com/a' } },
      pvc: { accessModes: ['ReadWriteOnce'], ...resources('4Gi') },
    });
    cdi('DataImportCron', 'cron', {
      schedule: '0 0 * * *',
      managedDataSource: 'a',
      importsToKeep: 2,
      template: {
        spec: {
          source: { registry: { url: 'docker://a' } },
          storage: { storageClassName: 'fast', ...resources('5Gi') },
        },
      },
    });
    new ApiObject(blue, 'claim', {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'claim' },
      spec: { accessModes: ['ReadWriteOnce'], ...resources('6Gi') },
    });
    expect(problems(app)).toEqual([
      expect.stringContaining(
        '3 × 5Gi of infra/blue/cron, 1 × 6Gi of infra/blue/claim, 1 × 4Gi of infra/blue/import, 1 × 3Gi of ' +
          'infra/blue/blank and 10548Mi for what CDI needs beside a disk while it fills it make 39220Mi',
      ),
      expect.stringContaining('and 2 for what CDI needs beside a disk while it fills it make 8'),
    ]);
  });
});

test('counts of machines that cannot be are left to whoever made them', () => {
  for (const replicas of [1.5, -1]) {
    const { app, blue } = tenant({ cpu: 1, pods: 1 });
    workers(blue, { backend: PoolBackend.virtualMachinePool({ overrides: { replicas } }) });
    expect(problems(app).filter((line) => line.includes('quota'))).toEqual([]);
  }
});

test('a size that is not known is not counted, and an info says so', () => {
  const { app, blue } = tenant({ cpu: 64, memory: '64Gi', storage: '1Ti', machines: 3 });
  workers(blue, { size: MachineSize.clusterInstancetype('theirs') });
  expect(problems(app)).toEqual([]);
  expect(notices(blue)).toContain(
    'the machines of infra/blue/workers/VirtualMachinePool cannot be held against quota.cpu and quota.memory, because '
      + 'the program does not hold the instancetype "theirs". Make sure that the cluster has it, and that the quota '
      + 'has room.',
  );
});

test('a size that KubeVirt brings itself is counted', () => {
  const { app, blue } = tenant({ cpu: 64, memory: '8Gi' });
  workers(blue, { replicas: 3, size: MachineSize.clusterInstancetype('u1.medium') });
  expect(problems(app)).toEqual([expect.stringContaining('quota.memory 8Gi does not hold')]);
  expect(notices(blue)).not.toContainEqual(expect.stringContaining('cannot be held against'));
});

test('for any machines, the sum that the finding names is enough and a byte less is not', () => {
  const pool = fc.record({
    machines: fc.integer({ min: 1, max: 50 }),
    memory: fc.bigInt({ min: 2n ** 20n, max: 2n ** 40n }),
  });
  fc.assert(
    fc.property(fc.array(pool, { minLength: 1, maxLength: 4 }), (pools) => {
      const asked: bigint[] = [];
      const of = (memory: string) => {
        const { app, blue } = tenant({ memory });
        asked.length = 0;
        pools.forEach((each, index) => {
          const made = workers(
            blue,
            { ...requesting({ memory: String(each.memory) }), replicas: each.machines },
            `p${index}`,
          );
          asked.push(
            machineDemand(
              made.virtualMachinePool.toJson().spec.virtualMachineTemplate.spec,
              UPSTREAM_OVERCOMMIT,
            ).memory!.toUnits(),
          );
        });
        return problems(app);
      };
      const [sentence] = of('1');
      const needed = /Raise it to (\S+) or more/.exec(sentence)![1];
      const largest = asked.reduce((most, memory) => (memory > most ? memory : most), 0n);
      const exact = pools.reduce(
        (sum, { machines }, index) => sum + BigInt(machines) * asked[index],
        largest + 60_000_000n,
      );
      expect(of(needed)).toEqual([]);
      expect(of(String(exact))).toEqual([]);
      expect(of(String(exact - 1n))).toHaveLength(1);
    }),
    { numRuns: 20 },
  );
});
