import { join } from 'node:path';
import { Size } from 'cdk8s';
import { writeBundle } from './bundle-index';
import { Task, taskOf } from './releases';
import {
  AccountToken,
  BundleApp,
  GoldenImage,
  ImageSource,
  KubeVirtCluster,
  MachineSize,
  SchedulingPolicy,
  TenantNamespace,
  WorkerController,
  WorkerPool,
} from '../../../src';

/*
 * Synthesises a platform on which everyone has rights whom the library can give some, with a pool for each kind of
 * image.
 */

function rights(app: BundleApp, { kubevirt, cdi }: Task): void {
  const infra = new KubeVirtCluster(app, 'infra', {
    kubevirt,
    cdi,
    networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] },
  });
  const disk = { capacity: Size.gibibytes(4), storageClassName: 'fast' };
  const once = new GoldenImage(infra, 'once', {
    ...disk,
    source: ImageSource.http('https://images.example.org/once.qcow2'),
  });
  const nightly = new GoldenImage(infra, 'nightly', {
    ...disk,
    source: ImageSource.registry('docker://registry.example.org/nightly:1', { refresh: '0 3 * * *' }),
  });
  const weekly = new GoldenImage(infra, 'weekly', {
    ...disk,
    source: ImageSource.registry('docker://registry.example.org/weekly:1', { refresh: '0 4 * * 0' }),
  });
  const size = MachineSize.of({ cores: 1, memory: Size.gibibytes(1) });
  once.allowClone('pipelines', 'tester');

  const acme = new TenantNamespace(infra, 'acme', {
    access: {
      admins: { users: ['ada'] },
      editors: { groups: ['acme-operators'], serviceAccounts: ['deployer'] },
      viewers: { users: ['vera'], serviceAccounts: ['automation/dashboard'] },
      migrators: { serviceAccounts: ['automation/drainer'] },
      grants: [{ clusterRole: 'view', users: ['otto'] }],
    },
    kubernetes: [
      {
        workers: WorkerController.MACHINE_CONTROLLER,
        imageHeaderSecrets: ['headers'],
        cloudController: { endpointSlices: true, reachableFrom: { cidrs: ['203.0.113.0/24'] } },
        csiDriver: { snapshots: true, expansion: true, storageClasses: [{ name: 'fast' }] },
        clusterReads: true,
      },
    ],
  });
  new SchedulingPolicy(acme, 'gold', { priorityClass: { value: 1000 } });
  new WorkerPool(acme, 'of-once', { replicas: 1, image: once, size });
  new WorkerPool(acme, 'of-nightly', { replicas: 1, image: nightly, size });
  new GoldenImage(infra, 'published', {
    ...disk,
    source: ImageSource.pvc('built', { namespace: acme.namespaceName, refresh: '@daily' }),
    serviceAccountName: 'refresher',
  });
  const own = new GoldenImage(acme, 'own', {
    ...disk,
    source: ImageSource.http('https://images.example.org/own.qcow2'),
  });
  new WorkerPool(acme, 'of-own', { replicas: 1, image: own, size });
  new WorkerPool(acme, 'as-builder', {
    replicas: 1,
    image: once,
    size,
    overrides: {
      template: {
        spec: {
          domain: {
            devices: {
              disks: [
                { name: 'boot', bootOrder: 1, disk: { bus: 'virtio' } },
                { name: 'account', disk: { bus: 'virtio' } },
              ],
            },
          },
          volumes: [
            { name: 'boot', dataVolume: { name: 'as-builder-boot' } },
            { name: 'account', serviceAccount: { serviceAccountName: 'builder' } },
          ],
        },
      },
    },
  });

  const beta = new TenantNamespace(infra, 'beta', {
    access: { editors: { users: ['bea'] } },
    kubernetes: [
      {
        workers: WorkerController.CLUSTER_API,
        cloudController: { loadBalancers: false, zones: false },
        csiDriver: {},
        token: AccountToken.SECRET,
      },
    ],
  });
  new WorkerPool(beta, 'of-once', { replicas: 1, image: once, size });
  new WorkerPool(beta, 'of-weekly', { replicas: 1, image: weekly, size });
}

const task = taskOf(process.argv.slice(2));
const app = new BundleApp({ outdir: join(task.directory, 'rights') });
rights(app, task);
writeBundle(app, task.directory, 'rights');
