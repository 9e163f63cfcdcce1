import { notices, platform, problems } from './platform';
import {
  AccountToken, BundleApp, CdiRelease, KubermaticStorage, KubeVirtCluster, KubeVirtRelease,
  ReclaimPolicy, StorageUse, TenantKubernetes, TenantNamespace, TenantNamespaceProps,
  TenantQuota, VolumeBindingMode, WorkerController,
} from '../../src';

const OUTSIDE = { cidrs: ['203.0.113.0/24', '2001:db8::/48'] };

function tenant(kubernetes: TenantKubernetes[], props: TenantNamespaceProps = {}) {
  const { app, infra } = platform();
  return { app, acme: new TenantNamespace(infra, 'acme', { kubernetes, ...props }) };
}

/** The objects of a tenant's clusters, by kind and name. */
function objectsOf({ kubernetesObjects }: TenantNamespace): { readonly [name: string]: any } {
  return Object.fromEntries(kubernetesObjects.map((object) => {
    const { metadata, ...rest } = object.toJson();
    return [`${object.kind} ${metadata.name}`, rest];
  }));
}

function policiesOf({ networkPolicies }: TenantNamespace): { readonly [name: string]: any } {
  return Object.fromEntries(networkPolicies.map((object) => [object.name, object.toJson().spec]));
}

test('a tenant without clusters has no accounts', () => {
  expect(tenant([]).acme.kubernetesObjects).toEqual([]);
});

test('a cluster whose machines are in the bundle needs no account', () => {
  expect(tenant([{}]).acme.kubernetesObjects).toEqual([]);
});

describe('every controller gets an account, a Role and a RoleBinding', () => {
  const { acme } = tenant([{
    workers: WorkerController.MACHINE_CONTROLLER,
    cloudController: {},
    csiDriver: {},
  }]);
  const objects = objectsOf(acme);

  test('and nothing else', () => {
    expect(Object.keys(objects)).toEqual(['machine-controller', 'cloud-controller', 'csi-driver']
      .flatMap((each) => ['ServiceAccount', 'Role', 'RoleBinding'].map((kind) => `${kind} acme-${each}`)));
  });

  test('the binding is for the account of the namespace', () => {
    expect(objects['RoleBinding acme-csi-driver']).toMatchObject({
      roleRef: { kind: 'Role', name: 'acme-csi-driver' },
      subjects: [{ kind: 'ServiceAccount', name: 'acme-csi-driver', namespace: 'cluster-acme' }],
    });
  });

  test('the CSI driver plugs volumes, and reads no Secret', () => {
    const { rules } = objects['Role acme-csi-driver'];
    expect(rules).toContainEqual({
      apiGroups: ['subresources.kubevirt.io'],
      resources: ['virtualmachines/addvolume', 'virtualmachines/removevolume'],
      verbs: ['update'],
    });
    expect(rules.flatMap(({ resources }: { resources: string[] }) => resources)).not.toContain('secrets');
    expect(rules.flatMap(({ resources }: { resources: string[] }) => resources)).not.toContain('volumesnapshots');
  });

  test('machine-controller writes Secrets, and reads none', () => {
    expect(objects['Role acme-machine-controller'].rules)
      .toContainEqual({ apiGroups: [''], resources: ['secrets'], verbs: ['create'] });
  });
});

test('a CSI driver turns on the gate with which volumes are plugged in', () => {
  const releases = { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 };
  const infra = new KubeVirtCluster(new BundleApp(), 'infra', releases);
  new TenantNamespace(infra, 'acme', { kubernetes: [{ csiDriver: {} }] });
  expect(infra.featureGateUsers().DeclarativeHotplugVolumes).toEqual(['infra/acme/kubernetes-acme/Role-csi-driver']);
});

test('machine-controller reads the Secrets with headers that are named', () => {
  const { acme } = tenant([{
    workers: WorkerController.MACHINE_CONTROLLER, imageHeaderSecrets: ['private-images', 'mirror'],
  }]);
  expect(objectsOf(acme)['Role acme-machine-controller'].rules).toContainEqual({
    apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: ['mirror', 'private-images'],
  });
});

test('snapshots and larger volumes take further rights', () => {
  const { acme } = tenant([{ csiDriver: { snapshots: true, expansion: true } }]);
  const { rules } = objectsOf(acme)['Role acme-csi-driver'];
  expect(rules).toContainEqual({
    apiGroups: ['snapshot.storage.k8s.io'], resources: ['volumesnapshots'], verbs: ['get', 'create', 'delete'],
  });
  expect(rules).toContainEqual({ apiGroups: [''], resources: ['persistentvolumeclaims'], verbs: ['get', 'patch'] });
});

test('a token that never ends is in a Secret only if the program asks for one', () => {
  const { acme } = tenant([{ csiDriver: {}, token: AccountToken.SECRET }]);
  const secret = acme.kubernetesObjects.find(({ kind }) => kind === 'Secret')!.toJson();
  expect(secret).toMatchObject({
    metadata: { name: 'acme-csi-driver', annotations: { 'kubernetes.io/service-account.name': 'acme-csi-driver' } },
    type: 'kubernetes.io/service-account-token',
  });
  expect(secret.data).toBeUndefined();
});

test('what is read in the whole cluster is written with the platform, if the program asks for it', () => {
  const { app, acme } = tenant([{ csiDriver: {}, cloudController: { loadBalancers: false }, clusterReads: true }]);
  const objects = objectsOf(acme);
  expect(objects['ClusterRole cluster-acme:acme-csi-driver'].rules)
    .toEqual([{ apiGroups: [''], resources: ['persistentvolumes'], verbs: ['get'] }]);
  expect(objects['ClusterRoleBinding cluster-acme:acme-cloud-controller'].subjects)
    .toEqual([{ kind: 'ServiceAccount', name: 'acme-cloud-controller', namespace: 'cluster-acme' }]);
  expect(problems(app)).toEqual([]);
  const tree = app.synthYaml();
  expect(tree).toContain('cluster-acme:acme-cloud-controller');
});

