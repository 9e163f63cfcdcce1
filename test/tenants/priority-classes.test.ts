import { ApiObject, Lazy, Size } from 'cdk8s';
import {
  BootImage, BundleApp, CdiRelease, GoldenImage, ImageSource, InfraCluster, KubeVirtCluster, KubeVirtRelease,
  MachineSize, SchedulingPolicy, TenantNamespace, TenantNamespaceProps, WorkerPool,
} from '../../src';

function cluster(): InfraCluster {
  const app = new BundleApp({ outdir: 'unused' });
  return KubeVirtCluster.existing(app, 'infra', { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
}

const size = MachineSize.of({ cores: 1, memory: Size.gibibytes(1) });

function imageIn(scope: InfraCluster | TenantNamespace): BootImage {
  return new GoldenImage(scope, 'image', {
    source: ImageSource.http('https://images.example.org/a.qcow2'),
    capacity: Size.gibibytes(4),
    storageClassName: 'fast',
  });
}

/** The classes that a tenant's quota allows, as its object is written; undefined if all are. */
function allowed(tenant: TenantNamespace): string[] | undefined {
  (tenant.node.root as BundleApp).check();
  const quota = tenant.priorityQuota?.toJson();
  if (quota === undefined) return undefined;
  const identity = { kind: 'ResourceQuota', metadata: { name: 'priority-classes' } };
  expect(quota).toMatchObject({ ...identity, spec: { hard: { pods: 0 } } });
  const [exists, others, ...more] = quota.spec.scopeSelector.matchExpressions;
  expect([exists, more]).toEqual([{ scopeName: 'PriorityClass', operator: 'Exists' }, []]);
  if (others === undefined) return [];
  expect(others).toMatchObject({ scopeName: 'PriorityClass', operator: 'NotIn' });
  return others.values;
}

const GUEST = { domain: { devices: {} } };

const alone = (props: TenantNamespaceProps = {}): TenantNamespace => new TenantNamespace(cluster(), 'a', props);

describe('pods of a tenant may have', () => {
  test('no PriorityClass by default', () => {
    expect(allowed(alone())).toEqual([]);
  });

  test('those that its prop names, each once', () => {
    expect(allowed(alone({ priorityClasses: ['batch', 'gold', 'batch'] }))).toEqual(['batch', 'gold']);
  });

  test('every one only if it says so', () => {
    expect(allowed(alone({ anyPriorityClass: true }))).toBeUndefined();
    expect(allowed(alone({ anyPriorityClass: false }))).toEqual([]);
  });

  test('those of policies below it, whoever uses them, and not those of others', () => {
    const a = alone();
    new SchedulingPolicy(a, 'made', { priorityClass: { value: 1, name: 'made' } });
    new SchedulingPolicy(a, 'named', { priorityClassName: 'named' });
    const b = new TenantNamespace(a.cluster, 'b');
    new SchedulingPolicy(b, 'other', { priorityClassName: 'other' });
    new SchedulingPolicy(a.cluster, 'free', { priorityClassName: 'free' });
    expect(allowed(a)).toEqual(['made', 'named']);
    expect(allowed(b)).toEqual(['other']);
  });

  test('that of the policy of a pool, wherever the policy stands', () => {
    const a = alone();
    const scheduling = new SchedulingPolicy(a.cluster, 'gold', { priorityClassName: 'gold' });
    const b = new TenantNamespace(a.cluster, 'b');
    new WorkerPool(a, 'pool', { replicas: 1, image: imageIn(a.cluster), size, scheduling });
    expect(allowed(a)).toEqual(['gold']);
    expect(allowed(b)).toEqual([]);
  });

  test.each<[string, string, string, object]>([
    ['kubevirt.io/v1', 'VirtualMachine', 'c1', { template: { spec: { ...GUEST, priorityClassName: 'c1' } } }],
    ['kubevirt.io/v1', 'VirtualMachineInstance', 'c2', { ...GUEST, priorityClassName: 'c2' }],
    ['cdi.kubevirt.io/v1beta1', 'DataVolume', 'c3', { source: { blank: {} }, priorityClassName: 'c3' }],
    ['apps/v1', 'Deployment', 'c4', { template: { spec: { priorityClassName: 'c4', containers: [] } } }],
    ['v1', 'Pod', 'c5', Lazy.any({ produce: () => ({ priorityClassName: 'c5', containers: [] }) })],
  ])('that of what the program writes itself: %s %s', (apiVersion, kind, name, spec) => {
    const a = alone();
    new ApiObject(a, 'o', { apiVersion, kind, metadata: { name: 'o', namespace: a.namespaceName }, spec });
    expect(allowed(a)).toEqual([name]);
  });

  test('that of a claim by which CDI fills it', () => {
    const a = alone();
    const metadata = { name: 'o', annotations: { 'cdi.kubevirt.io/storage.pod.priorityclassname': 'gold' } };
    new ApiObject(a, 'o', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata });
    expect(allowed(a)).toEqual(['gold']);
  });

  test('those of machines elsewhere that clone its images, because CDI runs such a pod beside the image', () => {
    const a = alone();
    const image = imageIn(a);
    const b = new TenantNamespace(a.cluster, 'b');
    const scheduling = new SchedulingPolicy(b, 'gold', { priorityClassName: 'gold' });
    new WorkerPool(b, 'pool', { replicas: 1, image, size, scheduling });
    expect(allowed(a)).toEqual(['gold']);
  });

  test('the one that the bundle makes the default of the cluster, because pods without one get it', () => {
    const a = alone();
    new ApiObject(a.cluster, 'c', {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name: 'usual' },
      value: 1,
      globalDefault: true,
    });
    expect(allowed(a)).toEqual(['usual']);
  });
});

test.each([
  [{ priorityClasses: 'gold' }, 'priorityClasses'],
  [{ priorityClasses: { gold: true } }, 'priorityClasses'],
  [{ anyPriorityClass: 'false' }, 'anyPriorityClass'],
])('a wrong shape is an error, and opens nothing: %j', (props, prop) => {
  const a = alone(props as never);
  expect((a.node.root as BundleApp).check().map(({ rule, field }) => `${rule} ${field}`)).toEqual([`PROP003 ${prop}`]);
  expect(allowed(a)).toEqual([]);
});

test('a quota for no pods of some classes is no quota for no machines', () => {
  const a = alone();
  const image = imageIn(a.cluster);
  new WorkerPool(a, 'pool', { replicas: 1, image, size });
  expect((a.node.root as BundleApp).check().filter(({ severity }) => severity === 'error')).toEqual([]);
});
