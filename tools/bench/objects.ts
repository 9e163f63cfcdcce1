import { ApiObject, App, Chart, Size } from 'cdk8s';
import { Construct } from 'constructs';
import {
  CdiRelease,
  GoldenImage,
  ImageSource,
  KubeVirtCluster,
  KubeVirtRelease,
  MachineSize,
  Preset,
  SchedulingPolicy,
  TenantNamespace,
  WorkerPool,
} from '../../src';

/** A VirtualMachine of about 90 leaves and 3 kB of YAML, as a platform team writes it. */
export function virtualMachine(scope: Construct, index: number, namespace: string): ApiObject {
  const name = `machine-${index}`;
  return new ApiObject(scope, name, {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name, namespace, labels: labels(name) },
    spec: virtualMachineSpec(name),
  });
}

export function virtualMachineSpec(name: string): object {
  return {
    runStrategy: 'RerunOnFailure',
    dataVolumeTemplates: ['root', 'data', 'logs'].map((disk) => ({
      metadata: { name: `${name}-${disk}`, labels: labels(name) },
      spec: {
        sourceRef: { kind: 'DataSource', name: 'ubuntu-24-04', namespace: 'golden-images' },
        storage: {
          accessModes: ['ReadWriteMany'],
          resources: { requests: { storage: '20Gi' } },
          storageClassName: 'fast',
        },
      },
    })),
    template: {
      metadata: {
        labels: labels(name),
        annotations: { 'kubevirt.io/allow-pod-bridge-network-live-migration': 'true' },
      },
      spec: {
        architecture: 'amd64',
        evictionStrategy: 'LiveMigrateIfPossible',
        terminationGracePeriodSeconds: 180,
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              { labelSelector: { matchLabels: labels(name) }, topologyKey: 'kubernetes.io/hostname' },
            ],
          },
          nodeAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              {
                weight: 1,
                preference: {
                  matchExpressions: [{ key: 'node-pool', operator: 'In', values: ['compute', 'general'] }],
                },
              },
            ],
          },
        },
        tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'machines', effect: 'NoSchedule' }],
        domain: {
          machine: { type: 'q35' },
          cpu: { cores: 4, sockets: 1, threads: 1, model: 'host-model' },
          memory: { guest: '16Gi' },
          features: { acpi: { enabled: true }, smm: { enabled: true } },
          firmware: { bootloader: { efi: { secureBoot: true } } },
          devices: {
            disks: ['root', 'data', 'logs', 'cloudinit'].map((disk) => ({ name: disk, disk: { bus: 'virtio' } })),
            interfaces: [
              { name: 'default', bridge: {} },
              { name: 'storage', bridge: {} },
            ],
            networkInterfaceMultiqueue: true,
            rng: {},
          },
        },
        networks: [
          { name: 'default', pod: {} },
          { name: 'storage', multus: { networkName: 'networks/storage' } },
        ],
        volumes: [
          ...['root', 'data', 'logs'].map((disk) => ({ name: disk, dataVolume: { name: `${name}-${disk}` } })),
          { name: 'cloudinit', cloudInitNoCloud: { secretRef: { name: `${name}-cloud-init` } } },
        ],
      },
    },
  };
}

/** The six objects of one tenant, in a chart of its own. */
export function tenant(scope: Construct, index: number): Chart {
  const namespace = `tenant-${index}`;
  const chart = new Chart(scope, namespace);
  new ApiObject(chart, 'namespace', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace, labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } },
  });
  new ApiObject(chart, 'quota', {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'quota', namespace },
    spec: { hard: { 'requests.cpu': '64', 'requests.memory': '256Gi' } },
  });
  new ApiObject(chart, 'limits', {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'limits', namespace },
    spec: { limits: [{ type: 'Container', defaultRequest: { cpu: '100m', memory: '64Mi' } }] },
  });
  new ApiObject(chart, 'deny', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'deny', namespace },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  });
  new ApiObject(chart, 'edit', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'edit', namespace },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'kubevirt.io:edit' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: namespace }],
  });
  virtualMachine(chart, 0, namespace);
  return chart;
}

/** One cluster with an image and so many tenants, each with ten pools, as constructs of ours: with all their rules. */
export function tenantsWithPools(app: App, count: number): void {
  const networks = { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] };
  const infra = new KubeVirtCluster(app, 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0,
    cdi: CdiRelease.V1_66_0,
    networks,
  });
  const source = ImageSource.registry('docker://quay.io/containerdisks/ubuntu:24.04', { refresh: '0 3 * * *' });
  const image = new GoldenImage(infra, 'ubuntu-24-04', {
    source,
    capacity: Size.gibibytes(10),
    storageClassName: 'fast',
  });
  for (let index = 0; index < count; index++) {
    const quota = { cpu: 256, memory: Size.tebibytes(1) };
    const owner = new TenantNamespace(infra, `tenant-${index}`, {
      id: `t${index}`,
      networks: { services: ['10.241.0.0/20'] },
      quota,
    });
    const scheduling = new SchedulingPolicy(owner, 'apart', { podAntiAffinityPreset: Preset.HARD });
    for (let pool = 0; pool < 10; pool++) {
      new WorkerPool(owner, `pool-${pool}`, {
        replicas: 3,
        image,
        size: MachineSize.of({ cores: 4, memory: '16Gi' }),
        scheduling,
      });
    }
  }
}

function labels(name: string): { [key: string]: string } {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/part-of': 'workers',
    'app.kubernetes.io/managed-by': 'cdk8s-kubevirt',
  };
}

/** A cluster and a tenant whose lists of ranges and of grants have so many items each. */
export function longLists(app: App, count: number): void {
  const ranges = Array.from({ length: count }, (_, index) => `20.${Math.floor(index / 256)}.${index % 256}.0/24`);
  const infra = KubeVirtCluster.existing(app, 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0,
    cdi: CdiRelease.V1_66_0,
    networks: { pods: ranges },
  });
  new TenantNamespace(infra, 'tenant', {
    isolation: {
      internetExcept: ranges.map((range) => range.replace('20.', '30.')),
      egress: [{ name: 'lists', cidrs: ['30.0.0.0/8'], except: ranges.map((range) => range.replace('20.', '30.')) }],
    },
    access: { grants: ranges.map((_, index) => ({ clusterRole: 'view', users: [`user-${index}`] })) },
  });
}