test('the program says what an account cannot read', () => {
  const { acme } = tenant([{ workers: WorkerController.MACHINE_CONTROLLER }]);
  expect(notices(acme).join()).toContain('reads virtualmachineclusterinstancetypes, storageclasses, storageprofiles');
});

test('load balancers open the node ports of workers to those who are named', () => {
  const { acme } = tenant([{ cloudController: { reachableFrom: OUTSIDE } }]);
  expect(policiesOf(acme)['allow-load-balancers-acme']).toEqual({
    podSelector: {
      matchLabels: { 'cluster.x-k8s.io/cluster-name': 'acme', 'cluster.x-k8s.io/role': 'worker' },
    },
    policyTypes: ['Ingress'],
    ingress: [{
      from: [{ ipBlock: { cidr: '203.0.113.0/24' } }, { ipBlock: { cidr: '2001:db8::/48' } }],
      ports: [
        { protocol: 'TCP', port: 30000, endPort: 32767 },
        { protocol: 'UDP', port: 30000, endPort: 32767 },
      ],
    }],
  });
});

test('machines of clusters that share a namespace reach those of their own cluster', () => {
  const { app, acme } = tenant([{ name: 'blue' }, { name: 'red' }], { sharedByClusters: true });
  const policies = policiesOf(acme);
  const podSelector = { matchLabels: { 'cluster.x-k8s.io/cluster-name': 'blue' } };
  expect(policies['allow-cluster-blue']).toEqual({
    podSelector,
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ podSelector }] }],
    egress: [{ to: [{ podSelector }] }],
  });
  expect(Object.keys(policies)).toContain('allow-cluster-red');
  expect(Object.keys(policies)).not.toContain('allow-same-namespace');
  expect(problems(app)).toEqual([]);
});

test('the classes that a CSI driver may use are in the form that it reads', () => {
  const storageClasses = [{ name: 'fast', snapshotClasses: ['fast-snap'] }, { name: 'slow' }];
  const { app, acme } = tenant([{ csiDriver: { snapshots: true, storageClasses } }]);
  const { data } = objectsOf(acme)['ConfigMap acme-csi-driver'];
  expect(data).toMatchObject({
    infraClusterNamespace: 'cluster-acme', infraClusterLabels: 'cluster.x-k8s.io/cluster-name=acme',
  });
  expect(JSON.parse(data.infraStorageClassEnforcement)).toEqual({
    allowAll: false,
    allowDefault: false,
    allowList: ['fast', 'slow'],
    storageSnapshotMapping: [{ volumeSnapshotClasses: ['fast-snap'], storageClasses: ['fast'] }],
  });
  expect(problems(app)).toEqual([]);
});

test('Kubermatic gets storage classes in its own form', () => {
  const classes = [
    {
      name: 'fast',
      isDefault: true,
      reclaimPolicy: ReclaimPolicy.RETAIN,
      bindingMode: VolumeBindingMode.IMMEDIATE,
      usedFor: StorageUse.VOLUMES,
      snapshotClasses: ['snap'],
    },
    { name: 'slow' },
  ];
  expect(KubermaticStorage.infraStorageClasses(classes)).toEqual([
    {
      name: 'fast',
      isDefaultClass: true,
      volumeBindingMode: 'Immediate',
      volumeProvisioner: 'kubevirt-csi-driver',
      reclaimPolicy: 'Retain',
    },
    { name: 'slow' },
  ]);
  expect(KubermaticStorage.infraVolumeSnapshotClasses(classes)).toEqual([{ infraVolumeSnapshotClass: 'snap' }]);
  expect(KubermaticStorage.annotationsOfKubermatic221())
    .toEqual({ 'kubevirt-initialization.k8c.io/initialize-sc': 'true' });
});

test('Kubermatic gets no class without a name', () => {
  expect(() => KubermaticStorage.infraStorageClasses([{} as { name: string }])).toThrow('classes[0].name is missing');
});

describe('a quota must have room for the volumes of a CSI driver', () => {
  const kubernetes = [{ csiDriver: { room: { volumes: 10, capacity: '20Gi', storageClassName: 'fast' } } }];
  const found = (quota: TenantQuota) => problems(tenant(kubernetes, { quota }).app).join();

  test.each<[string, TenantQuota, TenantQuota]>([
    ['claims', { volumes: 9 }, { volumes: 12 }],
    ['storage of their class', { storageClasses: { fast: { storage: '199Gi' } } },
      { storageClasses: { fast: { storage: '300Gi' }, slow: { storage: '1Gi' } } }],
    ['pods', { pods: 9 }, { pods: 12 }],
  ])('%s', (_what, tight, wide) => {
    expect(found(tight)).toContain('10 × ');
    expect(found(tight)).toContain('infra/acme (kubernetes[0].csiDriver.room)');
    expect(found(wide)).toBe('');
  });
});

test('a tenant gives the labels of workers', () => {
  expect(tenant([{ name: 'blue' }]).acme.workerLabels())
    .toEqual({ 'cluster.x-k8s.io/cluster-name': 'blue', 'cluster.x-k8s.io/role': 'worker' });
});

test('a message about an address range of clients names the prop', () => {
  const { app } = tenant([{ cloudController: { reachableFrom: { cidrs: ['203.0.113.0/33'] } } }]);
  expect(problems(app).join()).toContain('kubernetes[0].cloudController.reachableFrom.cidrs');
});
