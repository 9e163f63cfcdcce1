import { Size } from 'cdk8s';
import {
  BundleApp,
  CdiRelease,
  Findings,
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

const app = new BundleApp();
const infra = new KubeVirtCluster(app, 'infra-eu1', {
  kubevirt: KubeVirtRelease.V1_9_0,
  cdi: CdiRelease.V1_66_0,
  networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] },
});
const ubuntu = new GoldenImage(infra, 'ubuntu-24-04', {
  source: ImageSource.registry('docker://quay.io/containerdisks/ubuntu:24.04', { refresh: '0 3 * * *' }),
  capacity: Size.gibibytes(10),
  storageClassName: 'fast',
});
const tenant = new TenantNamespace(infra, 'elastic-mayer', {
  id: 'gff5gnxc7r',
  networks: { services: ['10.241.0.0/20'] },
  quota: { cpu: 64, memory: Size.gibibytes(256) },
});
new WorkerPool(tenant, 'workers', {
  replicas: 3,
  image: ubuntu,
  size: MachineSize.of({ cores: 4, memory: Size.gibibytes(16) }),
  scheduling: new SchedulingPolicy(tenant, 'apart', { podAntiAffinityPreset: Preset.HARD }),
});
Findings.accept(tenant, 'VM116', 'the cluster has more nodes than workers, so a drain finds a free one');
app.synth();
