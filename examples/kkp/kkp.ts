import { App, Size } from 'cdk8s';
import {
  AccessMode,
  CdiRelease,
  Findings,
  GoldenImage,
  ImageSource,
  KubeVirtCluster,
  KubeVirtRelease,
  MachineSize,
  NodeOperatingSystem,
  PoolBackend,
  Preset,
  SchedulingPolicy,
  TaintEffect,
  TenantCluster,
  TenantNamespace,
  WorkerController,
  WorkerPool,
} from '../../src';

/**
 * A user cluster of Kubermatic (KKP) on an infra cluster: its nodes are machines that machine-controller makes from two
 * MachineDeployments, with Ubuntu and with Flatcar. Your own program imports all of this from 'cdk8s-kubevirt'.
 */
export function kkp(app: App, kubevirt: KubeVirtRelease, cdi: CdiRelease): KubeVirtCluster {
  // The infra cluster: KubeVirt and CDI. Its ranges are compared with those of the user cluster.
  const infra = new KubeVirtCluster(app, 'infra-eu3', {
    kubevirt,
    cdi,
    networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] },
  });

  Findings.accept(infra, 'KV064', 'the pod network is Kube-OVN, so that a node keeps its address when it moves');

  // Images that nodes are clones of. A new URL is a new claim, and so machine-controller replaces the nodes one by one.
  const ubuntu = new GoldenImage(infra, 'ubuntu-24-04', {
    source: ImageSource.http('https://cloud-images.ubuntu.com/releases/noble/release-20251113/'
      + 'ubuntu-24.04-server-cloudimg-amd64.img'),
    capacity: Size.gibibytes(10),
    storageClassName: 'fast',
  });
  const flatcar = new GoldenImage(infra, 'flatcar', {
    source: ImageSource.http('https://stable.release.flatcar-linux.net/amd64-usr/4230.2.4/'
      + 'flatcar_production_openstack_image.img.gz'),
    capacity: Size.gibibytes(10),
    storageClassName: 'fast',
  });

  // The namespace in which the nodes run, with the sizes that they have, and the user cluster itself.
  const tenant = new TenantNamespace(infra, 'gff5gnxc7r', {
    networks: { pods: ['172.26.0.0/16'], services: ['10.241.0.0/20'] },
    access: { viewers: { groups: ['elastic-mayer'] } },
    // What the controllers of the user cluster may do here: make nodes, load balancers and volumes.
    kubernetes: [{
      workers: WorkerController.MACHINE_CONTROLLER,
      cloudController: { reachableFrom: { cidrs: ['0.0.0.0/0'] } },
      csiDriver: {},
      clusterReads: true,
    }],
  });
  const cluster = new TenantCluster(app, 'gff5gnxc7r', { tenant, kubernetes: '1.35.8', dnsServiceIp: '10.241.0.10' });

  // Kubermatic deletes the Machine of a node whose host is drained, and gives machine-controller its kubeconfig.
  const evictionHandler = 'kkp-kubevirt-vmi-eviction';
  const bootDisk = { capacity: Size.gibibytes(25), accessModes: [AccessMode.READ_WRITE_MANY] };
  new WorkerPool(tenant, 'general', {
    replicas: 3,
    image: ubuntu,
    size: MachineSize.instancetype('standard-4'),
    bootDisk,
    evictionHandler,
    pluggedVolumes: true,
    scheduling: new SchedulingPolicy(tenant, 'apart', { podAntiAffinityPreset: Preset.SOFT }),
    backend: PoolBackend.machineDeployment({
      cluster,
      operatingSystem: NodeOperatingSystem.ubuntu(),
      profile: 'osp-ubuntu',
      nodeLabels: { 'example.org/pool': 'general' },
    }),
  });
  new WorkerPool(tenant, 'batch', {
    autoscale: { min: 1, max: 5 },
    image: flatcar,
    size: MachineSize.of({ cores: 8, memory: Size.gibibytes(16) }),
    bootDisk,
    evictionHandler,
    pluggedVolumes: true,
    backend: PoolBackend.machineDeployment({
      cluster,
      // Nodes are replaced, not updated in place.
      operatingSystem: NodeOperatingSystem.flatcar({ disableAutoUpdate: true }),
      profile: 'osp-flatcar',
      kubelet: '1.34.11',
      maxSurge: '50%',
      taints: [{ key: 'example.org/batch', effect: TaintEffect.NO_SCHEDULE }],
      nodeLabels: { 'example.org/pool': 'batch' },
    }),
  });
  return infra;
}
