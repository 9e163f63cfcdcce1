import { ApiObject } from 'cdk8s';
import { later, Plain, refused, right, Right, stricter, wrong, Wrong } from './case';
import { memberOf } from './members';
import { NAMESPACES, Scene } from './scene';
import {
  EvictionStrategy,
  GoldenImage,
  KubeVirtClusterProps,
  KubeVirtConfig,
  MachinePreference,
  MachineSize,
  PodNetworkBinding,
  PodSecurityLevel,
  Preset,
  TenantNamespace,
  WorkerPool,
  WorkerPoolProps,
} from '../../src';

function pool(rule: string, name: string, props: Partial<WorkerPoolProps>, says: string, why: string): Wrong {
  return wrong(rule, name, (scene) => [scene.pool(props).virtualMachinePool], says, stricter(why));
}

function fine(rule: string, name: string, props: Partial<WorkerPoolProps>): Right {
  return right(rule, name, (scene) => scene.pool(props));
}

const ANNOTATED = { annotations: { 'kubevirt.io/allow-pod-bridge-network-live-migration': 'true' } };

function apart(scene: Scene, podAntiAffinityPreset: Preset): Partial<WorkerPoolProps> {
  return { scheduling: scene.policy({ podAntiAffinityPreset }) };
}

/** A pool in a cluster whose pods have addresses of these ranges. */
function poolAmong(scene: Scene, pods: string[], props: Partial<WorkerPoolProps> = {}): WorkerPool {
  return poolOf(scene, { networks: { pods } }, props);
}

/** A pool in a cluster of ours. */
function poolOf(scene: Scene, given: Partial<KubeVirtClusterProps>, props: Partial<WorkerPoolProps> = {}): WorkerPool {
  const infra = scene.cluster(given);
  const home = TenantNamespace.existing(infra, 'home', { namespaceName: NAMESPACES[0] });
  const image = GoldenImage.existing(infra, 'ubuntu', {
    dataSourceName: 'ubuntu', namespaceName: NAMESPACES[1], cloneableFrom: true,
  });
  const size = MachineSize.of({ cores: 2, memory: '4Gi' });
  return new WorkerPool(home, 'workers', { replicas: 1, size, image, ...props });
}

const IPV6 = 'fd00:10:244::/56';
const MASQUERADE = { podNetwork: PodNetworkBinding.MASQUERADE };

/** A pool that names an instancetype of its namespace, with the member that virt-controller makes of it. */
function poolOfSize(scene: Scene, machine: object, spec: object = {}): (ApiObject | Plain)[] {
  const size = { cpu: { guest: 2 }, memory: { guest: '8Gi' }, ...spec };
  const named = instancetype(scene, 'VirtualMachineInstancetype', 'sized', size);
  const made = scene.pool({
    size: MachineSize.instancetype('sized'), overrides: machine as WorkerPoolProps['overrides'],
  }).virtualMachinePool;
  return [made, named, memberOf(made)];
}

function instancetype(scene: Scene, kind: string, name: string, spec: object): ApiObject {
  const apiVersion = scene.kubevirt.apiVersion('instancetype.kubevirt.io', kind)!;
  return new ApiObject(scene.infra, name, { apiVersion, kind, metadata: { name, namespace: NAMESPACES[0] }, spec });
}

const OF_NODES = { template: { spec: { nodeSelector: { 'example.org/pool': 'machines' } } } };

/** A pool whose members prefer what requires four vCPUs. */
function poolThatPrefers(scene: Scene, topology: string): (ApiObject | Plain)[] {
  const requirements = { cpu: { guest: 4 } };
  const spec = { cpu: { preferredCPUTopology: topology }, requirements };
  const named = instancetype(scene, 'VirtualMachinePreference', 'picky', spec);
  const made = scene.pool({
    size: MachineSize.of({ cores: 4, memory: '4Gi' }), preference: MachinePreference.preference('picky'),
  }).virtualMachinePool;
  return [made, named, memberOf(made)];
}

const T4 = { name: 'gpu', deviceName: 'nvidia.com/TU104GL_Tesla_T4' };
const PERMITTED: KubeVirtConfig = {
  permittedHostDevices: { pciHostDevices: [{ pciVendorSelector: '10DE:1EB8', resourceName: T4.deviceName }] },
};

/** A pool with a host disk in a namespace of ours that enforces a level. */
function poolWithHostDisk(scene: Scene, enforce: PodSecurityLevel): WorkerPool {
  const tenant = scene.tenant({ podSecurity: { enforce } });
  const hostDisk = { path: '/data/cache.img', type: 'DiskOrCreate', capacity: '1Gi' };
  const overrides = {
    template: {
      spec: {
        volumes: [
          { name: 'boot', dataVolume: { name: 'workers-boot' } }, { name: 'cache', hostDisk },
        ],
        domain: {
          devices: {
            disks: [
              { name: 'boot', disk: { bus: 'virtio' } }, { name: 'cache', disk: { bus: 'virtio' } },
            ],
          },
        },
      },
    },
  };
  const size = MachineSize.of({ cores: 2, memory: '4Gi' });
  return new WorkerPool(tenant, 'workers', { replicas: 1, size, image: scene.ubuntu, overrides });
}

