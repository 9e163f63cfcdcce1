import { ApiObject, JsonPatch, Lazy } from 'cdk8s';
import { notices, platform, problems } from './platform';
import {
  AccessMode, BundleApp, CdiRelease, GoldenImage, ImageSource, KubeVirtCluster, KubeVirtClusterProps, KubeVirtRelease,
  MachineSize, StorageProfile, TenantNamespace, TenantNamespaceProps, VolumeMode, WorkerPool, WorkerPoolProps,
} from '../../src';

const SIZE = MachineSize.of({ cores: 4, memory: '16Gi' });

/** Three machines of 4 CPUs and 16Gi, each with a boot disk of 10Gi. */
function filled(
  tenant: TenantNamespaceProps, pool: Partial<WorkerPoolProps> = {}, cluster: Partial<KubeVirtClusterProps> = {},
) {
  const app = new BundleApp();
  const releases = { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 };
  const infra = new KubeVirtCluster(app, 'infra', { ...releases, ...cluster });
  const image = new GoldenImage(infra, 'ubuntu', {
    source: ImageSource.http('https://images.example.com/ubuntu.qcow2'), capacity: '10Gi', storageClassName: 'fast',
  });
  const blue = new TenantNamespace(infra, 'blue', tenant);
  new WorkerPool(blue, 'workers', { replicas: 3, size: SIZE, image, ...pool });
  return { app, infra, blue };
}

/** The lines about a quota. */
const aboutQuota = (app: BundleApp): string[] => problems(app).filter((line) => line.includes('does not hold'));

test('a device whose name has "requests." already is told to count nothing', () => {
  const { app } = filled({ quota: { devices: { 'requests.nvidia.com/gpu': 4 } } });
  expect(notices(app).filter((line) => line.includes('counts nothing'))).toEqual([
    expect.stringContaining('If it is a device of nodes, write "requests.nvidia.com/gpu"'),
  ]);
});

describe('limits on what launchers may use', () => {
  test('count the CPUs of guests, with the console and a pod of CDI', () => {
    // 3 launchers and one target of 4 CPUs and 15m each, and 750m of CDI
    expect(aboutQuota(filled({ quota: { limits: { cpu: 16.81 } } }).app)).toEqual([]);
    expect(aboutQuota(filled({ quota: { limits: { cpu: 16.809 } } }).app)).toEqual([
      expect.stringContaining('quota.limits.cpu 16809m does not hold'),
    ]);
  });

  test('count twice the request, or as the label of the namespace says', () => {
    const quota = { limits: { memory: '100Gi' } };
    expect(aboutQuota(filled({ quota }).app)).toEqual([expect.stringContaining('3 × 33410Mi')]);
    const labels = { 'alpha.kubevirt.io/auto-memory-limits-ratio': '1.2' };
    expect(aboutQuota(filled({ quota, labels }).app)).toEqual([]);
  });

  test('count what machines state', () => {
    const overrides = { template: { spec: { domain: { resources: { limits: { memory: '17Gi' } } } } } };
    expect(aboutQuota(filled({ quota: { limits: { memory: '60Gi' } } }, { overrides }).app)).toEqual([
      expect.stringContaining('3 × 17'),
    ]);
  });

  test('in quota.limits are meant so, and elsewhere are a warning', () => {
    expect(notices(filled({ quota: { limits: { cpu: 64 } } }).blue).join()).not.toContain('refuse pods');
    expect(notices(filled({ quota: { additional: { 'limits.cpu': '64' } } }).blue).join()).toContain('refuse pods');
  });
});

describe('wherever a limit is written', () => {
  const HUGE = { size: MachineSize.of({ cores: 4, memory: '16Gi', hugepages: '2Mi' }) };
  const LIMIT = 'requests.hugepages-2Mi';

  test.each<[string, TenantNamespaceProps]>([
    ['overrides', { overrides: { resourceQuota: { hard: { [LIMIT]: '16Gi' } } } }],
    ['a lazy value', { overrides: { resourceQuota: { hard: Lazy.any({ produce: () => ({ [LIMIT]: '16Gi' }) }) } } }],
  ])('%s', (_name, tenant) => {
    expect(aboutQuota(filled(tenant, HUGE).app)).toEqual([expect.stringContaining('16Gi does not hold')]);
  });

  test('JSON patches', () => {
    const { app, blue } = filled({ quota: { pods: 10 } }, HUGE);
    blue.resourceQuota!.addJsonPatch(JsonPatch.add('/spec/hard/requests.hugepages-2Mi', '16Gi'));
    expect(aboutQuota(app)).toEqual([expect.stringContaining('16Gi does not hold')]);
  });

  test('a plain ResourceQuota, for plain machines and instances', () => {
    const { app, infra } = platform();
    const metadata = { namespace: 'plain' };
    const hard = { 'requests.example.com/gpu': '2', 'count/virtualmachineinstances.kubevirt.io': '1', 'pods': '0' };
    new ApiObject(infra, 'quota', {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { ...metadata, name: 'q' },
      spec: { hard },
    });
    const devices = { gpus: ['a', 'b'].map((name) => ({ name, deviceName: 'example.com/gpu' })) };
    const spec = { domain: { devices, memory: { guest: '1Gi' } } };
    new ApiObject(infra, 'vm', {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachine',
      metadata: { ...metadata, name: 'vm' },
      spec: { runStrategy: 'Always', template: { spec } },
    });
    new ApiObject(infra, 'vmi', {
      apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachineInstance', metadata: { ...metadata, name: 'vmi' }, spec,
    });
    expect(aboutQuota(app)).toEqual([
      expect.stringContaining('requests.example.com/gpu"] 2 does not hold'),
      expect.stringContaining('count/virtualmachineinstances.kubevirt.io"] 1 does not hold'),
      expect.stringContaining('spec.hard.pods 0 does not hold'),
    ]);
  });
});

