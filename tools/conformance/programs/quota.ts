import { join } from 'node:path';
import { Size } from 'cdk8s';
import { writeBundle } from './bundle-index';
import { Task, taskOf } from './releases';
import {
  AccessMode,
  BootImage,
  BundleApp,
  GoldenImage,
  ImageSource,
  InfraCluster,
  KubeVirtCluster,
  MachineSize,
  Severity,
  TenantNamespace,
  TenantQuota,
  WorkerPool,
} from '../../../src';
import { QUOTA_HOLDS } from '../../../src/rules/tenant/quota-holds';
import { mergeDeep } from '../../../src/toolkit/merge';

/*
 * Synthesises tenants whose quotas are the least that the library accepts: whatever it names is limited, and one unit
 * less would be refused.
 */

/** The limits that the library holds machines against, in their smallest units. */
const LIMITS = {
  'cpu': (units: number) => ({ cpu: units / 1000 }),
  'memory': (units: number) => ({ memory: String(units) }),
  'storage': (units: number) => ({ storage: String(units) }),
  'volumes': (units: number) => ({ volumes: units }),
  'pods': (units: number) => ({ pods: units }),
  'machines': (units: number) => ({ machines: units }),
  'limits.cpu': (units: number) => ({ limits: { cpu: units / 1000 } }),
  'limits.memory': (units: number) => ({ limits: { memory: String(units) } }),
  'storageClasses.bulk.storage': (units: number) => ({ storageClasses: { bulk: { storage: String(units) } } }),
} satisfies { [limit: string]: (units: number) => TenantQuota };
type Limit = keyof typeof LIMITS;

const SHARED = [AccessMode.READ_WRITE_MANY];
const boot = { bootDisk: { storageClassName: 'fast', accessModes: SHARED } };

interface Case {
  /** What is limited to the least that is accepted. */
  readonly limits: readonly Limit[];
  readonly pools: (tenant: TenantNamespace, image: BootImage) => void;
}

/** The tenants: which limits each has, and what runs there. */
const TENANTS: { readonly [tenant: string]: Case } = {
  // the one by an instancetype, the other by its own size
  sizes: {
    limits: ['cpu', 'memory', 'pods'],
    pools: (tenant, image) => {
      new WorkerPool(tenant, 'named', { replicas: 2, image, ...boot, size: MachineSize.instancetype('standard-2') });
      new WorkerPool(tenant, 'own', {
        replicas: 2,
        image,
        ...boot,
        size: MachineSize.of({ cores: 1, memory: Size.gibibytes(5) }),
      });
    },
  },
  // requests and limits of their own, which are equal and so cost more overhead
  guaranteed: {
    limits: ['cpu', 'memory', 'pods'],
    pools: (tenant, image) => {
      const resources = { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '1', memory: '2Gi' } };
      new WorkerPool(tenant, 'guaranteed', {
        replicas: 2,
        image,
        ...boot,
        size: MachineSize.of({ cores: 1, memory: Size.gibibytes(2) }),
        overrides: { template: { spec: { domain: { resources } } } },
      });
    },
  },
  // limits that KubeVirt sets by itself, because the quota asks for them: three launchers of 2 CPUs, 15m for the log of
  // each, and 750m of CDI's pod; of memory twice what is requested, and 60M for the log
  limited: {
    limits: ['cpu', 'memory', 'limits.cpu', 'limits.memory'],
    pools: (tenant, image) => {
      new WorkerPool(tenant, 'limited', {
        replicas: 2,
        image,
        ...boot,
        size: MachineSize.of({ cores: 2, memory: Size.gibibytes(1) }),
      });
    },
  },
  disks: {
    limits: ['storage', 'volumes', 'storageClasses.bulk.storage'],
    pools: (tenant, image) => {
      const data = { name: 'data', capacity: Size.gibibytes(20), storageClassName: 'bulk', accessModes: SHARED };
      new WorkerPool(tenant, 'disks', {
        replicas: 2,
        image,
        ...boot,
        extraDisks: [data],
        size: MachineSize.of({ cores: 1, memory: Size.gibibytes(1) }),
      });
    },
  },
  machines: {
    limits: ['machines'],
    pools: (tenant, image) => {
      new WorkerPool(tenant, 'counted', {
        replicas: 2,
        image,
        ...boot,
        size: MachineSize.of({ cores: 1, memory: Size.gibibytes(1) }),
      });
    },
  },
};

type Units = { readonly [limit: string]: number };

/** All tenants in a cluster, each with the limits that `units` knows. */
function fill(infra: InfraCluster, image: BootImage, units: Units): void {
  for (const [name, { limits, pools }] of Object.entries(TENANTS)) {
    const given = limits.map((limit): TenantQuota => LIMITS[limit](units[`${name} ${limit}`]));
    const quota = given.reduce((whole, part) => mergeDeep<TenantQuota>(whole, part), {});
    pools(new TenantNamespace(infra, name, { quota }), image);
  }
}

/** The limits that are too little, as synthesis finds them. Only what depends on quotas is in this program. */
function shortfalls({ kubevirt, cdi }: Task, units: Units): Set<string> {
  const app = new BundleApp();
  const infra = KubeVirtCluster.existing(app, 'infra', { kubevirt, cdi });
  fill(infra, imageIn(infra), units);
  const errors = app.check().filter(({ severity }) => severity === Severity.ERROR);
  const others = errors.filter(({ rule }) => rule !== QUOTA_HOLDS.id);
  if (others.length > 0) throw new Error(others.map(({ message }) => message).join('\n'));
  const limitIn = (message: string): string | undefined => /^quota\.([\w.]+) /.exec(message)?.[1];
  return new Set(errors.map(({ where, message }) => `${where.split('/')[1]} ${limitIn(message)}`));
}

/** The least that is accepted of each limit, found by halving what is left of all of them at once. */
function least(task: Task): Units {
  const names = Object.entries(TENANTS).flatMap(([tenant, { limits }]) => limits.map((limit) => `${tenant} ${limit}`));
  const low: { [limit: string]: number } = Object.fromEntries(names.map((name) => [name, 0]));
  const high: { [limit: string]: number } = Object.fromEntries(names.map((name) => [name, 2 ** 40]));
  while (names.some((name) => high[name] - low[name] > 1)) {
    // what is found already stays as it is: the upper bound is known to be accepted
    const middle = Object.fromEntries(names.map((name) => [name, Math.ceil((low[name] + high[name]) / 2)]));
    const short = shortfalls(task, middle);
    for (const name of names) (short.has(name) ? low : high)[name] = middle[name];
  }
  return high;
}

function imageIn(infra: InfraCluster): GoldenImage {
  return new GoldenImage(infra, 'image', {
    source: ImageSource.http('https://images.example.org/image.qcow2'),
    capacity: Size.gibibytes(4),
    storageClassName: 'fast',
  });
}

const task = taskOf(process.argv.slice(2));
const app = new BundleApp({ outdir: join(task.directory, 'quota') });
// no migration ends in play, and only two may leave a node at a time by default: a third tenant's would never end if
// all were on one
const migrations = { parallelOutboundMigrationsPerNode: 5 };
const infra = new KubeVirtCluster(app, 'infra', {
  kubevirt: task.kubevirt,
  cdi: task.cdi,
  kubevirtConfig: { migrations },
});
fill(infra, imageIn(infra), least(task));
writeBundle(app, task.directory, 'quota');
