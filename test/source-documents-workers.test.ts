import {
  AccessMode, Boot, EvictionStrategy, ImageSource, InfraKubeconfig, MachineDeploymentOptions, MachineSize,
  NodeOperatingSystem, PoolBackend, Preset, SchedulingPolicy, SchedulingPolicyProps, TenantCluster, TenantClusterProps,
  WorkerPoolProps,
} from '../src';
import { errorsOf, rulesOf } from './findings';
import { only, Platform } from './platform';

/*
 * The rows of the documents that the library began with that are about nodes, as a program writes them today: a
 * WorkerPool whose backend is a MachineDeployment of machine-controller. What the documents print is judged in
 * source-documents-nodes.test.ts.
 */

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAPxMs6phkU8KJH25Vu7mCqbvsHoXf8aIGX0Q1eK0yAB someone@example.com';

/** What a test changes in the program. */
interface Changes {
  readonly pool?: Partial<WorkerPoolProps>;
  readonly backend?: Partial<MachineDeploymentOptions>;
  readonly cluster?: Partial<TenantClusterProps>;
  readonly scheduling?: SchedulingPolicyProps;
}

/** A program whose tenant has a Kubernetes cluster with nodes. */
class Nodes extends Platform {
  constructor({ pool, backend, cluster: given, scheduling }: Changes = {}) {
    super({}, { id: 'gff5gnxc7r' });
    const tenant = this.tenant;
    const cluster = new TenantCluster(this.app, 'gff5gnxc7r', { tenant, kubernetes: '1.35.8', ...given });
    this.pool({
      bootDisk: { accessModes: [AccessMode.READ_WRITE_MANY] },
      backend: PoolBackend.machineDeployment({ cluster, operatingSystem: NodeOperatingSystem.ubuntu(), ...backend }),
      scheduling: scheduling && new SchedulingPolicy(tenant, 'policy', scheduling),
      ...pool,
    });
  }

  public get deployment(): any {
    return this.all('MachineDeployment')[0];
  }

  public get value(): any {
    return this.deployment.spec.template.spec.providerSpec.value;
  }

  public get machine(): any {
    return this.value.cloudProviderSpec.virtualMachine;
  }

  public get errors(): string[] {
    return errorsOf(this.app);
  }
}

test('0.3: a pool with nodes of an instancetype, at most one to a host if possible', () => {
  const nodes = new Nodes({ pool: { size: MachineSize.instancetype('standard-4') } });
  expect(nodes.machine.instancetype).toEqual({ name: 'standard-4', kind: 'VirtualMachineInstancetype' });
  expect([nodes.machine.template.cpus, nodes.machine.template.memory]).toEqual([undefined, undefined]);
  expect(nodes.errors).toEqual([]);
});

test('0.5: nodes are live-migrated, or somebody is named who deletes their Machines', () => {
  expect(new Nodes().machine.evictionStrategy).toBe('LiveMigrate');
  const handled = new Nodes({ pool: { evictionHandler: 'the controller of KKP', bootDisk: {} } });
  expect(handled.machine.evictionStrategy).toBe('External');
  expect(handled.errors).toEqual([]);
  expect(rulesOf(handled.app)).not.toContain('MD048');
  expect(rulesOf(handled.app)).not.toContain('MD069');
  expect(rulesOf(new Nodes().app)).toContain('MD069');
  for (const evictionHandler of [undefined, ' ']) {
    const rules = rulesOf(new Nodes({ pool: { evictionStrategy: EvictionStrategy.EXTERNAL, evictionHandler } }).app);
    expect(rules).toContain('MD048');
    expect(rules).not.toContain('VM103');
  }
});

test('0.6: the ranges of the cluster are known, and overlap none of the infra cluster', () => {
  const overlapping = { services: ['10.96.0.0/20'] };
  expect(new Nodes({ cluster: { networks: overlapping } }).errors).toEqual(only('10.96.0.0/20'));
  expect(new Nodes({ cluster: { dnsServiceIp: '10.96.0.10' } }).errors).toEqual(only('10.96.0.10'));
  expect(new Nodes({ cluster: { dnsServiceIp: '10.241.0.10' } }).errors).toEqual([]);
});

test('0.7: machines have the label of their cluster', () => {
  expect(new Nodes().value.cloudProviderSpec.clusterName).toBe('gff5gnxc7r');
});

test('0.9: machines boot from the URL of an image', () => {
  const url = 'https://images.example.com/ubuntu-24.04.img';
  const boot = Boot.imported(ImageSource.http(url), { capacity: '10Gi' });
  const disk = { storageClassName: 'fast', accessModes: [AccessMode.READ_WRITE_MANY] };
  const nodes = new Nodes({ pool: { boot, bootDisk: disk } });
  expect(nodes.machine.template.primaryDisk).toMatchObject({ osImage: url, source: 'http' });
});

test('1.4: the kubeconfig is in machine-controller\'s environment, or in a Secret', () => {
  expect(new Nodes().value.cloudProviderSpec.auth).toBeUndefined();
  const nodes = new Nodes({ backend: { kubeconfig: InfraKubeconfig.fromSecret('infra') } });
  expect(nodes.value.cloudProviderSpec.auth.kubeconfig)
    .toEqual({ secretKeyRef: { namespace: 'kube-system', name: 'infra', key: 'kubeconfig' } });
  expect(nodes.errors).toEqual([]);
});

