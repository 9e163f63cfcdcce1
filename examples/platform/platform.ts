import { App, Size } from 'cdk8s';
import {
  CdiRelease,
  CloudInit,
  DeletionGuard,
  AccessMode,
  EvictionStrategy,
  Findings,
  GoldenImage,
  ImageSource,
  Isolation,
  KubeVirtCluster,
  KubeVirtRelease,
  MachineSize,
  MultusBinding,
  PodNetworkBinding,
  Preset,
  SchedulingPolicy,
  SshKeys,
  TenantNamespace,
  WhenUnsatisfiable,
  WorkerPool,
} from '../../src';

/** One infra cluster with two tenants. Your own program imports all of this from 'cdk8s-kubevirt'. */
export function platform(app: App, kubevirt: KubeVirtRelease, cdi: CdiRelease): KubeVirtCluster {
  // Everyone's floor: KubeVirt and CDI, with addresses that no tenant may use, watched by the Prometheus in
  // `monitoring`.
  const infra = new KubeVirtCluster(app, 'infra-eu1', {
    kubevirt,
    cdi,
    networks: { pods: ['10.244.0.0/16', 'fd00:10:244::/56'], services: ['10.96.0.0/12', 'fd00:10:96::/112'] },
    monitoring: { namespace: 'monitoring', serviceAccount: 'prometheus-k8s' },
  });

  // Nobody deletes KubeVirt, CDI or their kinds by mistake, nor what is protected.
  new DeletionGuard(infra, 'deletion-guard');

  // One image is downloaded once; the other is looked for anew every night. Pools refer to either by a name that never
  // changes.
  const debian = new GoldenImage(infra, 'debian-13', {
    source: ImageSource.http(
      'https://cloud.debian.org/images/cloud/trixie/20251117-2299/debian-13-genericcloud-amd64-20251117-2299.qcow2',
    ),
    capacity: Size.gibibytes(5),
    storageClassName: 'fast',
  });
  const ubuntu = new GoldenImage(infra, 'ubuntu-24-04', {
    source: ImageSource.registry('docker://quay.io/containerdisks/ubuntu:24.04', { refresh: '0 3 * * *' }),
    capacity: Size.gibibytes(10),
    storageClassName: 'fast',
  });

  // A tenant whose machines are the nodes of a Kubernetes cluster: they reach the Internet, and each other.
  const mayer = new TenantNamespace(infra, 'elastic-mayer', {
    id: 'gff5gnxc7r',
    networks: { pods: ['172.26.0.0/16'], services: ['10.241.0.0/20'] },
    quota: { cpu: 16, memory: Size.gibibytes(192), storage: Size.tebibytes(1) },
    access: { editors: { groups: ['elastic-mayer-operators'] }, viewers: { groups: ['elastic-mayer'] } },
  });
  const apart = new SchedulingPolicy(mayer, 'apart', {
    podAntiAffinityPreset: Preset.HARD,
    topologySpread: [
      { topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: WhenUnsatisfiable.SCHEDULE_ANYWAY },
    ],
    priorityClass: { name: 'tenant-nodes', value: 100000 },
  });
  new WorkerPool(mayer, 'workers', {
    replicas: 3,
    image: ubuntu,
    size: MachineSize.instancetype('standard-4'),
    bootDisk: { capacity: Size.gibibytes(50), storageClassName: 'fast', accessModes: [AccessMode.READ_WRITE_MANY] },
    evictionStrategy: EvictionStrategy.LIVE_MIGRATE,
    cloudInit: CloudInit.fromSecret('workers-cloud-init'),
    sshKeys: [SshKeys.fromSecret('workers-ssh-keys')],
    scheduling: apart,
  });
  new WorkerPool(mayer, 'storage', {
    replicas: 2,
    image: ubuntu,
    size: MachineSize.instancetype('standard-8'),
    bootDisk: { storageClassName: 'fast', accessModes: [AccessMode.READ_WRITE_MANY] },
    extraDisks: [
      {
        name: 'data',
        capacity: Size.gibibytes(200),
        storageClassName: 'bulk',
        accessModes: [AccessMode.READ_WRITE_MANY],
      },
    ],
    networks: [{ networkName: 'networks/storage', name: 'storage', binding: MultusBinding.BRIDGE }],
    cloudInit: CloudInit.fromSecret('storage-cloud-init'),
    scheduling: apart,
  });

  Findings.accept(mayer, 'VM116', 'the cluster has more nodes than a pool has machines, so a drain finds a free one');
  Findings.accept(mayer, 'VM118', 'the Kubernetes cluster of this tenant has IPv4 alone');

  // A tenant with a size of its own that may reach its package mirror and nothing else.
  const lab = new TenantNamespace(infra, 'lab', {
    quota: { cpu: 8, memory: Size.gibibytes(64), storage: Size.gibibytes(200) },
    isolation: {
      preset: Isolation.STRICT,
      sameNamespace: false,
      egress: [{ name: 'package-mirror', cidrs: ['192.0.2.10/32', '2001:db8::10/128'], ports: [{ port: 443 }] }],
    },
    access: { editors: { users: ['lena@example.org'] } },
    standardSizes: false,
    sizes: [{ name: 'small', cpu: 1, memory: Size.gibibytes(2) }],
  });
  new WorkerPool(lab, 'runners', {
    replicas: 4,
    image: debian,
    size: MachineSize.instancetype('small'),
    podNetwork: PodNetworkBinding.MASQUERADE,
    cloudInit: CloudInit.inline({ userData: '#cloud-config\npackage_update: true\npackages: [git, make]\n' }),
    stateless: true,
    scheduling: new SchedulingPolicy(lab, 'near-the-mirror', {
      podAffinityPreset: Preset.SOFT,
      nodeAffinityPreset: { type: Preset.SOFT, key: 'example.org/rack', values: ['r1', 'r2'] },
    }),
  });
  return infra;
}
