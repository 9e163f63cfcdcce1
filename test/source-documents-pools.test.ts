import { ApiObject, Size } from 'cdk8s';
import {
  AccessMode, BundleApp, CdiRelease, GoldenImage, ImageSource, IndexedReferences, InfraCluster, KubeVirtCluster,
  KubeVirtRelease, MachineSize, PoolBackend, ScaleInStrategy, StatePreservation,
  TenantNamespace, UpdateStrategy, VirtualMachinePoolOptions, WorkerPool, WorkerPoolProps,
} from '../src';
import { errorsOf, findingsOf, rulesOf } from './findings';

/*
 * The rows 2.10 to 2.15 of the documents that the library began with: a page about pools of VirtualMachines. Each test
 * shows what a program writes today; where the document is wrong, also what the program is told.
 */

const IMAGE = 'https://images.example.com/debian-13.1.qcow2';
const API = 'pool.kubevirt.io/v1beta1';
const only = (text: string) => [expect.stringContaining(text)];
const options = (of: VirtualMachinePoolOptions) => ({ backend: PoolBackend.virtualMachinePool(of) });

/** A complete program with a tenant, an image and whatever a test adds. */
class Page {
  public readonly app = new BundleApp();
  public readonly infra: InfraCluster;
  public readonly tenant: TenantNamespace;
  public readonly image: GoldenImage;

  constructor(kubevirt = KubeVirtRelease.V1_9_0) {
    this.infra = new KubeVirtCluster(this.app, 'infra', {
      kubevirt,
      cdi: CdiRelease.V1_66_0,
      networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] },
      bundleIsComplete: true,
    });
    const storageClass = { kind: 'StorageClass', metadata: { name: 'fast' }, provisioner: 'csi.example.com' };
    new ApiObject(this.infra, 'fast', { apiVersion: 'storage.k8s.io/v1', ...storageClass });
    this.tenant = new TenantNamespace(this.infra, 'acme');
    this.image = new GoldenImage(this.infra, 'debian', {
      source: ImageSource.http(IMAGE), capacity: '10Gi', storageClassName: 'fast',
    });
  }

  public pool(props: Partial<WorkerPoolProps> = {}, id = 'workers'): WorkerPool {
    const size = MachineSize.of({ cores: 1, memory: Size.gibibytes(2) });
    return new WorkerPool(this.tenant, id, { replicas: 3, image: this.image, size, ...props });
  }

  public plain(spec: object, apiVersion = API): ApiObject {
    const metadata = { name: 'plain', namespace: this.tenant.namespaceName };
    return new ApiObject(this.tenant, 'plain', { apiVersion, kind: 'VirtualMachinePool', metadata, spec } as never);
  }
}

const written = (pool: WorkerPool) => pool.virtualMachinePool.toJson().spec;

/** The machine of the document. */
const INSTANCE = {
  domain: {
    memory: { guest: '2Gi' },
    devices: {
      disks: [{ name: 'rootdisk', disk: { bus: 'virtio' } }], interfaces: [{ name: 'default', masquerade: {} }],
    },
  },
  volumes: [{ name: 'rootdisk', containerDisk: { image: 'quay.io/containerdisks/debian:13' } }],
  networks: [{ name: 'default', pod: {} }],
};
const LABELS = { 'kubevirt.io/vmpool': 'plain' };

/** The pool of the document, with its mistakes mended. */
function poolOf(selected: object = LABELS, labels: object = LABELS): object {
  const spec = { runStrategy: 'Always', template: { metadata: { labels }, spec: INSTANCE } };
  const virtualMachineTemplate = { metadata: { labels }, spec };
  return {
    replicas: 3,
    maxUnavailable: 1,
    updateStrategy: { unmanaged: {} },
    scaleInStrategy: { proactive: { statePreservation: 'Disabled' } },
    selector: { matchLabels: selected },
    virtualMachineTemplate,
  };
}

function errorsAbout(spec: object, apiVersion?: string): string[] {
  const page = new Page();
  page.plain(spec, apiVersion);
  return errorsOf(page.app);
}

test('the pool of the page, with its mistakes mended, has no error', () => {
  expect(errorsAbout(poolOf())).toEqual([]);
});

test.each(KubeVirtRelease.all())('2.10: a pool is of pool.kubevirt.io/v1beta1: %s', (release) => {
  expect(new Page(release).pool().virtualMachinePool.apiVersion).toBe(API);
});

test('2.10: a pool of kubevirt.io/v1alpha1 is an error', () => {
  expect(errorsAbout({ replicas: 3 }, 'kubevirt.io/v1alpha1'))
    .toEqual(only('Write apiVersion pool.kubevirt.io/v1alpha1 or pool.kubevirt.io/v1beta1.'));
});

test('2.11: the machine of a pool has its instance within a template of its own', () => {
  const { spec } = written(new Page().pool()).virtualMachineTemplate;
  expect(Object.keys(spec).sort()).toEqual(['dataVolumeTemplates', 'runStrategy', 'template']);
  expect(Object.keys(spec.template).sort()).toEqual(['metadata', 'spec']);
  expect(spec.template.spec).toMatchObject({ domain: {}, volumes: [{}], networks: [{}] });
  const flat = { ...poolOf(), virtualMachineTemplate: { spec: { runStrategy: 'Always', ...INSTANCE } } };
  const errors = errorsAbout(flat).join('\n');
  for (const field of ['domain', 'networks', 'volumes']) {
    expect(errors).toContain(`spec.virtualMachineTemplate.spec.${field} is not a field of VirtualMachinePool`);
  }
  expect(errors).toContain('spec.virtualMachineTemplate.spec.template is missing, but is required');
});

