import { App, Duration, Size } from 'cdk8s';
import {
  AccessMode,
  CdiRelease,
  ClusterApiBootstrap,
  ClusterApiCluster,
  Findings,
  GoldenImage,
  ImageSource,
  KubeVirtCluster,
  KubeVirtRelease,
  MachineSize,
  PoolBackend,
  Preset,
  SchedulingPolicy,
  TaintEffect,
  TenantNamespace,
  WorkerPool,
} from '../../src';

/**
 * A tenant's Kubernetes cluster that Cluster API manages, on an infra cluster in which Cluster API and its provider for
 * KubeVirt run: its nodes are two pools, with Ubuntu and with Flatcar. Your own program imports all of this from
 * 'cdk8s-kubevirt'.
 */
export function clusterApi(app: App, kubevirt: KubeVirtRelease, cdi: CdiRelease): KubeVirtCluster {
  // The infra cluster: KubeVirt and CDI. Its ranges are compared with those of the tenant's cluster.
  const infra = new KubeVirtCluster(app, 'infra-eu4', {
    kubevirt,
    cdi,
    networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] },
  });
  Findings.accept(infra, 'KV064', 'the network plugin of this cluster lets addresses move with machines');

  // Images that nodes are clones of, built with image-builder: they hold containerd, and the kubelet and kubeadm of the
  // version in their names. Stock images of Ubuntu and Flatcar have none of these: their machines never become nodes.
  const ubuntu = new GoldenImage(infra, 'ubuntu-2404-kube-v1-35-8', {
    source: ImageSource.http('https://images.example.org/ubuntu-2404-kube-v1.35.8.qcow2'),
    capacity: Size.gibibytes(10),
    storageClassName: 'fast',
  });
  const flatcar = new GoldenImage(infra, 'flatcar-stable-kube-v1-34-11', {
    source: ImageSource.http('https://images.example.org/flatcar-stable-4230.2.4-kube-v1.34.11.qcow2'),
    capacity: Size.gibibytes(10),
    storageClassName: 'fast',
  });

  // The namespace in which the nodes run, and the cluster itself. Kamaji runs its control plane, as pods.
  const apiServer = { 'kamaji.clastix.io/name': 'mayer' };
  const tenant = new TenantNamespace(infra, 'gff5gnxc7r', {
    networks: { pods: ['172.26.0.0/16'], services: ['10.241.0.0/20'] },
    quota: { cpu: 64, memory: Size.gibibytes(256), storage: Size.tebibytes(1) },
    access: { viewers: { groups: ['elastic-mayer'] } },
    // The pods of the control plane are in this namespace too. They need their datastore.
    isolation: {
      egress: [{ name: 'datastore', pods: apiServer, namespaces: ['kamaji-system'], ports: [{ port: 2379 }] }],
      ingress: [{
        name: 'api-server',
        pods: apiServer,
        namespaces: ['kamaji-system', 'capi-system', 'capk-system'],
        ports: [{ port: 6443 }],
      }],
    },
  });
  const cluster = new ClusterApiCluster(tenant, 'mayer', {
    controlPlane: { kind: 'KamajiControlPlane', name: 'mayer' },
    networks: { pods: ['172.26.0.0/16'], services: ['10.241.0.0/20'] },
  });

  // Nodes hold nothing that matters, so a change replaces them, one at a time.
  const bootDisk = { capacity: Size.gibibytes(25), accessModes: [AccessMode.READ_WRITE_MANY] };
  new WorkerPool(tenant, 'general', {
    replicas: 3,
    stateless: true,
    image: ubuntu,
    size: MachineSize.instancetype('standard-4'),
    bootDisk,
    scheduling: new SchedulingPolicy(tenant, 'apart', { podAntiAffinityPreset: Preset.SOFT }),
    backend: PoolBackend.clusterApi({
      clusterName: cluster.clusterName,
      version: 'v1.35.8',
      bootstrap: ClusterApiBootstrap.kubeadm({ nodeLabels: { 'example.org/pool': 'general' } }),
      healthCheck: { nodeStartupTimeout: Duration.minutes(20) },
      nodeDrainTimeout: Duration.minutes(10),
    }),
  });
  new WorkerPool(tenant, 'batch', {
    autoscale: { min: 1, max: 5 },
    stateless: true,
    image: flatcar,
    size: MachineSize.of({ cores: 8, memory: Size.gibibytes(16) }),
    bootDisk,
    backend: PoolBackend.clusterApi({
      clusterName: cluster.clusterName,
      version: 'v1.34.11',
      bootstrap: ClusterApiBootstrap.kubeadm({
        ignition: true,
        nodeLabels: { 'example.org/pool': 'batch' },
        taints: [{ key: 'example.org/batch', effect: TaintEffect.NO_SCHEDULE }],
      }),
      rollout: { maxSurge: '50%' },
    }),
  });
  return infra;
}