describe('disks that are files', () => {
  const FILES = { bootDisk: { storageClassName: 'nfs', volumeMode: VolumeMode.FILESYSTEM, capacity: '10Gi' } };
  const storage = (size: string): TenantNamespaceProps => ({ quota: { storage: size } });

  test('count with the overhead of a file system', () => {
    expect(aboutQuota(filled(storage('40Gi'), FILES).app)).toEqual([expect.stringContaining('3 × 10855Mi')]);
  });

  test.each([
    [{ filesystemOverhead: '0' }, []],
    [{ filesystemOverhead: '0.5', filesystemOverheadByStorageClass: { nfs: '0' } }, []],
    [{ filesystemOverheadByStorageClass: { nfs: '0.5' } }, [expect.stringContaining('3 × 15Gi')]],
  ])('count with that of the CDI custom resource: %j', (cdiConfig, found) => {
    expect(aboutQuota(filled(storage('40Gi'), FILES, { cdiConfig }).app)).toEqual(found);
  });

  test('are known by a StorageProfile of the bundle', () => {
    const modes = [{ accessModes: [AccessMode.READ_WRITE_MANY], volumeMode: VolumeMode.FILESYSTEM }];
    const { app, infra } = filled(storage('40Gi'), { bootDisk: { storageClassName: 'nfs', capacity: '10Gi' } });
    expect(aboutQuota(app)).toEqual([]);
    new StorageProfile(infra, 'nfs', { modes });
    expect(aboutQuota(app)).toEqual([expect.stringContaining('3 × 10855Mi')]);
  });
});

describe('limits of a class', () => {
  test('do not count disks of another', () => {
    expect(aboutQuota(filled({ quota: { storageClasses: { slow: { storage: '1Gi', volumes: 0 } } } }).app)).toEqual([]);
  });

  test('cannot be held against disks of a class that only the cluster knows', () => {
    const { app, infra } = platform();
    const blue = new TenantNamespace(infra, 'blue', { quota: { storageClasses: { fast: { storage: '1Gi' } } } });
    const image = GoldenImage.existing(infra, 'ubuntu', { dataSourceName: 'ubuntu', namespaceName: 'images' });
    new WorkerPool(blue, 'workers', { replicas: 1, size: SIZE, image, bootDisk: { capacity: '10Gi' } });
    expect(aboutQuota(app)).toEqual([]);
    expect(notices(blue).join()).toContain('cannot be held against quota.storageClasses.fast.storage');
  });

  test('in additional beside the prop are an error', () => {
    const key = 'fast.storageclass.storage.k8s.io/requests.storage';
    const quota = { storageClasses: { fast: { storage: '1Ti' } }, additional: { [key]: '2Ti' } };
    expect(problems(filled({ quota }).app)).toEqual([
      `[infra/blue] quota.additional limits "${key}", for which there is quota.storageClasses.fast.storage. Write it `
        + 'there.',
    ]);
  });
});

test('Services and other objects of the bundle count by their kind, and what Kubernetes makes counts too', () => {
  const objects = { 'services': '0', 'services.nodeports': '1', 'count/deployments.apps': '0', 'configmaps': '1' };
  const hard = { ...objects, pods: '1' };
  const { app, infra } = platform();
  const blue = new TenantNamespace(infra, 'blue', { overrides: { resourceQuota: { hard } } });
  const ports = [{ port: 1 }, { port: 2 }];
  new ApiObject(blue, 'service', {
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { type: 'LoadBalancer', ports },
  });
  new ApiObject(blue, 'deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'a' },
    spec: { replicas: 2, template: { spec: { containers: [{ name: 'a', image: 'a' }] } } },
  });
  new ApiObject(blue, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
  expect(aboutQuota(app).map((line) => /(spec\S*) \d does/.exec(line)?.[1]).sort()).toEqual([
    'spec.hard.configmaps', 'spec.hard.pods', 'spec.hard.services', 'spec.hard["count/deployments.apps"]',
    'spec.hard["services.nodeports"]',
  ]);
});

describe('a machine that requests less than its guest has', () => {
  const tight = { overrides: { template: { spec: { domain: { resources: { requests: { memory: '1Mi' } } } } } } };

  test('is a warning under a quota by requests alone', () => {
    expect(notices(filled({ quota: { memory: '64Gi' } }, tight).blue)).toContainEqual(
      expect.stringContaining('quota.memory counts 1Mi of each machine of infra/blue/workers/VirtualMachinePool, which '
        + 'requests this, and its guest has 16Gi'),
    );
  });

  test.each<[string, TenantNamespaceProps, Partial<WorkerPoolProps>]>([
    ['a quota with limits', { quota: { memory: '64Gi', limits: { memory: '64Gi' } } }, tight],
    ['a machine of our own', { quota: { memory: '128Gi' } }, {}],
    ['no quota on memory', { quota: { pods: 20 } }, tight],
  ])('is none with %s', (_name, tenant, pool) => {
    expect(notices(filled(tenant, pool).blue).join()).not.toContain('which requests this');
  });
});
