import { ApiObject } from 'cdk8s';
import { later, refused, Right, right, stricter, Wrong, wrong } from './case';
import { emitted, noObjects, patched, Scene, TENANT } from './scene';
import {
  AccountToken, ClusterApiBootstrap, ClusterApiCluster, Isolation, MachineSize, NodeOperatingSystem, PoolBackend,
  TenantCluster, TenantKubernetes, TenantNamespace, TenantNamespaceProps, WorkerController, WorkerPool,
} from '../../src';

const RBAC = 'rbac.authorization.k8s.io';
const MEANT = stricter('no server sees what was meant');
const RIGHTS = stricter('Kubernetes takes it, and the account may do more than its controller needs');
const TRAFFIC = stricter('Kubernetes takes it, and clients get no answer');
const OUTSIDE = { cidrs: ['203.0.113.0/24'] };

/** A tenant with Kubernetes clusters. */
function clusters(scene: Scene, kubernetes: TenantKubernetes[], props: TenantNamespaceProps = {}): TenantNamespace {
  return scene.tenant({ kubernetes, ...props });
}

/** A fault of the props of a tenant with clusters. */
function given(
  rule: string, name: string, kubernetes: TenantKubernetes[], props: TenantNamespaceProps, says: string,
): Wrong {
  return wrong(rule, name, (scene) => noObjects(clusters(scene, kubernetes, props)), says, MEANT);
}

function taken(
  rule: string, name: string, kubernetes: TenantKubernetes[], props: TenantNamespaceProps = {},
): Right {
  return right(rule, name, (scene) => clusters(scene, kubernetes, props));
}

/** A pool of a tenant. */
function pool(
  scene: Scene, tenant: TenantNamespace, labels?: { readonly [key: string]: string }, backend?: PoolBackend,
): WorkerPool {
  const size = MachineSize.of({ cores: 2, memory: '4Gi' });
  return new WorkerPool(tenant, 'workers', { replicas: 1, size, image: scene.ubuntu, labels, backend });
}

/** Nodes of a Cluster of Cluster API. */
function clusterApiPool(scene: Scene, tenant: TenantNamespace, clusterName: string): WorkerPool {
  const bootstrap = ClusterApiBootstrap.kubeadm();
  return pool(scene, tenant, undefined, PoolBackend.clusterApi({ clusterName, version: 'v1.35.4', bootstrap }));
}

/** Nodes of the cluster "red", which machine-controller makes. */
function machineControllerPool(scene: Scene, kubernetes: TenantKubernetes[]): WorkerPool {
  const tenant = clusters(scene, kubernetes);
  const cluster = new TenantCluster(scene.app, 'red', { tenant, kubernetes: '1.35.8' });
  const operatingSystem = NodeOperatingSystem.ubuntu();
  return pool(scene, tenant, undefined, PoolBackend.machineDeployment({ cluster, operatingSystem }));
}

/** A Secret for a token, of the tenant. */
function token(scene: Scene, annotations?: { readonly [key: string]: string }): ApiObject {
  return new ApiObject(scene.tenant(), 'token', {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'token', namespace: TENANT, annotations },
    type: 'kubernetes.io/service-account-token',
  });
}

/** A binding of another role to the account of the CSI driver. */
function bound(scene: Scene, kind: 'Role' | 'ClusterRole', name: string, rules?: readonly object[]): ApiObject[] {
  const tenant = clusters(scene, [{ csiDriver: {}, clusterReads: true }]);
  const apiVersion = `${RBAC}/v1`;
  const metadata = { name, ...(kind === 'Role' ? { namespace: TENANT } : {}) };
  const binding = kind === 'Role' ? 'RoleBinding' : 'ClusterRoleBinding';
  return [
    ...(rules === undefined ? [] : [new ApiObject(tenant, 'role', { apiVersion, kind, metadata, rules })]),
    new ApiObject(tenant, 'binding', {
      apiVersion,
      kind: binding,
      metadata: { ...metadata, name: 'further' },
      roleRef: { apiGroup: RBAC, kind, name },
      subjects: [{ kind: 'ServiceAccount', name: 'acme-csi-driver', namespace: TENANT }],
    }),
  ];
}

