import { ApiObject, Duration } from 'cdk8s';
import { found, pool, scene } from './scene';
import {
  BootstrapCheck, CloudInit, ClusterApiBootstrap, DeletionOrder, EvictionStrategy, MachineSize, Preset, RolloutType,
  SchedulingPolicy, TaintEffect,
} from '../../src';

const DEPLOYMENT_LABEL = 'cluster.x-k8s.io/deployment-name';
const LABELS = { 'cluster.x-k8s.io/cluster-name': 'acme', [DEPLOYMENT_LABEL]: 'workers' };

describe('a pool of Cluster API', () => {
  test('is a template of machines, one of their bootstrap, and a MachineDeployment that names both', () => {
    const { app, objects } = pool();
    expect(Object.keys(objects)).toEqual(['KubevirtMachineTemplate', 'KubeadmConfigTemplate', 'MachineDeployment']);
    const { KubevirtMachineTemplate: template, KubeadmConfigTemplate: bootstrap } = objects;
    const { MachineDeployment: deployment } = objects;
    expect(template.metadata.name).toMatch(/^workers-[0-9a-f]{8}$/);
    expect(bootstrap.spec).toEqual({ template: { spec: { format: 'cloud-config' } } });
    expect(deployment.apiVersion).toBe('cluster.x-k8s.io/v1beta2');
    expect(deployment.spec).toEqual({
      clusterName: 'acme',
      replicas: 3,
      selector: { matchLabels: LABELS },
      rollout: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } },
      template: {
        metadata: { labels: LABELS },
        spec: {
          clusterName: 'acme',
          version: 'v1.35.4',
          bootstrap: {
            configRef: {
              apiGroup: 'bootstrap.cluster.x-k8s.io', kind: 'KubeadmConfigTemplate', name: bootstrap.metadata.name,
            },
          },
          infrastructureRef: {
            apiGroup: 'infrastructure.cluster.x-k8s.io',
            kind: 'KubevirtMachineTemplate',
            name: template.metadata.name,
          },
        },
      },
    });
    expect(app.check()).toEqual([]);
  });

  test('has machines that the provider drains, in the tenant\'s namespace', () => {
    const { objects: { KubevirtMachineTemplate: { spec } }, pool: made } = pool();
    const { virtualMachineBootstrapCheck, virtualMachineTemplate } = spec.template.spec;
    expect(virtualMachineBootstrapCheck).toEqual({ checkStrategy: 'none' });
    expect(virtualMachineTemplate.metadata).toEqual({
      labels: { [DEPLOYMENT_LABEL]: 'workers' }, namespace: 'cluster-acme',
    });
    const machine = virtualMachineTemplate.spec;
    expect(machine.runStrategy).toBe('Always');
    expect(machine.template.spec.evictionStrategy).toBe('External');
    expect(machine.template.spec.domain.devices.interfaces).toEqual([{ name: 'default', bridge: {} }]);
    expect(machine.template.metadata.labels).toEqual(made.memberLabels);
  });

  test('gets a template of another name if the machine changes, and keeps the older one', () => {
    const [one, other] = [16, 32].map((memory) => (
      pool({ size: MachineSize.of({ cores: 4, memory: `${memory}Gi` }) }).objects.KubevirtMachineTemplate));
    expect(one.metadata.name).not.toBe(other.metadata.name);
    expect(one.metadata.annotations['argocd.argoproj.io/sync-options']).toBe('Prune=false,Delete=false');
    expect(pool({ replicas: 5 }).objects.KubevirtMachineTemplate.metadata.name).toBe(
      pool().objects.KubevirtMachineTemplate.metadata.name,
    );
  });

  test('replaces no machine at a change unless it is stateless, and warns that disks go', () => {
    const { objects } = pool({ stateless: false });
    expect(objects.MachineDeployment.spec.rollout).toEqual({ strategy: { type: 'OnDelete' } });
    expect(objects.MachineDeployment.metadata.annotations['kustomize.toolkit.fluxcd.io/prune']).toBe('disabled');
    expect(found({ stateless: false })).toEqual(['CAPI024 stateless']);
  });

  test('takes its options', () => {
    const { app, objects } = pool({}, {
      version: '1.35.4',
      bootstrapCheck: BootstrapCheck.SSH,
      infraClusterSecret: 'infra',
      rollout: { type: RolloutType.ROLLING_UPDATE, maxSurge: '25%', maxUnavailable: 1 },
      deletionOrder: DeletionOrder.OLDEST,
      nodeDrainTimeout: Duration.minutes(10),
      nodeVolumeDetachTimeout: Duration.minutes(5),
      minReady: Duration.seconds(30),
      failureDomain: 'zone-a',
      paused: true,
      overrides: { remediation: { maxInFlight: 1 } },
    });
    expect(app.check().map(({ rule }) => rule)).toEqual(['CAPI039']); // the tenant lets nobody in
    expect(objects.KubevirtMachineTemplate.spec.template.spec).toMatchObject({
      infraClusterSecretRef: { apiVersion: 'v1', kind: 'Secret', name: 'infra', namespace: 'cluster-acme' },
      virtualMachineBootstrapCheck: { checkStrategy: 'ssh' },
    });
    expect(objects.MachineDeployment.spec).toMatchObject({
      paused: true,
      deletion: { order: 'Oldest' },
      remediation: { maxInFlight: 1 },
      rollout: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 1 } } },
      template: {
        spec: {
          version: 'v1.35.4',
          failureDomain: 'zone-a',
          minReadySeconds: 30,
          deletion: { nodeDrainTimeoutSeconds: 600, nodeVolumeDetachTimeoutSeconds: 300 },
        },
      },
    });
  });

  test('leaves the number to the cluster autoscaler, with the capacity of its size', () => {
    const { app, objects } = pool({ replicas: undefined, autoscale: { min: 2, max: 5 } });
    const { metadata, spec } = objects.MachineDeployment;
    expect(spec.replicas).toBeUndefined();
    expect(metadata.annotations).toEqual({
      'capacity.cluster-autoscaler.kubernetes.io/cpu': '4',
      'capacity.cluster-autoscaler.kubernetes.io/memory': '16Gi',
      'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size': '5',
      'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size': '2',
    });
    expect(app.check()).toEqual([]);
  });

  test('is rendered once before preparation and once after it, though its capacity depends on other objects', () => {
    const { app } = pool({ replicas: undefined, autoscale: { min: 2, max: 5 } });
    const rendered = jest.spyOn(ApiObject.prototype, 'toJson');
    app.check();
    const kinds = rendered.mock.contexts.map(({ kind }) => kind);
    rendered.mockRestore();
    expect(kinds.filter((kind) => kind === 'MachineDeployment')).toHaveLength(2);
  });

  test('knows the capacity of sizes of KubeVirt and of the program', () => {
    const capacityOf = (name: MachineSize) => {
      const { objects } = pool({ replicas: undefined, autoscale: { min: 2, max: 5 }, size: name });
      const { annotations } = objects.MachineDeployment.metadata;
      return ['cpu', 'memory'].map((resource) => annotations[`capacity.cluster-autoscaler.kubernetes.io/${resource}`]);
    };
    expect(capacityOf(MachineSize.clusterInstancetype('u1.medium'))).toEqual(['1', '4Gi']);
    expect(capacityOf(MachineSize.instancetype('standard-4'))).toEqual(['4', '16Gi']);
  });

  test('leaves out the capacity of a size that the program does not know', () => {
    const { objects } = pool({
      replicas: undefined, autoscale: { min: 2, max: 5 }, size: MachineSize.clusterInstancetype('huge'),
    });
    expect(Object.keys(objects.MachineDeployment.metadata.annotations)).toEqual([
      'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size',
      'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size',
    ]);
  });

  test('has a health check on request, with a bound', () => {
    const { app, objects } = pool({}, { healthCheck: { nodeStartupTimeout: Duration.minutes(20) } });
    expect(app.check()).toEqual([]);
    expect(objects.MachineHealthCheck.spec).toEqual({
      clusterName: 'acme',
      selector: { matchLabels: LABELS },
      checks: {
        nodeStartupTimeoutSeconds: 1200,
        unhealthyNodeConditions: [
          { type: 'Ready', status: 'False', timeoutSeconds: 300 },
          { type: 'Ready', status: 'Unknown', timeoutSeconds: 300 },
        ],
      },
      remediation: { triggerIf: { unhealthyLessThanOrEqualTo: '40%' } },
    });
  });

  test('spreads its machines by a policy', () => {
    const policy = new SchedulingPolicy(scene().tenant, 'apart', { podAntiAffinityPreset: Preset.HARD });
    const { affinity } = pool({ scheduling: policy }).objects
      .KubevirtMachineTemplate.spec.template.spec.virtualMachineTemplate.spec.template.spec;
    expect(affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector).toEqual({
      matchLabels: { [DEPLOYMENT_LABEL]: 'workers' },
    });
  });

  test('may have another eviction strategy', () => {
    const { objects } = pool({ evictionStrategy: EvictionStrategy.LIVE_MIGRATE });
    const { virtualMachineTemplate } = objects.KubevirtMachineTemplate.spec.template.spec;
    expect(virtualMachineTemplate.spec.template.spec.evictionStrategy).toBe('LiveMigrate');
  });
});