test('2.12: a pool selects the labels of its machines, which their instances have too', () => {
  const { replicas, selector, virtualMachineTemplate } = written(new Page().pool());
  expect(replicas).toBe(3);
  expect(virtualMachineTemplate.metadata.labels).toMatchObject(selector.matchLabels);
  expect(virtualMachineTemplate.spec.template.metadata.labels).toMatchObject(selector.matchLabels);
  expect(errorsAbout(poolOf({ ...LABELS, app: 'web' })))
    .toEqual(only('which does not match the labels of the machines'));
});

test('2.12: a warning says that the label is on the machines alone, where no Service finds it', () => {
  const page = new Page();
  const spec: any = poolOf();
  delete spec.virtualMachineTemplate.spec.template.metadata;
  page.plain(spec);
  expect(rulesOf(page.app)).toContain('POOL013');
});

test('2.13: a disk has the number of its member behind its name, so two pools can mean the same disk', () => {
  const extraDisks = (name: string) => ({ extraDisks: [{ name, capacity: '1Gi' }] });
  const page = new Page();
  const names = ['a', 'b'].map((id) => written(page.pool(extraDisks('data'), id)).virtualMachineTemplate.spec)
    .map(({ dataVolumeTemplates }) => dataVolumeTemplates.map(({ metadata }: any) => metadata.name));
  expect(names).toEqual([['a-boot', 'a-data'], ['b-boot', 'b-data']]);
  expect(errorsOf(page.app)).toEqual([]);
  const wrong = new Page();
  wrong.pool(extraDisks('b-c'), 'a');
  wrong.pool(extraDisks('c'), 'a-b');
  expect(errorsOf(wrong.app)).toEqual(only('both have a disk "a-b-c"'));
});

test('2.14: a pool says how it is updated and made smaller', () => {
  const scaleIn = { strategy: ScaleInStrategy.PROACTIVE, statePreservation: StatePreservation.OFFLINE };
  const indexedReferences: IndexedReferences = { configMaps: true, secrets: true };
  const updateStrategy = UpdateStrategy.OPPORTUNISTIC;
  const spec = written(new Page().pool(options({
    maxUnavailable: '25%', updateStrategy, scaleIn, indexedReferences,
  })));
  expect(spec).toMatchObject({
    replicas: 3,
    maxUnavailable: '25%',
    updateStrategy: { opportunistic: {} },
    scaleInStrategy: { proactive: { statePreservation: 'Offline' } },
    nameGeneration: { appendIndexToConfigMapRefs: true, appendIndexToSecretRefs: true },
  });
});

test('2.14: an autoscaler sets the number by the subresource scale', () => {
  const { virtualMachinePool, autoscaler } = new Page().pool({
    replicas: undefined, autoscale: { min: 2, max: 6, cpu: '1500m' },
  });
  const { apiVersion, kind, metadata: { name } } = virtualMachinePool.toJson();
  expect(autoscaler?.toJson().spec.scaleTargetRef).toEqual({ apiVersion, kind, name });
  expect(virtualMachinePool.toJson().spec.replicas).toBeUndefined();
});

test('2.14: a change of a disk replaces members that are updated proactively, which is a warning', () => {
  const page = new Page();
  page.pool(options({ updateStrategy: UpdateStrategy.PROACTIVE }));
  expect(findingsOf(page.app)).toEqual(expect.arrayContaining(only('deletes running members with all their disks')));
});

test('2.15: each machine clones the image, which alone is downloaded', () => {
  const page = new Page();
  const [template] = written(page.pool()).virtualMachineTemplate.spec.dataVolumeTemplates;
  const { dataSourceName: name, namespaceName: namespace } = page.image;
  expect(template.spec.sourceRef).toEqual({ kind: 'DataSource', name, namespace });
  const objects = page.app.node.findAll().filter(ApiObject.isApiObject).map((object) => object.toJson());
  const downloads = objects.filter((object) => JSON.stringify(object).includes(IMAGE));
  expect(downloads.map(({ kind }) => kind)).toEqual(['DataVolume']);
  const [source] = objects.filter(({ kind }) => kind === 'DataSource');
  expect(source.metadata).toMatchObject({ name, namespace });
  expect(source.spec.source.pvc).toEqual({ name: downloads[0].metadata.name, namespace });
});

test('2.15: nobody makes the DataSource, so a complete bundle without it has an error', () => {
  const page = new Page();
  const sourceRef = { kind: 'DataSource', name: 'debian', namespace: page.tenant.namespaceName };
  const storage = { accessModes: [AccessMode.READ_WRITE_ONCE], resources: { requests: { storage: '10Gi' } } };
  const spec: any = poolOf();
  spec.virtualMachineTemplate.spec.dataVolumeTemplates = [{ metadata: { name: 'root' }, spec: { sourceRef, storage } }];
  spec.virtualMachineTemplate.spec.template.spec = {
    ...INSTANCE, volumes: [{ name: 'rootdisk', dataVolume: { name: 'root' } }],
  };
  page.plain(spec);
  expect(errorsOf(page.app)).toEqual(only('names a DataSource'));
});
