import { ApiObject } from 'cdk8s';
import { later, refused, Right, right, stricter, Verdict, wrong, Wrong } from './case';
import { emitted, Scene } from './scene';
import {
  AccessMode, Boot, ClusterApiBootstrap, ClusterApiRollout, GoldenImage, ImageSource, MachineSize, NodeOperatingSystem,
  PoolBackend, RolloutType, RunStrategy, TenantCluster, TenantNamespace, TenantNamespaceProps, VolumeMode, WorkerPool,
  WorkerPoolProps,
} from '../../src';

const SIZE = MachineSize.of({ cores: 2, memory: '4Gi' });

/** A pool of one machine with a boot disk of 10Gi. */
function pool(scene: Scene, acme: TenantNamespace, props: Partial<WorkerPoolProps> = {}): WorkerPool {
  const bootDisk = { capacity: '10Gi', storageClassName: 'fast' };
  return new WorkerPool(acme, 'workers', { replicas: 1, size: SIZE, image: scene.ubuntu, bootDisk, ...props });
}

interface Full {
  readonly rule: string;
  readonly name: string;
  readonly tenant: TenantNamespaceProps;
  readonly pool?: Partial<WorkerPoolProps>;
}

/** A tenant with a pool of one machine: the tenant's objects of a kind, and the pool. */
function full({ rule, name, tenant, pool: given }: Full, kind: string, says: string, verdict: Verdict): Wrong {
  const program = (scene: Scene): ApiObject[] => {
    const acme = scene.tenant(tenant);
    const { virtualMachinePool } = pool(scene, acme, given);
    return [...emitted(acme, kind), virtualMachinePool];
  };
  return wrong(rule, name, program, says, verdict);
}

const TOO_MANY = later('Kubernetes refuses the first pod or claim that is too many');

function held(name: string, quota: TenantNamespaceProps['quota'], says: string, given?: Full['pool']): Wrong {
  return full({ rule: 'TENANT022', name, tenant: { quota }, pool: given }, 'ResourceQuota', says, TOO_MANY);
}

function described(resources: object): Partial<WorkerPoolProps> {
  return { overrides: { template: { spec: { domain: { resources } } } } };
}

const GPU = 'nvidia.com/GA102GL_A10';
const FILES = { bootDisk: { capacity: '10Gi', volumeMode: VolumeMode.FILESYSTEM } };
const HUGE = { size: MachineSize.of({ cores: 2, memory: '4Gi', hugepages: '2Mi' }) };

const QUOTAS_HELD: readonly Wrong[] = [
  held('memory that launchers may use', { limits: { memory: '8Gi' } }, 'quota.limits.memory 8Gi does not hold'),
  held('CPUs that launchers may use', { limits: { cpu: 2 } }, 'quota.limits.cpu 2 does not hold'),
  held("a class's storage", { storageClasses: { fast: { storage: '10Gi' } } },
    'quota.storageClasses.fast.storage 10Gi does not hold'),
  held("a class's volumes", { storageClasses: { fast: { volumes: 1 } } },
    'quota.storageClasses.fast.volumes 1 does not hold'),
  held('files', { storage: '20Gi' }, '1 × 10855Mi of', FILES),
  held('huge pages', { additional: { 'requests.hugepages-2Mi': '4Gi' } },
    'quota.additional["requests.hugepages-2Mi"] 4Gi does not hold', HUGE),
  held('GPUs', { devices: { [GPU]: 0 } }, 'quota.devices["nvidia.com/GA102GL_A10"] 0 does not hold',
    { gpus: [{ name: 'gpu', deviceName: GPU }] }),
  held('instances', { additional: { 'count/virtualmachineinstances.kubevirt.io': '0' } }, '0 does not hold'),
  held('disks of machines that are halted', { storage: '30Gi', cpu: 1 }, 'quota.storage 30Gi does not hold',
    { runStrategy: RunStrategy.HALTED, replicas: 4 }),
  held('ephemeral storage', { additional: { 'requests.ephemeral-storage': '10M' } }, '10M does not hold'),
];

const OF_UPDATE = stricter('the controllers that update nodes run in none of the clusters of the conformance');

