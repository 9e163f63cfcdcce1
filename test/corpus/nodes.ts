import { ApiObject } from 'cdk8s';
import { right, Right, stricter, Verdict, wrong, Wrong } from './case';
import { Changes, changedDeployment } from './machine-deployments/deployment';
import { noObjects, Scene } from './scene';
import {
  AccessMode,
  Boot,
  CloudInit,
  Findings,
  Firmware,
  GoldenImage,
  ImageSource,
  InfraKubeconfig,
  KubeVirtCluster,
  MachineDeploymentOptions,
  MachineSize,
  NodeOperatingSystem,
  PodNetworkBinding,
  PoolBackend,
  Preset,
  SchedulingPolicyProps,
  Tenant,
  TenantCluster,
  TenantClusterProps,
  TenantNamespace,
  WhenUnsatisfiable,
  WorkerController,
  WorkerPool,
  WorkerPoolProps,
} from '../../src';

/** Conformance has no machine-controller, and no server sees what the program compares. */
const ELSEWHERE = 'no server of the infra cluster sees the tenant\'s cluster';
const UNSAID = 'no server sees what an object cannot say';

function cluster(scene: Scene, props: Partial<TenantClusterProps> = {}, id = 'gff5gnxc7r'): TenantCluster {
  return new TenantCluster(scene.app, id, { tenant: scene.home, kubernetes: '1.35.8', ...props });
}

function given(rule: string, name: string, props: Partial<TenantClusterProps>, says: string, why = ELSEWHERE): Wrong {
  return wrong(rule, name, (scene) => noObjects(cluster(scene, props)), says, stricter(why));
}

function fine(rule: string, name: string, props: Partial<TenantClusterProps>): Right {
  return right(rule, name, (scene) => cluster(scene, props));
}

/** Props of a pool whose members machine-controller can make. */
const BASE = {
  replicas: 1,
  image: undefined,
  boot: Boot.imported(ImageSource.http('https://images.example.com/ubuntu.qcow2'), { capacity: '10Gi' }),
  bootDisk: { storageClassName: 'fast', accessModes: [AccessMode.READ_WRITE_MANY] },
};

/** A pool of nodes that machine-controller makes. */
export function nodes(
  scene: Scene, props: Partial<WorkerPoolProps> = {}, options: Partial<MachineDeploymentOptions> = {},
): WorkerPool {
  const backend = PoolBackend.machineDeployment({
    cluster: options.cluster ?? cluster(scene), operatingSystem: NodeOperatingSystem.ubuntu(), ...options,
  });
  return scene.pool({ ...BASE, backend, ...props });
}

/** A MachineDeployment of no construct, in the cluster of a tenant. */
function plainNodes(scene: Scene, changes: Changes): ApiObject {
  return new ApiObject(cluster(scene), 'nodes', changedDeployment({ 'CLOUD.clusterName': 'gff5gnxc7r', ...changes }));
}

/** A pool with a prop that a MachineDeployment cannot say. */
function unsaid(
  name: string, props: (scene: Scene) => Partial<WorkerPoolProps>, says: string, verdict: Verdict = stricter(UNSAID),
): Wrong {
  return wrong('POOL034', name, (scene) => noObjects(nodes(scene, props(scene))), says, verdict);
}

/** Nodes whose image server wants headers, by the account that the tenant gives machine-controller. */
function withHeaders(scene: Scene, imageHeaderSecrets?: string[]): WorkerPool {
  const workers = WorkerController.MACHINE_CONTROLLER;
  const tenant = scene.tenant({
    kubernetes: [{ name: 'gff5gnxc7r', workers, clusterReads: true, imageHeaderSecrets }],
  });
  return nodesOf(tenant, cluster(scene, { tenant }), 'workers', { imageHeaderSecret: 'headers' });
}

