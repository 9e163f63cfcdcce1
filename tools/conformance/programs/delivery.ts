import { join } from 'node:path';
import { ApiObject, Duration, JsonPatch, Size } from 'cdk8s';
import { writeBundle } from './bundle-index';
import { Task, taskOf } from './releases';
import { platform } from '../../../examples/platform/platform';
import {
  Boot,
  BundleApp,
  CloudInit,
  DeletionGuard,
  Delivery,
  Disk,
  GoldenImage,
  ImageSource,
  KubeVirtCluster,
  MachineSize,
  RunStrategy,
  SchedulingPolicy,
  TenantNamespace,
  VirtualMachine,
  WorkerPool,
} from '../../../src';

/*
 * Writes the platform example, with what delivers it, as one commit after the other leaves it. Beside its own tenants
 * stands an office with single machines, and the tenant `lab` is protected, and has a disk that nobody uses yet.
 */

/** What the program says of the office, of the image that only its pool uses, and of the image that is refreshed. */
interface Commit {
  readonly labels?: { readonly [key: string]: string };
  readonly hasPool?: boolean;
  readonly hasOffice?: boolean;
  /** Whether the office has a machine that no node can run. */
  readonly hasLost?: boolean;
  /** When the image is looked for. */
  readonly schedule?: string;
  /** The app's name. */
  readonly app?: string;
}

const WHOLE: Commit = { hasPool: true, hasOffice: true };
const UNWELL: Commit = { ...WHOLE, hasLost: true };
const EDITED: Commit = { ...UNWELL, labels: { 'example.org/floor': '2' } };
const SCHEDULED: Commit = { ...EDITED, schedule: '0 5 * * *' };
const RENAMED: Commit = { ...SCHEDULED, app: 'base' };
const COMMITS: { readonly [name: string]: Commit } = {
  'whole': WHOLE,
  'unwell': UNWELL,
  'edited': EDITED,
  'scheduled': SCHEDULED,
  'renamed-app': RENAMED,
  'without-pool': { ...RENAMED, hasPool: false },
  'without-tenant': { ...RENAMED, hasPool: false, hasOffice: false },
};

function office(infra: KubeVirtCluster, { labels, hasPool, hasLost }: Commit): void {
  const tenant = new TenantNamespace(infra, 'office', {
    quota: { cpu: 8, memory: Size.gibibytes(96), storage: Size.tebibytes(2), limits: { memory: Size.gibibytes(192) } },
    access: { editors: { groups: ['office-it'] } },
  });
  const machine = (id: string, runStrategy: RunStrategy, scheduling?: SchedulingPolicy): void => {
    new VirtualMachine(tenant, id, {
      boot: Boot.imported(ImageSource.http('https://images.example.org/archive-2019.qcow2'), { capacity: '20Gi' }),
      bootDisk: { storageClassName: 'fast' },
      size: MachineSize.of({ cores: 1, memory: Size.gibibytes(2) }),
      runStrategy,
      labels,
      scheduling,
    });
  };
  machine('files', RunStrategy.ALWAYS);
  machine('archive', RunStrategy.MANUAL);
  if (hasLost) {
    const hall = new SchedulingPolicy(tenant, 'hall', { nodeSelector: { 'example.org/hall': '7' } });
    machine('lost', RunStrategy.ALWAYS, hall);
  }
  if (!hasPool) return;
  const image = new GoldenImage(infra, 'desktop', {
    source: ImageSource.http('https://images.example.org/desktop-12.qcow2'),
    capacity: Size.gibibytes(5),
    storageClassName: 'fast',
  });
  new WorkerPool(tenant, 'desktops', {
    replicas: 1,
    image,
    size: MachineSize.of({ cores: 1, memory: Size.gibibytes(2) }),
    cloudInit: CloudInit.inline({ userData: '#cloud-config\npackages: [git]\n' }),
    stateless: true,
  });
}

function write({ kubevirt, cdi, directory }: Task, name: string, commit: Commit): void {
  const app = new BundleApp({ outdir: join(directory, name), name: commit.app });
  const infra = platform(app, kubevirt, cdi);
  const lab = infra.node.findChild('lab') as TenantNamespace;
  new Disk(lab, 'results', { capacity: Size.gibibytes(10), storageClassName: 'fast' });
  DeletionGuard.protect(lab);
  if (commit.hasOffice) office(infra, commit);
  if (commit.schedule !== undefined) {
    const crons = infra.node.findAll().filter((each) => ApiObject.isApiObject(each) && each.kind === 'DataImportCron');
    for (const cron of crons) ApiObject.of(cron).addJsonPatch(JsonPatch.replace('/spec/schedule', commit.schedule));
  }
  Delivery.flux(app, {
    repositoryUrl: 'https://git.example.org/platform.git', path: '', retryInterval: Duration.seconds(5),
  });
  Delivery.argoCd(app, {
    repositoryUrl: `file://${join(directory, 'repository')}`,
    path: '',
    clusters: [{ name: infra.clusterName, destination: 'in-cluster' }],
  });
  writeBundle(app, directory, name);
}

const task = taskOf(process.argv.slice(2));
for (const [name, commit] of Object.entries(COMMITS)) write(task, name, commit);
