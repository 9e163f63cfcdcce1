import { App } from 'cdk8s';
import {
  AccessMode, Boot, BundleApp, CdiRelease, EvictionStrategy, GoldenImage, ImageSource, InfraKubeconfig,
  KubeVirtCluster, KubeVirtRelease, MachineDeploymentOptions, MachineDnsPolicy, MachinePreference, MachineSize,
  NodeOperatingSystem, PoolBackend, Preset, ProvisioningUtility, RegistryPullMethod, SchedulingPolicy, StorageTarget,
  TaintEffect, TenantCluster, TenantNamespace, WhenUnsatisfiable, WorkerPool, WorkerPoolProps,
} from '../../src';
import { synthesise } from '../../src/app/synthesis';
import { errorsOf } from '../findings';

/** A program with an infra cluster, a tenant with its own Kubernetes cluster, and a pool of nodes. */
class Nodes {
  public readonly app = new BundleApp();
  public readonly infra = new KubeVirtCluster(this.app, 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0,
    cdi: CdiRelease.V1_66_0,
    networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] },
  });

  public readonly image = new GoldenImage(this.infra, 'ubuntu', {
    source: ImageSource.http('https://images.example.com/ubuntu.qcow2'), capacity: '10Gi', storageClassName: 'fast',
  });

  public readonly tenant = new TenantNamespace(this.infra, 'acme');
  public readonly cluster = new TenantCluster(this.app, 'acme', { tenant: this.tenant, kubernetes: '1.35.8' });

  public pool(
    props: Partial<WorkerPoolProps> = {}, options: Partial<MachineDeploymentOptions> = {}, id = 'workers',
  ): WorkerPool {
    const backend = PoolBackend.machineDeployment({
      cluster: this.cluster, operatingSystem: NodeOperatingSystem.ubuntu(), ...options,
    });
    return new WorkerPool(this.tenant, id, {
      replicas: 3, image: this.image, size: MachineSize.instancetype('standard-2'), backend, ...props,
    });
  }
}

function deploymentOf(props: Partial<WorkerPoolProps> = {}, options: Partial<MachineDeploymentOptions> = {}): any {
  return new Nodes().pool(props, options).objects[0].toJson();
}

const configOf = (...args: Parameters<typeof deploymentOf>) => (
  deploymentOf(...args).spec.template.spec.providerSpec.value);
const providerOf = (...args: Parameters<typeof deploymentOf>) => configOf(...args).cloudProviderSpec;
const machineOf = (...args: Parameters<typeof deploymentOf>) => providerOf(...args).virtualMachine;

