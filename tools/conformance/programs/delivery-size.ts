import { join } from 'node:path';
import { Duration, Size } from 'cdk8s';
import { writeBundle } from './bundle-index';
import { Task, taskOf } from './releases';
import {
  Boot,
  BundleApp,
  Delivery,
  KubeVirtCluster,
  MachineSize,
  RunStrategy,
  TenantNamespace,
  VirtualMachine,
} from '../../../src';

/* Writes one program with 100 tenants, each with a machine without a disk; then with another label at one of them. */

const TENANTS = 100;
const CLUSTER = 'infra';

function write({ kubevirt, cdi, directory }: Task, name: string, edited?: number): void {
  const app = new BundleApp({ outdir: join(directory, name), name: 'size' });
  const infra = new KubeVirtCluster(app, CLUSTER, { kubevirt, cdi });
  for (let number = 0; number < TENANTS; number++) {
    const tenant = new TenantNamespace(infra, `tenant-${number}`, {
      quota: { cpu: 20, memory: Size.gibibytes(80), storage: Size.gibibytes(100) },
    });
    new VirtualMachine(tenant, 'desk', {
      boot: Boot.containerDisk('registry.example.org/desk:1.0'),
      size: MachineSize.of({ cores: 1, memory: Size.gibibytes(2) }),
      runStrategy: RunStrategy.HALTED,
      labels: number === edited ? { 'example.org/floor': '2' } : undefined,
    });
  }
  Delivery.flux(app, {
    repositoryUrl: 'https://git.example.org/platform.git', path: '', retryInterval: Duration.seconds(5),
  });
  Delivery.argoCd(app, {
    repositoryUrl: `file://${join(directory, 'repository')}`,
    path: '',
    clusters: [{ name: CLUSTER, destination: 'in-cluster' }],
  });
  writeBundle(app, directory, name);
}

const task = taskOf(process.argv.slice(2));
write(task, 'all');
write(task, 'edited', TENANTS / 2);