const SECRETS = [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }];

/** A Role of someone else's CSI driver, in a cluster of ours. */
function driver(scene: Scene, featureGates: string[] = []): ApiObject {
  const infra = scene.cluster({ featureGates });
  return new ApiObject(new TenantNamespace(infra, 'acme'), 'driver', {
    apiVersion: `${RBAC}/v1`,
    kind: 'Role',
    metadata: { name: 'driver', namespace: TENANT },
    rules: [{
      apiGroups: ['subresources.kubevirt.io'], resources: ['virtualmachines/addvolume'], verbs: ['update'],
    }],
  });
}

/** Programs with a fault in what a tenant's Kubernetes cluster needs. */
export const TENANT_CLUSTERS: readonly Wrong[] = [
  given('TENANT073', 'capital letters', [{ name: 'Blue' }], {}, 'kubernetes[0].name "Blue" is not a DNS label'),
  given('TENANT074', 'one name', [{ name: 'blue' }, { name: 'blue' }], { sharedByClusters: true },
    'kubernetes[1].name "blue" is the name of an earlier cluster of the tenant'),
  given('TENANT074', 'the id of the tenant', [{}, { name: 'acme' }], { sharedByClusters: true },
    'kubernetes[1].name "acme" is the name of an earlier cluster'),
  given('TENANT075', 'two clusters', [{ name: 'blue' }, { name: 'red' }], {},
    'kubernetes holds 2 clusters, blue, red, but a namespace is for one'),
  given('TENANT076', 'without NetworkPolicies', [{ name: 'blue' }, { name: 'red' }],
    { sharedByClusters: true, isolation: { preset: Isolation.NONE } },
    'sharedByClusters is true and the isolation has the preset NONE'),
  given('TENANT076', 'opened', [{ name: 'blue' }, { name: 'red' }],
    { sharedByClusters: true, isolation: { sameNamespace: true } },
    'isolation.sameNamespace is true, so machines of each cluster reach those of the others'),
  given('TENANT077', 'Secrets that nobody reads', [{ imageHeaderSecrets: ['headers'] }], {},
    'kubernetes[0].imageHeaderSecrets names Secrets, but only machine-controller reads them'),
  given('TENANT077', 'a token of nobody', [{ token: AccountToken.SECRET }], {},
    'kubernetes[0].token is about accounts of controllers, but the cluster has none'),
  given('TENANT077', 'rights of nobody', [{ clusterReads: true }], {},
    'kubernetes[0].clusterReads is about accounts of controllers, but the cluster has none'),
  given('TENANT077', 'ports for nobody', [{ cloudController: { nodePorts: { port: 30000 } } }], {},
    'kubernetes[0].cloudController.nodePorts says which ports are opened, but not for whom'),
  given('TENANT091', 'all ports', [{
    cloudController: { reachableFrom: OUTSIDE, nodePorts: { port: 1, endPort: 65535 } },
  }], {},
  'kubernetes[0].cloudController.nodePorts opens 1 to 65535, but node ports are'),
  given('TENANT092', 'blanks', [{
    workers: WorkerController.MACHINE_CONTROLLER, imageHeaderSecrets: ['headers', 'A b'],
  }], {}, 'kubernetes[0].imageHeaderSecrets[1] "A b" is not'),
  given('TENANT077', 'no load balancers', [{ cloudController: { loadBalancers: false, reachableFrom: OUTSIDE } }], {},
    'kubernetes[0].cloudController.reachableFrom says who may connect, but the cloud controller makes no load'),
  given('TENANT077', 'no isolation', [{ cloudController: { reachableFrom: OUTSIDE } }],
    { isolation: { preset: Isolation.NONE } }, 'but the tenant has no NetworkPolicies, so everybody may'),
  given('TENANT038', 'clients of load balancers', [{ cloudController: { reachableFrom: {} } }], {},
    'kubernetes[0].cloudController.reachableFrom names no peer'),
  wrong('TENANT078', 'another name', (scene) => {
    clusters(scene, [{ name: 'blue' }]).workerLabels('red');
    return [];
  }, 'workerLabels is asked for "red", but the tenant\'s clusters are blue', MEANT),
  wrong('TENANT078', 'one of two', (scene) => {
    clusters(scene, [{ name: 'blue' }, { name: 'red' }], { sharedByClusters: true }).workerLabels();
    return [];
  }, 'workerLabels is asked for a cluster without a name, but the tenant\'s clusters are blue, red', MEANT),
  wrong('TENANT078', 'no cluster', (scene) => {
    scene.tenant().workerLabels('blue');
    return [];
  }, 'workerLabels is asked for "blue", but the tenant has no cluster in kubernetes', MEANT),
  wrong('TENANT079', 'no annotation', (scene) => [token(scene)],
    'is missing, so the API server refuses this Secret of type kubernetes.io/service-account-token',
    refused('metadata.annotations[kubernetes.io/service-account.name]: Required value')),
  wrong('TENANT080', 'an account that is not there',
    (scene) => [token(scene, { 'kubernetes.io/service-account.name': 'driver' })],
    'names "driver", but namespace "cluster-acme" has no such ServiceAccount',
    stricter('Kubernetes takes it, and its token controller deletes it')),
  wrong('TENANT081', 'a patched Role', (scene) => {
    const { kubernetesObjects } = clusters(scene, [{ csiDriver: {}, clusterReads: true }]);
    const role = kubernetesObjects.find(({ kind }) => kind === 'Role')!;
    return [patched(role, '/rules/0/verbs', ['*']), ...kubernetesObjects.filter(({ kind }) => kind === 'RoleBinding')];
  }, 'is "acme-csi-driver", the account of the CSI driver. The Role "acme-csi-driver" lets it * datavolumes of '
    + 'cdi.kubevirt.io, which it does not need', RIGHTS),
  wrong('TENANT081', 'another Role', (scene) => bound(scene, 'Role', 'plain', SECRETS),
    'The Role "plain" lets it get secrets, which it does not need', RIGHTS),
  wrong('TENANT081', 'the whole cluster', (scene) => bound(scene, 'ClusterRole', 'plain', SECRETS),
    'The ClusterRole "plain" lets it get secrets', RIGHTS),
  wrong('TENANT081', 'a Role of all Secrets', (scene) => {
    const { kubernetesObjects } = clusters(scene, [{
      workers: WorkerController.MACHINE_CONTROLLER, imageHeaderSecrets: ['headers'], clusterReads: true,
    }]);
    const role = kubernetesObjects.find(({ kind }) => kind === 'Role')!;
    return [patched(role, '/rules/4/resourceNames', undefined)];
  }, 'lets it get secrets, which it does not need', RIGHTS),
  wrong('TENANT082', 'machine-controller',
    (scene) => emitted(clusters(scene, [{ workers: WorkerController.MACHINE_CONTROLLER }]), 'Role'),
    'kubernetes[0] has the account "acme-machine-controller" of machine-controller, which reads '
    + 'virtualmachineclusterinstancetypes, storageclasses, storageprofiles of the whole cluster', MEANT),
  wrong('TENANT082', 'the cloud controller',
    (scene) => emitted(clusters(scene, [{ cloudController: { loadBalancers: false } }]), 'Role'),
    'of the cloud controller, which reads nodes of the whole cluster', MEANT),
  wrong('TENANT083', 'nobody is named',
    (scene) => emitted(clusters(scene, [{ cloudController: { zones: false } }]), 'NetworkPolicy'),
    'kubernetes[0].cloudController makes load balancers for cluster "acme", but the NetworkPolicies of namespace',
    TRAFFIC),
  wrong('TENANT084', 'a pool without labels', (scene) => {
    const tenant = clusters(scene, [{ cloudController: { zones: false, reachableFrom: OUTSIDE } }]);
    return [pool(scene, tenant).virtualMachinePool];
  }, 'selects machines by cluster.x-k8s.io/cluster-name: acme and the role of a worker, but no machine', TRAFFIC),
  wrong('TENANT085', 'another cluster', (scene) => {
    const tenant = clusters(scene, [{}]);
    return [pool(scene, tenant, { 'cluster.x-k8s.io/cluster-name': 'blue' }).virtualMachinePool];
  }, 'VirtualMachinePool "workers" has the label cluster.x-k8s.io/cluster-name: blue, but the clusters of', TRAFFIC),
  wrong('TENANT085', 'none of two', (scene) => {
    const tenant = clusters(scene, [{ name: 'blue' }, { name: 'red' }], { sharedByClusters: true });
    return [pool(scene, tenant).virtualMachinePool];
  }, 'VirtualMachinePool "workers" has no label cluster.x-k8s.io/cluster-name', TRAFFIC),
  wrong('TENANT085', 'another Cluster of Cluster API', (scene) => {
    const made = clusterApiPool(scene, clusters(scene, [{ name: 'blue' }]), 'red');
    return made.objects.filter(({ kind }) => kind === 'KubevirtMachineTemplate');
  }, 'has the label cluster.x-k8s.io/cluster-name: red, but the clusters of', TRAFFIC),
  wrong('TENANT086', 'a plain Role', (scene) => [driver(scene)],
    'rules[0].resources names "virtualmachines/addvolume", but the cluster has neither of the feature gates',
    stricter('Kubernetes takes it, and KubeVirt refuses to plug volumes')),
  wrong('TC012', 'machine-controller', (scene) => noObjects(machineControllerPool(scene, [{ name: 'red' }])),
    'kubernetes[0].workers is not WorkerController.MACHINE_CONTROLLER, so machine-controller has no account in '
    + 'namespace "cluster-acme", and cannot make the nodes of ', MEANT),
  wrong('TC012', 'a provider in another cluster', (scene) => noObjects(
    new ClusterApiCluster(clusters(scene, [{}]), 'acme', { infraClusterSecret: 'infra' })),
  'runs in another cluster, because infraClusterSecretRef names the Secret "infra", and needs one', MEANT),
  wrong('CAPI038', 'two Clusters', (scene) => {
    const tenant = scene.tenant();
    return noObjects(['blue', 'red'].map((name) => new ClusterApiCluster(tenant, name)));
  }, 'sharedByClusters does not say that the Clusters "blue" and "red" share namespace "cluster-acme"', MEANT),
  given('TENANT077', 'classes of snapshots that nobody makes',
    [{ csiDriver: { storageClasses: [{ name: 'fast', snapshotClasses: ['fast'] }] } }], {},
    'kubernetes[0].csiDriver.storageClasses[0].snapshotClasses names classes of snapshots, but the CSI driver'),
  given('TENANT087', 'half a volume', [{ csiDriver: { room: { volumes: 0.5, capacity: '1Gi' } } }], {},
    'kubernetes[0].csiDriver.room.volumes is 0.5, not a number of volumes'),
  given('TENANT087', 'no size', [{ csiDriver: { room: { volumes: 2, capacity: 'much' } } }], {},
    'kubernetes[0].csiDriver.room.capacity "much" is not a Kubernetes quantity'),
  given('TENANT088', 'a class twice', [{ csiDriver: { storageClasses: [{ name: 'fast' }, { name: 'fast' }] } }], {},
    'kubernetes[0].csiDriver.storageClasses holds "fast" twice'),
  given('TENANT088', 'two defaults', [{
    csiDriver: { storageClasses: [{ name: 'fast', isDefault: true }, { name: 'slow', isDefault: true }] },
  }], {}, 'kubernetes[0].csiDriver.storageClasses has 2 default classes, fast, slow'),
  given('TENANT088', 'a name that no class has', [{ csiDriver: { storageClasses: [{ name: 'Fast' }] } }], {},
    'kubernetes[0].csiDriver.storageClasses[0].name "Fast" is not'),
  given('TENANT090', 'a class without classes of snapshots',
    [{ csiDriver: { snapshots: true, storageClasses: [{ name: 'fast' }] } }], {},
    'kubernetes[0].csiDriver.storageClasses[0].snapshotClasses is missing, so the driver refuses snapshots'),
  wrong('TENANT089', 'storage', (scene) => (
    emitted(clusters(scene, [{ csiDriver: {}, clusterReads: true }], { quota: { storage: '1Ti' } }), 'ResourceQuota')
  ), 'kubernetes[0].csiDriver makes volumes that count against the quota of namespace "cluster-acme"', MEANT),
  wrong('TENANT022', 'volumes of a CSI driver', (scene) => {
    const room = { volumes: 10, capacity: '20Gi' };
    return emitted(clusters(scene, [{ csiDriver: { room } }], { quota: { storage: '100Gi' } }), 'ResourceQuota');
  }, '10 × 20Gi of infra/acme (kubernetes[0].csiDriver.room)',
  later('Kubernetes takes it, and refuses the claims that are too many')),
  wrong('TENANT022', 'pods that plug volumes', (scene) => {
    const room = { volumes: 10, capacity: '20Gi' };
    return emitted(clusters(scene, [{ csiDriver: { room } }], { quota: { pods: 5 } }), 'ResourceQuota');
  }, '10 × 1 of infra/acme (kubernetes[0].csiDriver.room)',
  later('Kubernetes takes it, and refuses the pods that are too many')),
];