/** Pools of two clusters that share a namespace. */
function poolsOfTwo(scene: Scene, ...names: readonly [string, string]): WorkerPool[] {
  const ids = ['gff5gnxc7r', 'other'];
  const kubernetes = ids.map((name) => ({ name, workers: WorkerController.MACHINE_CONTROLLER, clusterReads: true }));
  const tenant = scene.tenant({ sharedByClusters: true, kubernetes });
  return ids.map((id, index) => nodesOf(tenant, cluster(scene, { tenant }, id), names[index]));
}

function nodesOf(
  tenant: Tenant, of: TenantCluster, name: string, options: Partial<MachineDeploymentOptions> = {},
): WorkerPool {
  const backend = PoolBackend.machineDeployment({
    cluster: of, operatingSystem: NodeOperatingSystem.ubuntu(), ...options,
  });
  const size = MachineSize.of({ cores: 2, memory: '4Gi' });
  return new WorkerPool(tenant, `${of.clusterId}-${name}`, { ...BASE, name, size, backend });
}

const scheduled = (props: SchedulingPolicyProps) => (scene: Scene) => ({ scheduling: scene.policy(props) });

const OF_PROPS: readonly Wrong[] = [
  given('TC001', 'capital letters', { clusterId: 'Acme' }, 'clusterId "Acme" is not a DNS label'),
  given('TC001', 'no room for the namespace', { clusterId: 'a'.repeat(56) }, '8 must stay free for Kubermatic'),
  given('TC001', 'a directory with a dot', { clusterName: 'a.b' }, 'clusterName "a.b" is not a DNS label'),
  given('KV044', 'the directory of the infra cluster', { clusterName: 'infra' },
    'clusterName "infra" is that of infra already, and both would be written to clusters/infra'),
  given('TC002', 'no patch', { kubernetes: '1.35' }, 'kubernetes "1.35" is not a version of Kubernetes'),
  given('TC003', 'no prefix length', { networks: { pods: ['172.26.0.0'] } },
    'networks.pods "172.26.0.0" is not a CIDR'),
  given('TC004', 'Services of the infra cluster', { networks: { services: ['10.100.0.0/16'] } },
    'networks.services 10.100.0.0/16 overlaps service network of cluster infra 10.96.0.0/12'),
  given('TC004', 'pods and Services', { networks: { pods: ['172.26.0.0/16'], services: ['172.26.8.0/24'] } },
    'networks.pods 172.26.0.0/16 overlaps service network of cluster gff5gnxc7r 172.26.8.0/24'),
  wrong('TC005', 'an infra cluster without ranges', (scene) => {
    const { kubevirt, cdi } = scene;
    const networks = { pods: ['10.244.0.0/16'] };
    const infra = KubeVirtCluster.existing(scene.app, 'other', { kubevirt, cdi, networks });
    const tenant = TenantNamespace.existing(infra, 'home', { namespaceName: 'cluster-a' });
    return noObjects(cluster(scene, { tenant }));
  }, 'networks cannot be compared with those of services of other, which are not known', stricter(ELSEWHERE)),
  given('TC006', 'an address of a pod', { dnsServiceIp: '172.26.0.10' },
    'dnsServiceIp "172.26.0.10" is in no range of the cluster\'s Services (10.241.0.0/20)'),
  given('TC006', 'a name', { dnsServiceIp: 'dns' }, 'dnsServiceIp "dns" is not an address'),
  wrong('TC007', 'two clusters in one namespace', (scene) => noObjects(cluster(scene), cluster(scene, {}, 'other')),
    'tenant has the namespace "cluster-a" of infra, in which the nodes of cluster gff5gnxc7r are already',
    stricter('the infra cluster takes the machines of both')),
  wrong('TC008', 'a newer kubelet', (scene) => noObjects(nodes(scene, {}, { kubelet: '1.36.0' })),
    'kubelet "1.36.0" is newer than the control plane, which has 1.35.8', stricter(ELSEWHERE)),
  wrong('TC008', 'four minors behind', (scene) => noObjects(nodes(scene, {}, { kubelet: '1.31.9' })),
    'kubelet "1.31.9" is more than 3 minors older than the control plane, which has 1.35.8', stricter(ELSEWHERE)),
  wrong('TC008', 'a newer kubelet in overrides',
    (scene) => noObjects(nodes(scene, {}, { overrides: { template: { spec: { versions: { kubelet: '1.40.0' } } } } })),
    'spec.template.spec.versions.kubelet "1.40.0" is newer than the control plane', stricter(ELSEWHERE)),
  wrong('TC008', 'a newer kubelet of a plain object',
    (scene) => noObjects(plainNodes(scene, { 'spec.template.spec.versions.kubelet': '1.36.1' })),
    'spec.template.spec.versions.kubelet "1.36.1" is newer than the control plane', stricter(ELSEWHERE)),
  wrong('TC011', 'another cluster in overrides', (scene) => {
    const value = { cloudProviderSpec: { clusterName: 'other' } };
    return noObjects(nodes(scene, {}, { overrides: { template: { spec: { providerSpec: { value } } } } }));
  }, 'cloudProviderSpec.clusterName is "other", but the MachineDeployment is in cluster gff5gnxc7r',
  stricter(ELSEWHERE)),
  wrong('TC011', 'another cluster of a plain object',
    (scene) => noObjects(plainNodes(scene, { 'CLOUD.clusterName': 'blue' })),
    'cloudProviderSpec.clusterName is "blue", but the MachineDeployment is in cluster gff5gnxc7r',
    stricter(ELSEWHERE)),
  wrong('TC013', 'a Secret that is not named', (scene) => noObjects(withHeaders(scene, ['mirror'])),
    'imageHeaderSecret is "headers", which the account "gff5gnxc7r-machine-controller" may not read',
    stricter(ELSEWHERE)),
  wrong('TC013', 'no Secret that is named', (scene) => noObjects(withHeaders(scene)),
    'Write it in kubernetes[0].imageHeaderSecrets of the tenant too.', stricter(ELSEWHERE)),
  wrong('TC014', 'one name for two', (scene) => noObjects(...poolsOfTwo(scene, 'workers', 'workers')),
    'name is "workers", as that of a MachineDeployment of cluster gff5gnxc7r', stricter(ELSEWHERE)),
  wrong('TC009', 'a pool of another tenant', (scene) => {
    const tenant = TenantNamespace.existing(scene.infra, 'other', { namespaceName: 'cluster-b' });
    return noObjects(nodes(scene, {}, { cluster: cluster(scene, { tenant }) }));
  }, 'cluster is gff5gnxc7r, whose nodes are in namespace "cluster-b" of infra, but the pool is in namespace',
  stricter(ELSEWHERE)),
  wrong('TC010', 'another name', (scene) => {
    const tenant = scene.tenant({ kubernetes: [{ workers: WorkerController.MACHINE_CONTROLLER, clusterReads: true }] });
    return noObjects(cluster(scene, { tenant }));
  }, 'clusterId "gff5gnxc7r" is not among the clusters that the tenant of namespace "cluster-acme" states, which are '
    + 'acme', stricter(ELSEWHERE)),

  wrong('POOL004', 'a number of nodes that nobody sets', (scene) => noObjects(nodes(scene, { replicas: undefined })),
    'replicas is missing, and machine-controller takes that for 1', stricter(ELSEWHERE)),
  wrong('VM124', 'nodes whose StorageProfile decides',
    (scene) => noObjects(nodes(scene, { bootDisk: { storageClassName: 'fast' } })),
    'the StorageProfile "fast" decides whether the boot disk is ReadWriteMany', stricter('only a drain shows it')),
  wrong('POOL006', 'nodes of cluster-autoscaler with a number',
    (scene) => noObjects(nodes(scene, { autoscale: { min: 1, max: 3 } })),
    'replicas is 1, but cluster-autoscaler sets the number', stricter(ELSEWHERE)),
  unsaid('firmware', () => ({ firmware: Firmware.bios() }),
    'firmware is given, which a MachineDeployment cannot say: machine-controller has no field for it'),
  unsaid('user data', () => ({ cloudInit: CloudInit.fromSecret('user-data') }),
    'cloudInit is given, which a MachineDeployment cannot say: operating-system-manager makes the user data of nodes'),
  unsaid('the address of a pod', () => ({ podNetwork: PodNetworkBinding.MASQUERADE }), 'podNetwork is "masquerade"'),
  unsaid('sockets', () => ({ size: MachineSize.of({ cores: 2, memory: '4Gi', sockets: 2 }) }), 'size.sockets is given'),
  unsaid('an autoscaler that counts CPUs', () => ({ replicas: undefined, autoscale: { min: 1, max: 3, cpu: 1 } }),
    'autoscale.cpu is given'),
  unsaid('co-location', scheduled({ podAffinityPreset: Preset.SOFT }),
    'scheduling.podAffinityPreset is given, which a MachineDeployment cannot say: machine-controller has ignored it'),
  unsaid('a number of domains',
    scheduled({
      topologySpread: [
        { topologyKey: 'zone', minDomains: 2, whenUnsatisfiable: WhenUnsatisfiable.DO_NOT_SCHEDULE },
      ],
    }), 'scheduling.topologySpread[0].minDomains is given'),
  unsaid('an image whose claim is not known', (scene) => ({ boot: undefined, image: scene.ubuntu }),
    'image is "ubuntu-24-04", whose claim is not known'),
  unsaid('a disk in a container image', () => ({ boot: Boot.containerDisk('quay.io/containerdisks/ubuntu:24.04') }),
    'boot is no import'),
  unsaid('a bucket', () => ({
    boot: Boot.imported(ImageSource.s3('https://s3.example.com/b/o'), { capacity: '10Gi' }),
  }), 'boot imports from s3, which machine-controller does not know'),
  unsaid('headers in a Secret', () => {
    const source = ImageSource.http('https://images.example.com/u.qcow2', { secretExtraHeaders: ['token'] });
    return { boot: Boot.imported(source, { capacity: '10Gi' }) };
  }, 'boot.secretExtraHeaders is given, which a MachineDeployment cannot say: machine-controller writes what the '
    + 'Secret holds into the DataVolume, where everyone reads it. Write imageHeaderSecret of the backend'),
  unsaid('two access modes', () => ({
    bootDisk: { ...BASE.bootDisk, accessModes: [AccessMode.READ_WRITE_MANY, AccessMode.READ_WRITE_ONCE] },
  }), 'bootDisk.accessModes holds 2 modes, but machine-controller writes one'),
  unsaid('an annotation of a disk', () => ({ bootDisk: { ...BASE.bootDisk, annotations: { 'example.com/a': 'b' } } }),
    'bootDisk.annotations holds "example.com/a"'),
];

