import { join } from 'node:path';
import { Duration, Size } from 'cdk8s';
import { writeBundle } from './bundle-index';
import { Task, taskOf } from './releases';
import {
  AccessMode,
  BundleApp,
  FeatureGate,
  GoldenImage,
  ImageSource,
  KubeVirtCluster,
  MachineSize,
  PoolBackend,
  TenantKubernetes,
  TenantNamespace,
  UpdateStrategy,
  WorkerController,
  WorkerPool,
  WorkerPoolProps,
} from '../../../src';

/*
 * Writes a platform whose pools are edited, one bundle after the other, while volumes are plugged into their members.
 * A pool is alone in its tenant. `plugged-1` to `plugged-3` are of a cluster with our gates; `older-1` to `older-3` are
 * of one that names the older gate, which is gone in the last.
 */

/** What a pool is first, and what changes in each later bundle. */
type Steps = readonly Partial<WorkerPoolProps>[];
type Pools = { readonly [tenant: string]: Steps };

const chosen = (updateStrategy: UpdateStrategy): Partial<WorkerPoolProps> => ({
  pluggedVolumes: false, // otherwise it is an error
  backend: PoolBackend.virtualMachinePool({ updateStrategy }),
});
const opportunistic = chosen(UpdateStrategy.OPPORTUNISTIC);
const proactive = chosen(UpdateStrategy.PROACTIVE);
const labelled = { labels: { team: 'blue' } };
const longer = { terminationGracePeriod: Duration.seconds(60) };
const larger = { bootDisk: { capacity: Size.gibibytes(10), accessModes: [AccessMode.READ_WRITE_MANY] } };

/** The edits of docs/defaults.md, with our defaults and with others, and two ways to bring a template to members. */
const EDITED: Pools = {
  'label': [{}, labelled],
  'field': [{}, longer],
  'disk': [{}, larger],
  'image': [{}],
  'scale': [{}, { replicas: 1 }, { replicas: 2 }],
  'replaced': [{}, longer],
  'patched': [{}, longer],
  'label-opportunistic': [opportunistic, labelled],
  'label-proactive': [proactive, labelled],
  'disk-proactive': [proactive, larger],
  'field-then-opportunistic': [{}, longer, opportunistic],
  'accounts': [{}],
};

/** The tenant with a Kubernetes cluster, whose controllers do what they do with accounts of their own. */
const CLUSTER = 'accounts';
const CONTROLLERS: TenantKubernetes = {
  workers: WorkerController.MACHINE_CONTROLLER,
  cloudController: { reachableFrom: { cidrs: ['203.0.113.0/24'] } },
  csiDriver: {},
  clusterReads: true,
};

/** What is tried with the older gate. */
const OLDER: Pools = {
  'label': [{}, labelled],
  'restarted': [{}],
  'lasting': [{}],
  'label-opportunistic': [opportunistic, labelled],
};

function platform(app: BundleApp, { kubevirt, cdi }: Task, pools: Pools, gates: string[], step: number): void {
  const infra = new KubeVirtCluster(app, 'infra', {
    kubevirt,
    cdi,
    featureGates: gates,
    networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] },
  });
  const image = (id: string, release: number) =>
    new GoldenImage(infra, id, {
      source: ImageSource.http(`https://example.com/images/${release}.qcow2`),
      capacity: Size.gibibytes(5),
    });
  const same = image('same', 1);
  const renewed = image('renewed', step === 0 ? 1 : 2);
  for (const [name, steps] of Object.entries(pools)) {
    const isCluster = name === CLUSTER;
    const tenant = new TenantNamespace(infra, name, {
      standardSizes: false,
      kubernetes: isCluster ? [CONTROLLERS] : [],
    });
    new WorkerPool(tenant, 'workers', {
      replicas: 2,
      image: name === 'image' ? renewed : same,
      size: MachineSize.of({ cores: 1, memory: Size.gibibytes(1) }),
      bootDisk: { accessModes: [AccessMode.READ_WRITE_MANY] },
      pluggedVolumes: true,
      ...(isCluster ? { labels: tenant.workerLabels() } : {}),
      ...Object.assign({}, ...steps.slice(0, step + 1)),
    });
  }
}

const task = taskOf(process.argv.slice(2));
const OLD = [FeatureGate.HOTPLUG_VOLUMES];
const BUNDLES: [name: string, pools: Pools, gates: string[]][] = [
  ...['1', '2', '3'].map((number): [string, Pools, string[]] => [`plugged-${number}`, EDITED, []]),
  ['older-1', OLDER, OLD],
  ['older-2', OLDER, OLD],
  ['older-3', OLDER, []],
];
for (const [name, pools, gates] of BUNDLES) {
  const app = new BundleApp({ outdir: join(task.directory, name) });
  platform(app, task, pools, gates, Number(name.slice(-1)) - 1);
  writeBundle(app, task.directory, name);
}