/** A tenant with room for some machines, and a pool of two nodes of Cluster API. */
function ofClusterApi(scene: Scene, machines: number, rollout: ClusterApiRollout = {}): ApiObject[] {
  const acme = scene.tenant({ quota: { machines } });
  const bootstrap = ClusterApiBootstrap.kubeadm();
  const backend = PoolBackend.clusterApi({ clusterName: 'acme', version: 'v1.35.4', bootstrap, rollout });
  pool(scene, acme, { replicas: 2, stateless: true, backend });
  return emitted(acme, 'ResourceQuota');
}

/** The same of machine-controller. */
function ofMachineController(scene: Scene, machines: number): ApiObject[] {
  const tenant = scene.tenant({ quota: { machines } });
  const cluster = new TenantCluster(scene.app, 'acme', { tenant, kubernetes: '1.35.8' });
  const backend = PoolBackend.machineDeployment({ cluster, operatingSystem: NodeOperatingSystem.ubuntu() });
  const source = ImageSource.http('https://images.example.com/ubuntu.qcow2');
  const bootDisk = { storageClassName: 'fast', accessModes: [AccessMode.READ_WRITE_MANY] };
  const boot = Boot.imported(source, { capacity: '10Gi' });
  pool(scene, tenant, { replicas: 2, image: undefined, boot, bootDisk, backend });
  return emitted(tenant, 'ResourceQuota');
}

const UPDATED: readonly Wrong[] = [
  wrong('TENANT022', 'a node that an update of Cluster API adds', (scene) => ofClusterApi(scene, 2),
    'quota.machines 2 does not hold', OF_UPDATE),
  wrong('TENANT022', 'the nodes that an update of Cluster API adds',
    (scene) => ofClusterApi(scene, 4, { maxSurge: '150%' }), '5 × 1 of', OF_UPDATE),
  wrong('TENANT022', 'a node that an update of machine-controller adds', (scene) => ofMachineController(scene, 2),
    'quota.machines 2 does not hold', OF_UPDATE),
];

const REFUSED_PODS = later('the API server refuses the launcher, or the pod of CDI');
const REFUSED_CLAIMS = later('the API server refuses the claim of the disk');

function ranged(rule: string, name: string, item: object, says: string, verdict: Verdict): Wrong {
  const tenant = { overrides: { limitRange: { limits: [item as any] } } };
  return full({ rule, name, tenant }, 'LimitRange', says, verdict);
}

/** A LimitRange alone. */
function invalid(name: string, item: object, says: string, words: string): Wrong {
  return wrong('TENANT054', name, (scene) => (
    emitted(scene.tenant({ overrides: { limitRange: { limits: [item as any] } } }), 'LimitRange')
  ), says, refused(words));
}

const container = (fields: object): object => ({ type: 'Container', ...fields });

const RANGES: readonly Wrong[] = [
  ranged('TENANT049', 'a default below the request',
    container({ default: { memory: '128Mi' }, defaultRequest: { memory: '64Mi' } }),
    'limits[0].default.memory 128Mi becomes the limit of the container "compute"', REFUSED_PODS),
  ranged('TENANT049', 'a max below the request', container({ max: { memory: '1Gi' } }),
    'limits[0].max.memory 1Gi becomes the limit of the container "compute"', REFUSED_PODS),
  ranged('TENANT049', 'a ratio without limits', container({ maxLimitRequestRatio: { cpu: '4' } }),
    'maxLimitRequestRatio.cpu asks for a limit', REFUSED_PODS),
  ranged('TENANT049', 'a min above a small container', container({ min: { memory: '64Mi' } }),
    'limits[0].min.memory 64Mi is more than the 33Mi that the container "guest-console-log"', REFUSED_PODS),
  ranged('TENANT049', 'a max of the pod', { type: 'Pod', max: { memory: '4Gi' } },
    'limits[0].max.memory 4Gi is less than', REFUSED_PODS),
  ranged('TENANT049', 'a min of the pod', { type: 'Pod', min: { cpu: '1' } },
    'limits[0].min.cpu 1 is more than the 205m that each launcher', REFUSED_PODS),
  ranged('TENANT050', 'a max below a disk', { type: 'PersistentVolumeClaim', max: { storage: '5Gi' } },
    'limits[0].max.storage 5Gi is less than the 10Gi of a disk of', REFUSED_CLAIMS),
  ranged('TENANT050', 'a min above a disk', { type: 'PersistentVolumeClaim', min: { storage: '20Gi' } },
    'limits[0].min.storage 20Gi is more than the 10Gi of a disk of', REFUSED_CLAIMS),
  invalid('a min above the max', container({ min: { memory: '2Gi' }, max: { memory: '1Gi' } }),
    'limits[0].min.memory 2Gi is more than max, which is 1Gi', 'min value 2Gi is greater than max value 1Gi'),
  invalid('a ratio below 1', container({ maxLimitRequestRatio: { memory: '500m' } }),
    'maxLimitRequestRatio.memory 500m is less than 1', 'ratio 500m is less than 1'),
  invalid('a default request above the default',
    container({ default: { memory: '1Gi' }, defaultRequest: { memory: '2Gi' } }),
    'limits[0].defaultRequest.memory 2Gi is more than default, which is 1Gi',
    'default request value 2Gi is greater than default limit value 1Gi'),
];

