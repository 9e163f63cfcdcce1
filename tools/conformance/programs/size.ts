import { join } from 'node:path';
import { Size } from 'cdk8s';
import { indexOf, writeIndex } from './bundle-index';
import { taskOf } from './releases';
import {
  AccessMode,
  BundleApp,
  CloudInit,
  GoldenImage,
  ImageSource,
  KubeVirtCluster,
  MachineSize,
  Preset,
  SchedulingPolicy,
  TenantNamespace,
  WorkerPool,
} from '../../../src';

/* One program with 200 tenants, each with a pool of five machines: 1,000 machines. */

const TENANTS = 200;
const MACHINES = 5;

const { kubevirt, cdi, directory } = taskOf(process.argv.slice(2));
const app = new BundleApp({ outdir: join(directory, 'size') });
const infra = new KubeVirtCluster(app, 'infra', {
  kubevirt,
  cdi,
  networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] },
});
const image = new GoldenImage(infra, 'debian-13', {
  source: ImageSource.http('https://example.org/debian-13.qcow2'),
  capacity: Size.gibibytes(5),
  storageClassName: 'fast',
});
for (let number = 0; number < TENANTS; number++) {
  const tenant = new TenantNamespace(infra, `tenant-${number}`, {
    quota: { cpu: 20, memory: Size.gibibytes(80), storage: Size.gibibytes(100) },
  });
  new WorkerPool(tenant, 'workers', {
    replicas: MACHINES,
    image,
    size: MachineSize.instancetype('standard-2'),
    bootDisk: { storageClassName: 'fast', accessModes: [AccessMode.READ_WRITE_MANY] },
    cloudInit: CloudInit.fromSecret('workers-cloud-init'),
    scheduling: new SchedulingPolicy(tenant, 'apart', { podAntiAffinityPreset: Preset.HARD }),
  });
}
app.synth();
writeIndex(`${join(directory, 'size')}.index.json`, indexOf(app));