describe('a MachineDeployment', () => {
  test('is as the props say', () => {
    const nodes = new Nodes();
    const pool = nodes.pool({
      bootDisk: { capacity: '25Gi', accessModes: [AccessMode.READ_WRITE_MANY] },
      preference: MachinePreference.clusterPreference('ubuntu'),
      labels: { team: 'blue' },
      annotations: { 'example.com/a': 'b' },
    }, {
      kubeconfig: InfraKubeconfig.fromSecret('infra'),
      taints: [{ key: 'gpu', effect: TaintEffect.NO_SCHEDULE }],
      nodeLabels: { pool: 'workers' },
      nodeAnnotations: { 'example.com/c': 'd' },
      profile: 'osp-ubuntu',
      maxUnavailable: '25%',
      paused: true,
      minReadySeconds: 30,
      revisionHistoryLimit: 2,
      projectId: 'p1',
    });
    expect(errorsOf(nodes.app)).toEqual([]);
    expect(pool.objects[0].toJson()).toMatchSnapshot();
  });

  test('is written for the tenant\'s cluster, and the rest for the infra cluster', () => {
    const nodes = new Nodes();
    nodes.pool();
    const { files } = synthesise(nodes.app, { acceptances: [], findings: [] });
    const paths = [...files.keys()];
    expect(paths.filter((path) => path.startsWith('clusters/acme/'))).toEqual([
      'clusters/acme/60-workloads/workers.k8s.yaml',
    ]);
    expect(paths).toContain('clusters/infra/50-tenants/cluster-acme/tenant.k8s.yaml');
    expect(paths.filter((path) => path.includes('infra/60-workloads'))).toEqual([]);
  });

  test('gives the account that clones the image the right to', () => {
    const nodes = new Nodes();
    nodes.pool();
    nodes.app.check();
    expect(nodes.image.cloneRoleBinding?.toJson().subjects).toEqual([
      { kind: 'ServiceAccount', name: 'default', namespace: 'cluster-acme' },
    ]);
  });

  test('is kept when it leaves the bundle, unless the pool is stateless', () => {
    const pruned = (stateless: boolean) => deploymentOf({ stateless }).metadata.annotations;
    expect(pruned(false)).toMatchObject({ 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' });
    expect(pruned(true)).toBeUndefined();
  });

  test('has the backend\'s overrides', () => {
    const overrides = { progressDeadlineSeconds: 1200, strategy: null };
    expect(deploymentOf({}, { overrides }).spec).toMatchObject({ progressDeadlineSeconds: 1200 });
    expect(deploymentOf({}, { overrides }).spec.strategy).toBeUndefined();
  });

  test('marks its machines as machine-controller does', () => {
    const nodes = new Nodes();
    const pool = nodes.pool();
    expect(pool.memberLabels).toEqual({ md: 'workers' });
    expect(() => pool.virtualMachinePool).toThrow('its backend makes MachineDeployment');
    const service = pool.expose('nodes', { ports: [{ port: 80 }] } as any);
    expect(service.service.toJson().spec.selector).toMatchObject({ md: 'workers' });
  });
});

describe('the number of nodes', () => {
  test('is left to cluster-autoscaler', () => {
    const { spec, metadata } = deploymentOf({ replicas: undefined, autoscale: { min: 1, max: 5 } });
    expect(spec.replicas).toBeUndefined();
    expect(metadata.annotations).toMatchObject({
      'cluster.k8s.io/cluster-api-autoscaler-node-group-min-size': '1',
      'cluster.k8s.io/cluster-api-autoscaler-node-group-max-size': '5',
    });
    expect(new Nodes().pool({ replicas: undefined, autoscale: { min: 1, max: 5 } }).autoscaler).toBeUndefined();
  });
});

describe('the boot disk', () => {
  const disk = (...args: Parameters<typeof deploymentOf>) => machineOf(...args).template.primaryDisk;

  test('is a clone of the claim with the image', () => {
    const nodes = new Nodes();
    const { name } = nodes.image.dataVolume!;
    const { primaryDisk } = (nodes.pool().objects[0].toJson() as any)
      .spec.template.spec.providerSpec.value.cloudProviderSpec.virtualMachine.template;
    const osImage = `golden-images/${name}`;
    expect(primaryDisk).toEqual({ osImage, source: 'pvc', size: '10Gi', storageClassName: 'fast' });
  });

  test.each<[string, ImageSource, object]>([
    ['a web server', ImageSource.http('https://a/b', { secretRef: 'login', extraHeaders: ['A: b'] }),
      { osImage: 'https://a/b', source: 'http', dataVolumeSecretRef: 'login', extraHeaders: ['A: b'] }],
    ['a registry', ImageSource.registry('docker://a/b:1'),
      { osImage: 'docker://a/b:1', source: 'registry', pullMethod: 'pod' }],
    ['a registry, by the node', ImageSource.registry('docker://a/b:1', { pullMethod: RegistryPullMethod.NODE }),
      { osImage: 'docker://a/b:1', source: 'registry', pullMethod: 'node' }],
    ['a claim', ImageSource.pvc('ubuntu'), { osImage: 'cluster-acme/ubuntu', source: 'pvc' }],
    ['a claim elsewhere', ImageSource.pvc('ubuntu', { namespace: 'images' }),
      { osImage: 'images/ubuntu', source: 'pvc' }],
  ])('is read from %s', (_name, source, expected) => {
    const boot = Boot.imported(source, { capacity: '20Gi' });
    const bootDisk = { storageClassName: 'fast' };
    expect(disk({ image: undefined, boot, bootDisk }, { storageTarget: StorageTarget.PVC })).toEqual({
      ...expected, size: '20Gi', storageClassName: 'fast', storageTarget: 'pvc',
    });
  });

  test('and further disks have its class', () => {
    const extraDisks = [{ name: 'data', capacity: '5Gi' }, { name: 'slow', capacity: '1Ti', storageClassName: 'slow' }];
    expect(machineOf({ extraDisks }).template.secondaryDisks).toEqual([
      { size: '5Gi', storageClassName: 'fast' }, { size: '1Ti', storageClassName: 'slow' },
    ]);
  });

  test('CDI\'s annotations of it go by the machines', () => {
    const annotations = { 'cdi.kubevirt.io/storage.usePopulator': 'false' };
    expect(deploymentOf({ bootDisk: { annotations } }).spec.template.metadata.annotations).toEqual(annotations);
  });
});

describe('the machine', () => {
  test.each<[string, Partial<WorkerPoolProps>, object]>([
    ['a size by name, with its kind', { size: MachineSize.clusterInstancetype('u1.medium') },
      { instancetype: { kind: 'VirtualMachineClusterInstancetype', name: 'u1.medium' } }],
    ['cores', { size: MachineSize.of({ cores: 2, memory: '4Gi' }) },
      { template: { vcpus: { cores: 2 }, memory: '4Gi' } }],
    ['cores of its own', { size: MachineSize.of({ cores: 2, memory: '4Gi', guaranteed: true }) },
      { template: { cpus: '2', memory: '4Gi' } }],
    ['a DNS policy', { dns: { policy: MachineDnsPolicy.NONE, nameservers: ['1.1.1.1'] } },
      { dnsPolicy: 'None', dnsConfig: { nameservers: ['1.1.1.1'] } }],
    ['one queue', { networkInterfaceMultiqueue: false }, { enableNetworkMultiQueue: false }],
    ['live migration, unless somebody acts', {}, { evictionStrategy: 'LiveMigrate' }],
    ['an external drain, if somebody acts', { evictionHandler: 'kkp' }, { evictionStrategy: 'External' }],
    ['the strategy that is given', { evictionHandler: 'kkp', evictionStrategy: EvictionStrategy.LIVE_MIGRATE },
      { evictionStrategy: 'LiveMigrate' }],
  ])('has %s', (_name, props, expected) => {
    expect(machineOf(props)).toMatchObject(expected);
  });

  test('is where the options say', () => {
    expect(machineOf({}, {
      location: { region: 'eu', zone: 'a' }, providerNetwork: { vpc: 'v', subnet: 's' },
    })).toMatchObject({
      location: { region: 'eu', zone: 'a' },
      providerNetwork: { name: 'kubeovn', vpc: { name: 'v', subnet: { name: 's' } } },
    });
    expect(machineOf({}, { providerNetwork: { vpc: 'v' } }).providerNetwork.vpc).toEqual({ name: 'v' });
  });
});

describe('scheduling', () => {
  test('is a node affinity and spreads', () => {
    const nodes = new Nodes();
    const scheduling = new SchedulingPolicy(nodes.infra, 'policy', {
      nodeAffinityPreset: { type: Preset.HARD, key: 'zone', values: ['a'] },
      podAntiAffinityPreset: Preset.HARD,
      topologySpread: [{ topologyKey: 'zone', maxSkew: 2 }],
    });
    const { affinity, topologySpreadConstraints } = (nodes.pool({ scheduling }).objects[0].toJson() as any)
      .spec.template.spec.providerSpec.value.cloudProviderSpec;
    expect(affinity).toEqual({ nodeAffinityPreset: { type: 'hard', key: 'zone', values: ['a'] } });
    expect(topologySpreadConstraints).toEqual([
      { maxSkew: '1', topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: WhenUnsatisfiable.DO_NOT_SCHEDULE },
      { maxSkew: '2', topologyKey: 'zone', whenUnsatisfiable: WhenUnsatisfiable.SCHEDULE_ANYWAY },
    ]);
  });
});

describe('the operating system', () => {
  test.each<[string, NodeOperatingSystem, object]>([
    ['ubuntu', NodeOperatingSystem.ubuntu({ distUpgradeOnBoot: true }), { distUpgradeOnBoot: true }],
    ['rockylinux', NodeOperatingSystem.rockyLinux(), {}],
    ['rhel', NodeOperatingSystem.rhel({ attachSubscription: true }), { attachSubscription: true }],
    ['flatcar', NodeOperatingSystem.flatcar({ provisioningUtility: ProvisioningUtility.IGNITION }),
      { provisioningUtility: 'ignition' }],
  ])('is %s', (name, operatingSystem, spec) => {
    expect(configOf({}, { operatingSystem })).toMatchObject({ operatingSystem: name, operatingSystemSpec: spec });
  });

  test('Flatcar brings a gate of the infra cluster, and the annotation that keeps its user data', () => {
    const nodes = new Nodes();
    const pool = nodes.pool({}, { operatingSystem: NodeOperatingSystem.flatcar() });
    expect(Object.keys(nodes.infra.featureGateUsers())).toContain('ExperimentalIgnitionSupport');
    const { annotations } = (pool.objects[0].toJson() as any).spec.template.metadata;
    expect(annotations).toEqual({ 'kubevirt.io/placePCIDevicesOnRootComplex': 'true' });
  });
});

test('volumes that are plugged into nodes bring their gate', () => {
  const nodes = new Nodes();
  nodes.pool({ pluggedVolumes: true });
  expect(Object.keys(nodes.infra.featureGateUsers())).toContain('DeclarativeHotplugVolumes');
});

describe('the kubeconfig of the infra cluster', () => {
  test('is that of machine-controller\'s environment, unless it is given', () => {
    expect(providerOf().auth).toBeUndefined();
    expect(providerOf({}, { kubeconfig: InfraKubeconfig.fromEnvironment() }).auth).toBeUndefined();
    expect(providerOf({}, { kubeconfig: InfraKubeconfig.fromSecret('a') }).auth.kubeconfig).toEqual({
      secretKeyRef: { namespace: 'kube-system', name: 'a', key: 'kubeconfig' },
    });
    const options = { namespace: 'b', key: 'c' };
    expect(providerOf({}, { kubeconfig: InfraKubeconfig.fromConfigMap('a', options) }).auth.kubeconfig).toEqual({
      configMapKeyRef: { namespace: 'b', name: 'a', key: 'c' },
    });
  });

  test.each(['clear', 'base64'])('is never repeated in a finding (in %s)', (form) => {
    const clear = 'apiVersion: v1\nkind: Config\nusers: [{ user: { token: abc } }]\n';
    const secret = form === 'clear' ? clear : Buffer.from(clear).toString('base64');
    const kubeconfigs = [
      InfraKubeconfig.fromSecret(secret),
      InfraKubeconfig.fromConfigMap('a', { namespace: secret }),
      InfraKubeconfig.fromSecret('a', secret as any),
      secret as any,
    ];
    for (const kubeconfig of kubeconfigs) {
      const nodes = new Nodes();
      nodes.pool({}, { kubeconfig });
      const errors = errorsOf(nodes.app);
      expect(errors).toHaveLength(1);
      expect(JSON.stringify(errors)).not.toContain(secret.slice(0, 8));
    }
  });
});

describe('findings', () => {
  test('have a path below the pool', () => {
    const nodes = new Nodes();
    nodes.pool();
    nodes.pool({ name: 'workers' }, {}, 'again');
    expect(errorsOf(nodes.app)).toEqual([expect.stringMatching(
      /^\[infra\/acme\/again\/MachineDeployment\] MachineDeployment "workers" .* by infra\/acme\/workers\//,
    )]);
  });

  test('of a call without a cluster are one', () => {
    const nodes = new Nodes();
    nodes.pool({}, { cluster: undefined });
    expect(errorsOf(nodes.app)).toEqual([expect.stringContaining('backend.cluster is undefined')]);
  });
});

describe('the machines of a pool', () => {
  test('count in the infra cluster before they are made', () => {
    const nodes = new Nodes();
    nodes.pool({ bootDisk: { capacity: '5Gi' } });
    expect(errorsOf(nodes.app)).toEqual([
      expect.stringMatching(/^\[infra\/acme\/workers\/MachineDeployment\] bootDisk.capacity is "5Gi", but the claim /),
    ]);
  });

  test('are judged with the pool in an App of cdk8s too', () => {
    const app = new App();
    const infra = KubeVirtCluster.existing(app, 'infra', {
      kubevirt: KubeVirtRelease.V1_9_0,
      cdi: CdiRelease.V1_66_0,
      networks: { pods: ['10.1.0.0/16'], services: ['10.2.0.0/16'] },
    });
    const tenant = TenantNamespace.existing(infra, 'home', { namespaceName: 'cluster-a' });
    const cluster = new TenantCluster(app, 'acme', { tenant, kubernetes: '1.35.8' });
    const image = new GoldenImage(infra, 'ubuntu', {
      source: ImageSource.http('https://images.example.com/ubuntu.qcow2'), capacity: '10Gi', storageClassName: 'fast',
    });
    const backend = PoolBackend.machineDeployment({ cluster, operatingSystem: NodeOperatingSystem.ubuntu() });
    new WorkerPool(tenant, 'workers', {
      replicas: 1, image, size: MachineSize.instancetype('standard-2'), backend, bootDisk: { capacity: '5Gi' },
    });
    expect(() => app.synth()).toThrow('bootDisk.capacity is "5Gi"');
    expect(infra.apiObjects.map(({ kind }) => kind)).not.toContain('MachineDeployment');
  });
});

test.each(['kubevirt.io/vm', 'cluster.x-k8s.io/cluster-name'])('the label %s is left to the provider', (label) => {
  const nodes = new Nodes();
  nodes.pool({ labels: { [label]: 'other' } });
  expect(errorsOf(nodes.app).join()).toContain(`"${label}", which machine-controller writes over`);
});
