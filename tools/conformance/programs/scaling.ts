import { join } from 'node:path';
import { Size } from 'cdk8s';
import { writeBundle } from './bundle-index';
import { Task, taskOf } from './releases';
import {
  AccessMode,
  Boot,
  BundleApp,
  GoldenImage,
  ImageSource,
  KubeVirtCluster,
  MachineSize,
  TenantNamespace,
  VirtualMachineReplicaSet,
  WorkerPool,
  WorkerPoolProps,
} from '../../../src';

/*
 * Writes a platform several times, one bundle after the other, in which the number of a pool's members is handed over
 * to an autoscaler and back, and that of a replica set is changed. A pool is alone in its tenant.
 */

/** Who sets the number of members in each bundle. */
type Steps = readonly Pick<WorkerPoolProps, 'replicas' | 'autoscale'>[];

const stated = (replicas: number) => ({ replicas });
const autoscaled = (min: number, max: number) => ({ autoscale: { min, max, cpu: 1 } });
/** Kubernetes waits for five minutes before it removes machines, unless it is told not to. */
const AT_ONCE = { behavior: { scaleDown: { stabilizationWindowSeconds: 0 } } };
const measured = { autoscale: { min: 2, max: 4, cpu: 1, overrides: AT_ONCE } };

const POOLS: { readonly [tenant: string]: Steps } = {
  // a number in Git, an autoscaler, one that is pinned, a number in Git again
  'handed-over': [stated(3), autoscaled(4, 6), autoscaled(5, 5), stated(5)],
  'dropped': [stated(3), autoscaled(4, 6), autoscaled(4, 6), autoscaled(4, 6)],
  // the judge says what its machines use
  'measured': [stated(2), measured, measured, measured],
  'never-stated': [autoscaled(2, 4), autoscaled(2, 4), autoscaled(2, 4), autoscaled(2, 4)],
};

/** The numbers of a replica set in each bundle, which is alone in its tenant too. */
const REPLICATED = [2, 3, 1, 1];

const BUNDLES = ['1', '2', '3', '4'];

function platform(app: BundleApp, { kubevirt, cdi }: Task, step: number): void {
  const infra = new KubeVirtCluster(app, 'infra', {
    kubevirt,
    cdi,
    networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] },
  });
  const image = new GoldenImage(infra, 'image', {
    source: ImageSource.http('https://example.com/images/1.qcow2'),
    capacity: Size.gibibytes(5),
  });
  for (const [name, steps] of Object.entries(POOLS)) {
    const tenant = new TenantNamespace(infra, name, { standardSizes: false });
    new WorkerPool(tenant, 'workers', {
      image,
      size: MachineSize.of({ cores: 1, memory: Size.gibibytes(1) }),
      bootDisk: { accessModes: [AccessMode.READ_WRITE_MANY] },
      ...steps[step],
    });
  }
  new VirtualMachineReplicaSet(new TenantNamespace(infra, 'replicated', { standardSizes: false }), 'web', {
    replicas: REPLICATED[step],
    boot: Boot.containerDisk('quay.io/containerdisks/debian:13'),
    size: MachineSize.of({ cores: 1, memory: Size.gibibytes(1) }),
  });
}

const task = taskOf(process.argv.slice(2));
BUNDLES.forEach((bundle, step) => {
  const app = new BundleApp({ outdir: join(task.directory, bundle) });
  platform(app, task, step);
  writeBundle(app, task.directory, bundle);
});