describe('the bootstrap', () => {
  test('joins with kubeadm', () => {
    const bootstrap = ClusterApiBootstrap.kubeadm({
      nodeLabels: { pool: 'workers' },
      taints: [{ key: 'gpu', effect: TaintEffect.NO_SCHEDULE }],
      kubeletExtraArgs: { 'cloud-provider': 'external' },
      criSocket: 'unix:///run/containerd/containerd.sock',
      preKubeadmCommands: ['swapoff -a'],
      postKubeadmCommands: ['true'],
      files: [
        { path: '/etc/a', content: 'a', permissions: '0640' },
        { path: '/etc/b', secretName: 'registry', secretKey: 'config' },
      ],
      overrides: { ntp: { enabled: true } },
    });
    const { app, objects } = pool({}, { bootstrap });
    expect(app.check()).toEqual([]);
    expect(objects.KubeadmConfigTemplate.spec.template.spec).toEqual({
      format: 'cloud-config',
      files: [
        { path: '/etc/a', content: 'a', permissions: '0640' },
        { path: '/etc/b', contentFrom: { secret: { name: 'registry', key: 'config' } } },
      ],
      preKubeadmCommands: ['swapoff -a'],
      postKubeadmCommands: ['true'],
      ntp: { enabled: true },
      joinConfiguration: {
        nodeRegistration: {
          criSocket: 'unix:///run/containerd/containerd.sock',
          kubeletExtraArgs: [
            { name: 'cloud-provider', value: 'external' },
            { name: 'node-labels', value: 'pool=workers' },
          ],
          taints: [{ key: 'gpu', effect: 'NoSchedule' }],
        },
      },
    });
  });

  test('is a template that exists, of any provider', () => {
    const bootstrap = ClusterApiBootstrap.existing({ kind: 'TalosConfigTemplate', name: 'workers' });
    const { objects } = pool({}, { bootstrap });
    expect(objects.KubeadmConfigTemplate).toBeUndefined();
    expect(objects.MachineDeployment.spec.template.spec.bootstrap.configRef).toEqual({
      apiGroup: 'bootstrap.cluster.x-k8s.io', kind: 'TalosConfigTemplate', name: 'workers',
    });
  });

  test('holds no secret', () => {
    const files = [{ path: '/etc/token', content: 'password: hunter2-is-long' }];
    expect(found({}, { bootstrap: ClusterApiBootstrap.kubeadm({ files }) })).toEqual([
      'K8S021 spec.template.spec.files[0].content',
    ]);
  });
});

describe('what a MachineDeployment cannot say', () => {
  test('is an error at its prop', () => {
    expect(found({ cloudInit: CloudInit.inline({ userData: '#cloud-config\n' }) })).toContain('POOL034 cloudInit');
    expect(found({ evictionHandler: 'a controller' })).toEqual(['POOL034 evictionHandler']);
    expect(found({ replicas: undefined, autoscale: { min: 1, max: 3, cpu: 2 } })).toEqual(['POOL034 autoscale.cpu']);
  });

  test('are options of a wrong type', () => {
    expect(found({}, { version: 1 as any })).toEqual(['PROP003 backend.version']);
    expect(found({}, { bootstrap: undefined as any })).toEqual(['PROP002 backend.bootstrap']);
  });
});
