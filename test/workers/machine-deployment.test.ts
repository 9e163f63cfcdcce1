import { configOf, deploymentOf, machineOf, Nodes, providerOf } from './nodes';
import {
  AccessMode, EvictionStrategy, InfraKubeconfig, MachineDnsPolicy, MachinePreference, MachineSize,
  NodeOperatingSystem, Preset, ProvisioningUtility, SchedulingPolicy, TaintEffect, WhenUnsatisfiable, WorkerPoolProps,
} from '../../src';
import { synthesise } from '../../src/app/synthesis';
import { errorsOf } from '../findings';

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