/** Programs that come close and have no fault. */
export const TENANT_CLUSTERS_RIGHT: readonly Right[] = [
  taken('TENANT073', 'a DNS label', [{ name: 'blue-1' }]),
  taken('TENANT074', 'two names', [{ name: 'blue' }, { name: 'red' }], { sharedByClusters: true }),
  taken('TENANT075', 'one cluster', [{}]),
  taken('TENANT075', 'two clusters, as the program says', [{ name: 'blue' }, {}], { sharedByClusters: true }),
  taken('TENANT076', 'two clusters', [{ name: 'blue' }, { name: 'red' }], { sharedByClusters: true }),
  taken('TENANT077', 'Secrets that machine-controller reads', [
    { workers: WorkerController.MACHINE_CONTROLLER, imageHeaderSecrets: ['headers'] },
  ]),
  taken('TENANT091', 'some node ports', [{
    cloudController: { reachableFrom: OUTSIDE, nodePorts: { port: 31000, endPort: 31999 } },
  }]),
  taken('TENANT092', 'a name', [{ workers: WorkerController.MACHINE_CONTROLLER, imageHeaderSecrets: ['a.b'] }]),
  taken('TENANT077', 'clients of load balancers', [{ cloudController: { reachableFrom: OUTSIDE } }]),
  right('TENANT078', 'the only cluster', (scene) => clusters(scene, [{ name: 'blue' }]).workerLabels()),
  right('TENANT078', 'one of two', (scene) => (
    clusters(scene, [{ name: 'blue' }, { name: 'red' }], { sharedByClusters: true }).workerLabels('red'))),
  taken('TENANT079', 'the Secret of an account of ours', [{ csiDriver: {}, token: AccountToken.SECRET }]),
  taken('TENANT080', 'the Secret of an account of ours', [{ csiDriver: {}, token: AccountToken.SECRET }]),
  taken('TENANT081', 'what each needs', [{
    workers: WorkerController.CLUSTER_API,
    cloudController: { endpointSlices: true, reachableFrom: OUTSIDE },
    csiDriver: { snapshots: true, expansion: true },
    clusterReads: true,
  }]),
  right('TENANT081', 'less than it needs', (scene) => bound(scene, 'Role', 'plain', [
    { apiGroups: ['kubevirt.io'], resources: ['virtualmachines'], verbs: ['get'] },
  ])),
  taken('TENANT082', 'written in the bundle', [{ workers: WorkerController.MACHINE_CONTROLLER, clusterReads: true }]),
  taken('TENANT082', 'nothing to read', [{ workers: WorkerController.CLUSTER_API }]),
  taken('TENANT083', 'somebody is named', [{ cloudController: { zones: false, reachableFrom: OUTSIDE } }]),
  taken('TENANT083', 'pods of another namespace',
    [{ cloudController: { zones: false, reachableFrom: { namespaces: ['ingress'] } } }]),
  taken('TENANT083', 'an ingress rule of the isolation', [{ cloudController: { zones: false } }], {
    isolation: { ingress: [{ name: 'balancers', ...OUTSIDE, ports: [{ port: 30000, endPort: 32767 }] }] },
  }),
  right('TENANT084', 'a pool with labels', (scene) => {
    const tenant = clusters(scene, [{ cloudController: { zones: false, reachableFrom: OUTSIDE } }]);
    pool(scene, tenant, tenant.workerLabels());
  }),
  right('TENANT084', 'a pool of Cluster API, whose provider writes the labels', (scene) => {
    clusterApiPool(scene, clusters(scene, [{ cloudController: { zones: false, reachableFrom: OUTSIDE } }]), 'acme');
  }),
  right('TENANT085', 'machines of machine-controller, whose cluster is not stated', (scene) => (
    machineControllerPool(scene, [{ name: 'blue' }]))),
  right('TENANT085', 'a pool with labels', (scene) => {
    const tenant = clusters(scene, [{ name: 'blue' }, { name: 'red' }], { sharedByClusters: true });
    pool(scene, tenant, tenant.workerLabels('red'));
  }),
  right('TENANT085', 'the only cluster', (scene) => pool(scene, clusters(scene, [{}]))),
  right('TENANT086', 'a gate that is named', (scene) => driver(scene, ['DeclarativeHotplugVolumes'])),
  right('TENANT086', 'our CSI driver', (scene) => (
    new TenantNamespace(scene.cluster(), 'acme', { kubernetes: [{ csiDriver: {} }] }))),
  right('TC012', 'the account of machine-controller', (scene) => (
    machineControllerPool(scene, [{ name: 'red', workers: WorkerController.MACHINE_CONTROLLER }]))),
  right('TC012', 'a provider in the infra cluster', (scene) => (
    new ClusterApiCluster(clusters(scene, [{}]), 'acme'))),
  right('CAPI038', 'two Clusters, as the program says', (scene) => {
    const tenant = clusters(scene, [{ name: 'blue' }, { name: 'red' }], { sharedByClusters: true });
    return ['blue', 'red'].map((name) => new ClusterApiCluster(tenant, name));
  }),
  taken('TENANT077', 'classes of snapshots', [
    { csiDriver: { snapshots: true, storageClasses: [{ name: 'fast', snapshotClasses: ['fast'] }] } },
  ]),
  taken('TENANT087', 'a number of volumes', [{ csiDriver: { room: { volumes: 3, capacity: '1Gi' } } }]),
  taken('TENANT090', 'none, as the program says', [
    { csiDriver: { snapshots: true, storageClasses: [{ name: 'fast', snapshotClasses: [] }] } },
  ]),
  taken('TENANT088', 'two classes', [
    { csiDriver: { storageClasses: [{ name: 'fast', isDefault: true }, { name: 'slow' }] } },
  ]),
  taken('TENANT089', 'no quota', [{ csiDriver: {} }]),
  taken('TENANT089', 'a quota of memory', [{ csiDriver: {} }], { quota: { memory: '64Gi' } }),
  taken('TENANT089', 'with room', [{ csiDriver: { room: { volumes: 3, capacity: '1Gi' } } }],
    { quota: { storage: '1Ti' } }),
  taken('TENANT022', 'volumes of a CSI driver for which there is room',
    [{ csiDriver: { room: { volumes: 3, capacity: '1Gi' } } }], { quota: { storage: '1Ti', pods: 10, volumes: 10 } }),
];