/** Machines that do not fit what is around them. */
export const SURROUNDINGS: readonly Wrong[] = [
  pool(
    'VM115',
    'of a machine that is shut down on a drain',
    { ...ANNOTATED, evictionStrategy: EvictionStrategy.NONE },
    'permits live migration, although the eviction strategy is None',
    'KubeVirt takes it, and migrates the machine after an upgrade',
  ),
  wrong(
    'VM116',
    'with hard anti-affinity',
    (scene) => [scene.pool(apart(scene, Preset.HARD)).virtualMachinePool],
    'the eviction strategy LiveMigrateIfPossible denies the eviction of each until it has moved',
    stricter('KubeVirt takes it, and a drain may never end'),
  ),
  wrong(
    'VM117',
    'among pods with IPv6 alone',
    (scene) => [poolAmong(scene, [IPV6]).virtualMachinePool],
    'podNetwork is a bridge, but pods of cluster infra have IPv6 addresses alone',
    stricter('KubeVirt takes it, and the guest gets no address'),
  ),
  wrong(
    'VM118',
    'among pods with both',
    (scene) => [poolAmong(scene, ['10.244.0.0/16', IPV6]).virtualMachinePool],
    'podNetwork is a bridge, so the guest gets an IPv4 address alone',
    stricter('KubeVirt takes it, and the guest gets one of the two addresses'),
  ),
  wrong(
    'VM119',
    'nodes of its own beside those of its instancetype',
    (scene) => poolOfSize(scene, OF_NODES, { nodeSelector: { 'example.org/pool': 'large' } }),
    'but the instancetype "sized" sets {"example.org/pool":"large"}',
    later('virt-api refuses the machine, once it has the instancetype that it conflicts with'),
  ),
  wrong(
    'VM120',
    'cores, where its preference counts sockets',
    (scene) => poolThatPrefers(scene, 'sockets'),
    'has 1 as sockets, but the preference "picky" requires 4 vCPUs there',
    later('virt-api refuses the machine, once it has the preference'),
  ),
  wrong(
    'VM121',
    'a GPU of another name',
    (scene) => [
      poolOf(scene, { kubevirtConfig: PERMITTED }, { gpus: [{ ...T4, deviceName: 'nvidia.com/TU104GL_T4' }] })
        .virtualMachinePool,
    ],
    'gpus[0].deviceName "nvidia.com/TU104GL_T4" is not among the permittedHostDevices of cluster infra',
    later('virt-controller makes no launcher for the machine'),
  ),
  wrong(
    'VM122',
    'a GPU in a cluster without a list',
    (scene) => [poolOf(scene, {}, { gpus: [T4] }).virtualMachinePool],
    'gpus[0].deviceName "nvidia.com/TU104GL_Tesla_T4" is offered by KubeVirt only if',
    stricter('KubeVirt takes it, and the machine waits for a device plugin'),
  ),
  wrong(
    'VM123',
    'a host disk',
    (scene) => [poolWithHostDisk(scene, PodSecurityLevel.BASELINE).virtualMachinePool],
    'hostDisk is a directory of the node (hostPath), which namespace "cluster-acme" refuses: it enforces the pod '
      + 'security level "baseline"',
    later('Pod Security Admission refuses the launcher pod'),
  ),
  wrong(
    'VM131',
    'a selector of other labels',
    (scene) => [replicaSet(scene, { matchLabels: { app: 'web' } })],
    'spec.selector is {"matchLabels":{"app":"web"}}, which does not match the labels of the instances, {"app":"db"}',
    refused('selector does not match labels'),
  ),
];

/** A VirtualMachineInstanceReplicaSet whose instances have the label `app: db`. */
function replicaSet(scene: Scene, selector: object): ApiObject {
  const domain = { devices: {}, memory: { guest: '1Gi' } };
  return new ApiObject(scene.infra, 'set', {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstanceReplicaSet',
    metadata: { name: 'set', namespace: NAMESPACES[0] },
    spec: { replicas: 1, selector, template: { metadata: { labels: { app: 'db' } }, spec: { domain } } },
  });
}

/** Machines that nearly do not. */
export const SURROUNDINGS_RIGHT: readonly Right[] = [
  fine('VM115', 'behind masquerade', {
    ...ANNOTATED, evictionStrategy: EvictionStrategy.NONE, podNetwork: PodNetworkBinding.MASQUERADE,
  }),
  right('VM116', 'with soft anti-affinity', (scene) => scene.pool(apart(scene, Preset.SOFT))),
  right('VM117', 'behind masquerade', (scene) => poolAmong(scene, [IPV6], MASQUERADE)),
  right('VM118', 'behind masquerade', (scene) => poolAmong(scene, ['10.244.0.0/16', IPV6], MASQUERADE)),
  right('VM119', 'nodes of its own', (scene) => poolOfSize(scene, OF_NODES)),
  right('VM120', 'cores, where its preference counts them', (scene) => poolThatPrefers(scene, 'cores')),
  right('VM121', 'a GPU that is permitted', (scene) => poolOf(scene, { kubevirtConfig: PERMITTED }, { gpus: [T4] })),
  right('VM122', 'a GPU in a cluster with a list', (scene) => (
    poolOf(scene, { kubevirtConfig: PERMITTED }, { gpus: [T4] })
  )),
  right('VM123', 'a host disk in a privileged namespace', (scene) => (
    poolWithHostDisk(scene, PodSecurityLevel.PRIVILEGED)
  )),
  right('VM131', 'a selector of one of the labels', (scene) => (
    replicaSet(scene, { matchExpressions: [{ key: 'app', operator: 'In', values: ['db', 'web'] }] })
  )),
];