const NOBODY = stricter('Kubernetes takes any name, and the limit holds nothing');
const T4 = { pciHostDevices: [{ pciVendorSelector: '10DE:1EB8', resourceName: 'nvidia.com/T4' }] };

/** A tenant in a cluster of ours that permits a device, with one disk of the class "fast". */
function beside(scene: Scene, quota: TenantNamespaceProps['quota']): ApiObject[] {
  const infra = scene.cluster({ kubevirtConfig: { permittedHostDevices: T4 } });
  const acme = new TenantNamespace(infra, 'acme', { quota });
  const image = GoldenImage.existing(infra, 'ubuntu', {
    dataSourceName: 'ubuntu', namespaceName: 'golden-images', capacity: '10Gi', cloneableFrom: true,
  });
  pool(scene, acme, { image });
  return emitted(acme, 'ResourceQuota');
}

function unused(name: string, quota: TenantNamespaceProps['quota'], says: string): Wrong {
  return wrong('TENANT065', name, (scene) => beside(scene, quota), says, NOBODY);
}

const UNUSED: readonly Wrong[] = [
  unused('a misspelt class', { storageClasses: { fsat: { storage: '50Gi', volumes: 5 } } },
    'quota.storageClasses.fsat.storage limits the StorageClass "fsat", which no disk, image or StorageProfile'),
  unused('a misspelt device', { devices: { 'nvidia.com/T44': 2 } },
    'quota.devices["nvidia.com/T44"] limits the device "nvidia.com/T44", which is not among the permittedHostDevices'),
];

const NO_LIMIT = stricter('Kubernetes takes it, and counts the request');
const EDITORS = { editors: { users: ['lena'] } };

const UNCOUNTED: readonly Wrong[] = [
  full({
    rule: 'TENANT051',
    name: 'memory',
    tenant: { quota: { memory: '16Gi' } },
    pool: described({ requests: { memory: '1Mi' } }),
  }, 'ResourceQuota', 'quota.memory counts 1Mi of each machine of', NO_LIMIT),
  full({
    rule: 'TENANT051',
    name: 'CPUs',
    tenant: { quota: { cpu: 16 } },
    pool: described({ requests: { cpu: '1m' } }),
  }, 'ResourceQuota', 'quota.cpu counts 1m of each machine of', NO_LIMIT),
  full({
    rule: 'TENANT051',
    name: 'an empty disk',
    tenant: { quota: { memory: '16Gi' } },
    pool: {
      overrides: {
        template: {
          spec: {
            domain: { devices: { disks: [{ name: 'boot', disk: {} }, { name: 'scratch', disk: {} }] } },
            volumes: [{ name: 'boot', dataVolume: { name: 'workers-boot' } },
              { name: 'scratch', emptyDisk: { capacity: '100Ti' } }],
          },
        },
      },
    },
  }, 'ResourceQuota', 'The quota counts nothing of the 100Ti', NO_LIMIT),
  wrong('TENANT052', 'editors', (scene) => (
    emitted(scene.tenant({ quota: { memory: '16Gi' }, access: EDITORS }), 'ResourceQuota')
  ), 'quota.memory counts what machines request', NO_LIMIT),
  wrong('TENANT053', 'a device without its prefix', (scene) => (
    emitted(scene.tenant({ quota: { additional: { 'nvidia.com/gpu': '2' } } }), 'ResourceQuota')
  ), 'limits "nvidia.com/gpu", a name by which Kubernetes counts nothing',
  stricter('Kubernetes takes any name with a prefix')),
];

