import { join } from 'node:path';
import { ApiObject, Duration, Size } from 'cdk8s';
import { writeBundle } from './bundle-index';
import { Task, taskOf } from './releases';
import {
  AccessMode,
  BundleApp,
  Findings,
  GoldenImage,
  ImageSource,
  KubeVirtCluster,
  Layer,
  MachineSize,
  PoolBackend,
  ScaleInStrategy,
  StatePreservation,
  TenantNamespace,
  UpdateStrategy,
  VirtualMachinePoolOptions,
  WorkerPool,
  WorkerPoolProps,
} from '../../../src';

/*
 * Writes a platform several times, one bundle after the other: in each, the pools are as they were and something of
 * them is changed. A pool is alone in its tenant. Those of tenants named `<change>-upstreams` are made like those of
 * `<change>-ours`; the judge takes from them what our defaults are.
 */

/** What a pool is first, and what changes in each later bundle. */
type Steps = readonly Partial<WorkerPoolProps>[];

const shorter = { terminationGracePeriod: Duration.seconds(60) };
const larger = { bootDisk: { capacity: Size.gibibytes(10), accessModes: [AccessMode.READ_WRITE_MANY] } };
const chosen = (options: VirtualMachinePoolOptions) => ({ backend: PoolBackend.virtualMachinePool(options) });
const opportunistic = chosen({ updateStrategy: UpdateStrategy.OPPORTUNISTIC });
const proactive = chosen({ updateStrategy: UpdateStrategy.PROACTIVE });

/** What is tried with our defaults and with upstream's. */
const SIDE_BY_SIDE: { readonly [change: string]: Steps } = {
  label: [{}, { labels: { team: 'blue' } }],
  field: [{}, shorter],
  disk: [{}, larger],
  scale: [{}, { replicas: 2 }, { replicas: 3 }],
  foreign: [{}, shorter, { replicas: 2 }],
  deleted: [{}],
  image: [{}, {}, { replicas: 4 }],
};

/** What else one can choose. */
const CHOSEN: { readonly [tenant: string]: Steps } = {
  'field-proactive': [proactive, shorter],
  'field-opportunistic': [opportunistic, shorter],
  'field-then-opportunistic': [{}, shorter, opportunistic],
  'field-then-proactive': [{}, shorter, proactive],
  'disk-proactive': [proactive, larger],
  'disk-then-proactive': [{}, larger, proactive],
  'disk-restart-proactive': [{}, larger, {}, proactive],
  'disk-brought-proactive': [opportunistic, larger, {}, proactive],
  'scale-stateless': [{ stateless: true }, { replicas: 2 }, { replicas: 3 }],
  'scale-opportunistic': [
    chosen({ scaleIn: { strategy: ScaleInStrategy.OPPORTUNISTIC } }),
    { replicas: 2 },
    {},
    { replicas: 3 },
  ],
  'deleted-opportunistic': [
    chosen({ scaleIn: { strategy: ScaleInStrategy.OPPORTUNISTIC, statePreservation: StatePreservation.OFFLINE } }),
  ],
  'deleted-unmanaged': [chosen({ scaleIn: { strategy: ScaleInStrategy.UNMANAGED } })],
};

const POOLS: { readonly [tenant: string]: Steps } = {
  ...Object.fromEntries(
    Object.entries(SIDE_BY_SIDE).flatMap(([change, steps]) =>
      ['ours', 'upstreams'].map((defaults) => [`${change}-${defaults}`, steps]),
    ),
  ),
  ...CHOSEN,
};

const BUNDLES = ['1', '2', '3', '4'];

function platform(app: BundleApp, { kubevirt, cdi }: Task, step: number): void {
  const infra = new KubeVirtCluster(app, 'infra', {
    kubevirt,
    cdi,
    networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] },
  });
  const image = (id: string, release: number) =>
    new GoldenImage(infra, id, {
      source: ImageSource.http(`https://example.com/images/${release}.qcow2`),
      capacity: Size.gibibytes(5),
    });
  const same = image('same', 1);
  const renewed = image('renewed', step === 0 ? 1 : 2);
  for (const [name, steps] of Object.entries(POOLS)) {
    const tenant = new TenantNamespace(infra, name, { standardSizes: false });
    if (name.startsWith('foreign-')) ['stranger', 'workers-0'].forEach((machine) => foreign(tenant, machine));
    new WorkerPool(tenant, 'workers', {
      replicas: 3,
      image: name.startsWith('image-') ? renewed : same,
      size: MachineSize.of({ cores: 1, memory: Size.gibibytes(1) }),
      bootDisk: { accessModes: [AccessMode.READ_WRITE_MANY] },
      ...Object.assign({}, ...steps.slice(0, step + 1)),
    });
  }
}

/** A machine that is not a member of the pool but has its label; it is there before the pool is. */
function foreign(tenant: TenantNamespace, name: string): void {
  const metadata = { labels: { 'kubevirt.io/vmpool': 'workers' } };
  const machine = new ApiObject(tenant, name, {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { ...metadata, name, namespace: tenant.namespaceName },
    spec: {
      runStrategy: 'Always',
      template: {
        metadata,
        spec: { domain: { devices: { autoattachPodInterface: false }, memory: { guest: '64Mi' } } },
      },
    },
  });
  BundleApp.place(machine, { layer: Layer.TENANTS, tenant: tenant.namespaceName, file: 'foreign' });
  if (name === 'workers-0') Findings.accept(machine, 'POOL032', 'measured: what the pool makes of such a machine');
}

const task = taskOf(process.argv.slice(2));
BUNDLES.forEach((bundle, step) => {
  const app = new BundleApp({ outdir: join(task.directory, bundle) });
  platform(app, task, step);
  writeBundle(app, task.directory, bundle);
});