test('1.5: the MachineDeployment is in kube-system of the tenant\'s own cluster', () => {
  const { deployment, app } = new Nodes();
  expect(deployment.apiVersion).toBe('cluster.k8s.io/v1alpha1');
  expect(deployment.metadata).toMatchObject({ name: 'workers', namespace: 'kube-system' });
  expect(deployment.metadata.labels['cdk8s-kubevirt.io/cluster']).toBe('gff5gnxc7r');
  expect(errorsOf(app)).toEqual([]);
});

test('1.6: replicas, pause and the rolling update', () => {
  const { deployment, errors } = new Nodes({
    pool: { replicas: 1 }, backend: { paused: true, maxSurge: 2, maxUnavailable: 0, minReadySeconds: 30 },
  });
  expect(deployment.spec).toMatchObject({
    replicas: 1,
    paused: true,
    minReadySeconds: 30,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 2, maxUnavailable: 0 } },
  });
  expect(deployment.spec.template.metadata.labels).toMatchObject(deployment.spec.selector.matchLabels);
  expect(errors).toEqual([]);
});

test('1.7: the keys of the nodes', () => {
  expect(new Nodes({ backend: { sshPublicKeys: [KEY] } }).value.sshPublicKeys).toEqual([KEY]);
  expect(new Nodes({ backend: { sshPublicKeys: ['<< YOUR_PUBLIC_KEY >>'] } }).errors).toEqual(only('sshPublicKeys[0]'));
});

test('1.8: cores and memory of the nodes', () => {
  const size = (guaranteed: boolean) => MachineSize.of({ cores: 1, memory: '2Gi', guaranteed });
  const templateOf = (guaranteed: boolean) => new Nodes({ pool: { size: size(guaranteed) } }).machine.template;
  expect(templateOf(false)).toMatchObject({ vcpus: { cores: 1 }, memory: '2Gi' });
  expect(templateOf(true)).toMatchObject({ cpus: '1', memory: '2Gi' });
});

test('1.9: the disk of the nodes, with the size and the class of its image where nothing is said', () => {
  const { machine, errors } = new Nodes();
  expect(machine.template.primaryDisk).toMatchObject({ source: 'pvc', size: '10Gi', storageClassName: 'fast' });
  expect(errors).toEqual([]);
});

describe('1.10: the presets of a policy', () => {
  test('become a preset for nodes, and a spread for nodes that are apart', () => {
    const preset = { type: Preset.HARD, key: 'foo', values: ['bar'] };
    const nodes = new Nodes({ scheduling: { podAntiAffinityPreset: Preset.SOFT, nodeAffinityPreset: preset } });
    const { affinity, topologySpreadConstraints } = nodes.value.cloudProviderSpec;
    expect(affinity).toEqual({ nodeAffinityPreset: preset });
    expect(topologySpreadConstraints).toEqual([
      { maxSkew: '1', topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' },
    ]);
    expect(nodes.errors).toEqual([]);
  });

  test('cannot keep nodes together, because machine-controller ignores it', () => {
    const { errors } = new Nodes({ scheduling: { podAffinityPreset: Preset.SOFT } });
    expect(errors).toEqual(only('machine-controller has ignored it since v1.56'));
  });
});

test('1.13: the machines of a MachineDeployment have the label md in common', () => {
  const { template } = new Nodes().deployment.spec;
  expect(template.metadata.labels).toMatchObject({ md: 'workers' });
});

describe('1.15: the operating system of the nodes', () => {
  test('has the options that it knows', () => {
    const ubuntu = new Nodes({
      backend: { operatingSystem: NodeOperatingSystem.ubuntu({ distUpgradeOnBoot: false }) },
    });
    expect(ubuntu.value.operatingSystem).toBe('ubuntu');
    expect(ubuntu.value.operatingSystemSpec).toEqual({ distUpgradeOnBoot: false });
  });

  test('brings the gate and the annotation that Flatcar needs', () => {
    const flatcar = new Nodes({
      backend: { operatingSystem: NodeOperatingSystem.flatcar({ disableAutoUpdate: true }) },
    });
    expect(flatcar.value.operatingSystemSpec).toEqual({ disableAutoUpdate: true });
    expect(flatcar.deployment.spec.template.metadata.annotations)
      .toMatchObject({ 'kubevirt.io/placePCIDevicesOnRootComplex': 'true' });
    expect(flatcar.errors).toEqual([]);
    expect(flatcar.all('KubeVirt')[0].spec.configuration.developerConfiguration.featureGates)
      .toContain('ExperimentalIgnitionSupport');
  });
});

test('1.16: the kubelet is that of the control plane, or at most three minors older', () => {
  expect(new Nodes().deployment.spec.template.spec.versions).toEqual({ kubelet: '1.35.8' });
  expect(new Nodes({ backend: { kubelet: '1.34.11' } }).errors).toEqual([]);
  expect(new Nodes({ backend: { kubelet: '1.36.4' } }).errors).toEqual(only('1.36.4'));
  expect(new Nodes({ backend: { kubelet: '1.18.10' } }).errors).toEqual(only('1.18.10'));
});

test('1.30: further disks of nodes get a warning, because machine-controller fills them with the image', () => {
  const nodes = new Nodes({ pool: { extraDisks: [{ name: 'data', capacity: '5Gi' }] } });
  expect(nodes.machine.template.secondaryDisks).toEqual([{ size: '5Gi', storageClassName: 'fast' }]);
  expect(rulesOf(nodes.app)).toContain('MD026');
});