export const QUOTAS: readonly Wrong[] = [...QUOTAS_HELD, ...UPDATED, ...RANGES, ...UNUSED, ...UNCOUNTED];

function fits(rule: string, name: string, props: TenantNamespaceProps, given?: Full['pool']): Right {
  return right(rule, name, (scene) => {
    pool(scene, scene.tenant(props), given);
  });
}

function within(rule: string, name: string, ...limits: object[]): Right {
  return fits(rule, name, { overrides: { limitRange: { limits: limits as any } } });
}

export const QUOTAS_RIGHT: readonly Right[] = [
  fits('TENANT022', 'machines that are halted', {
    quota: { cpu: 1, memory: '1Gi', pods: 2, additional: { 'count/virtualmachineinstances.kubevirt.io': '0' } },
  }, { runStrategy: RunStrategy.HALTED, replicas: 8 }),
  fits('TENANT022', 'what launchers may use', { quota: { limits: { cpu: 5, memory: '20Gi' } } }),
  fits('TENANT022', "another class's storage", {
    quota: { storageClasses: { slow: { storage: '1Gi', volumes: 1 } } },
  }),
  fits('TENANT022', 'the devices that are asked for', { quota: { devices: { [GPU]: 1 } } },
    { gpus: [{ name: 'gpu', deviceName: GPU }] }),
  right('TENANT022', 'a node that an update of Cluster API adds', (scene) => {
    ofClusterApi(scene, 3);
  }),
  right('TENANT022', 'an update of Cluster API that adds none', (scene) => {
    ofClusterApi(scene, 2, { type: RolloutType.ON_DELETE });
  }),
  right('TENANT022', 'a node that an update of machine-controller adds', (scene) => {
    ofMachineController(scene, 3);
  }),
  within('TENANT049', 'what all pods keep', container({
    default: { memory: '5Gi' },
    defaultRequest: { memory: '64Mi' },
    max: { memory: '5Gi', cpu: '2' },
    min: { cpu: '1m' },
  }), { type: 'Pod', max: { memory: '6Gi' } }),
  within('TENANT050', 'exactly the disks', {
    type: 'PersistentVolumeClaim', min: { storage: '10Gi' }, max: { storage: '10Gi' },
  }),
  within('TENANT054', 'all at one amount', container({
    min: { cpu: '5m' }, max: { cpu: '5' }, default: { cpu: '5' }, defaultRequest: { cpu: '5m' },
  })),
  fits('TENANT051', 'limits beside requests', { quota: { memory: '16Gi', limits: { memory: '16Gi' } } },
    described({ requests: { memory: '1Gi' } })),
  right('TENANT065', 'a class and a device of the cluster', (scene) => (
    beside(scene, { storageClasses: { fast: { storage: '50Gi' } }, devices: { 'nvidia.com/T4': 2 } })
  )),
  right('TENANT065', 'none of a class and of a device', (scene) => (
    beside(scene, { storageClasses: { slow: { storage: '0' } }, devices: { 'nvidia.com/T5': 0 } })
  )),
  right('TENANT052', 'editors with limits', (scene) => (
    scene.tenant({ quota: { memory: '16Gi', limits: { memory: '32Gi' } }, access: EDITORS })
  )),
  right('TENANT053', 'the devices of claims', (scene) => (
    scene.tenant({ quota: { additional: { 'gpu.deviceclass.resource.k8s.io/devices': '2' } } })
  )),
];