/** Rules that compare with the bundle before. */
const OF_CHANGES: readonly Wrong[] = [
  wrong('POOL035', 'from a pool to nodes', (scene) => {
    scene.replaces((before) => before.pool(BASE));
    return noObjects(nodes(scene));
  }, 'The pool takes the place of VirtualMachinePool "workers" of the bundle before', stricter(ELSEWHERE)),
  wrong('POOL035', 'from nodes to a pool that is not kept', (scene) => {
    scene.replaces((before) => nodes(before, { stateless: true }));
    cluster(scene);
    return [scene.pool(BASE).virtualMachinePool];
  }, 'MachineDeployment "workers" of the bundle before, whose machines it does not take over: they are deleted',
  stricter(ELSEWHERE)),
];

export const NODES: readonly Wrong[] = [...OF_PROPS, ...OF_CHANGES];

export const NODES_RIGHT: readonly Right[] = [
  right('POOL035', 'another name', (scene) => {
    scene.replaces((before) => before.pool(BASE, 'others'));
    nodes(scene);
  }),
  right('POOL035', 'the same backend', (scene) => {
    scene.replaces((before) => nodes(before, { replicas: 2 }));
    nodes(scene);
  }),
  fine('TC001', 'just enough room', { clusterId: 'a'.repeat(55) }),
  fine('TC002', 'a release candidate', { kubernetes: '1.36.0-rc.1' }),
  fine('TC003', 'both families', {
    networks: { pods: ['172.26.0.0/16', 'fd01::/48'], services: ['10.241.0.0/20', 'fd02::/108'] },
  }),
  fine('TC004', 'ranges side by side', { networks: { pods: ['10.245.0.0/16'], services: ['10.112.0.0/16'] } }),
  fine('TC005', 'an infra cluster with ranges', {}),
  fine('TC006', 'the tenth address', { dnsServiceIp: '10.241.0.10' }),
  right('TC007', 'a namespace for each', (scene) => {
    cluster(scene);
    const tenant = TenantNamespace.existing(scene.infra, 'other', { namespaceName: 'cluster-b' });
    cluster(scene, { tenant }, 'other');
  }),
  right('TC007', 'a namespace that they are to share', (scene) => {
    const workers = WorkerController.MACHINE_CONTROLLER;
    const kubernetes = ['gff5gnxc7r', 'other'].map((name) => ({ name, workers }));
    const tenant = scene.tenant({ sharedByClusters: true, kubernetes });
    cluster(scene, { tenant });
    cluster(scene, { tenant }, 'other');
  }),
  right('TC007', 'two by intent', (scene) => {
    cluster(scene);
    Findings.accept(cluster(scene, {}, 'other'), 'TC007', 'namespaced mode');
  }),
  right('TC008', 'three minors behind', (scene) => nodes(scene, {}, { kubelet: '1.32.0' })),
  right('TC008', 'a plain object', (scene) => plainNodes(scene, {})),
  right('TC011', 'the id', (scene) => nodes(scene)),
  right('TC011', 'a plain object without a name', (scene) => plainNodes(scene, { 'CLOUD.clusterName': undefined })),
  right('TC013', 'a Secret that is named', (scene) => withHeaders(scene, ['headers', 'mirror'])),
  right('TC013', 'an account of somebody else', (scene) => nodes(scene, {}, { imageHeaderSecret: 'headers' })),
  right('TC014', 'a name for each', (scene) => poolsOfTwo(scene, 'workers', 'others')),
  right('TC009', 'a pool of the same tenant', (scene) => nodes(scene)),
  right('TC010', 'the same name', (scene) => {
    const kubernetes = [{ name: 'gff5gnxc7r', workers: WorkerController.MACHINE_CONTROLLER, clusterReads: true }];
    cluster(scene, { tenant: scene.tenant({ kubernetes }) });
  }),
  right('POOL006', 'nodes of cluster-autoscaler', (scene) => (
    nodes(scene, { replicas: undefined, autoscale: { min: 1, max: 3 } }))),
  right('POOL034', 'everything that it can say', (scene) => {
    const image = new GoldenImage(scene.infra, 'debian', {
      source: ImageSource.http('https://images.example.com/debian.qcow2'), capacity: '10Gi', storageClassName: 'fast',
    });
    nodes(scene, {
      boot: undefined,
      image,
      labels: { app: 'x' },
      podNetwork: PodNetworkBinding.BRIDGE,
      networkInterfaceMultiqueue: true,
      bootDisk: { ...BASE.bootDisk, annotations: { 'cdi.kubevirt.io/storage.usePopulator': 'false' } },
      scheduling: scene.policy({ podAntiAffinityPreset: Preset.HARD }),
    }, { kubeconfig: InfraKubeconfig.fromSecret('infra') });
  }),
];
