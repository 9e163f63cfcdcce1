import { ApiObject, Testing } from 'cdk8s';
import {
  AccessMode, BundleApp, CdiRelease, GoldenImage, ImageSource, KubeVirtCluster, KubeVirtRelease, MachineSize,
  PriorityClassProps, SchedulingPolicy, StorageProfile, TenantNamespace, VolumeMode, WorkerPool,
} from '../../src';

const [OWN, OF_TENANT] = ['cdk8s-kubevirt.io/cluster', 'cdk8s-kubevirt.io/tenant'];
const [MANAGED_BY, PART_OF] = ['app.kubernetes.io/managed-by', 'app.kubernetes.io/part-of'];
const PRIORITY: PriorityClassProps = { value: 1 };

function platform(tenantId = 'blue', labels: { [key: string]: string } = {}) {
  const app = new BundleApp({ outdir: Testing.app().outdir });
  const infra = new KubeVirtCluster(app, 'infra', { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
  const source = ImageSource.registry('docker://quay.io/containerdisks/ubuntu:24.04');
  const image = new GoldenImage(infra, 'ubuntu', { source, capacity: '10Gi' });
  new StorageProfile(infra, 'fast', {
    modes: [{ accessModes: [AccessMode.READ_WRITE_MANY], volumeMode: VolumeMode.BLOCK }],
  });
  const tenant = new TenantNamespace(infra, tenantId, { namespaceName: 'cluster-blue', labels, quota: { pods: 30 } });
  const scheduling = new SchedulingPolicy(infra, 'first', { priorityClass: PRIORITY });
  const size = MachineSize.of({ cores: 1, memory: '1Gi' });
  new WorkerPool(tenant, 'workers', { replicas: 1, size, image, scheduling });
  return app;
}

/** The labels of all objects, by kind and name. */
function labelsOf(app: BundleApp): { [name: string]: { [key: string]: string } } {
  const objects = app.node.findAll().filter((each): each is ApiObject => each instanceof ApiObject);
  return Object.fromEntries(objects.map((object) => (
    [`${object.kind}/${object.name}`, object.toJson().metadata.labels])));
}

test('a reviewer sees whose an object is, where its namespace does not say it', () => {
  const labels = labelsOf(platform());
  const tenants = { [MANAGED_BY]: 'cdk8s-kubevirt', [PART_OF]: 'blue', [OWN]: 'infra', [OF_TENANT]: 'blue' };
  const clusters = { [MANAGED_BY]: 'cdk8s-kubevirt', [PART_OF]: 'infra', [OWN]: 'infra' };
  for (const name of [
    'Namespace/cluster-blue', 'ResourceQuota/tenant', 'LimitRange/container-defaults', 'NetworkPolicy/default-deny',
    'VirtualMachinePool/workers', 'VirtualMachineInstancetype/standard-2',
  ]) expect([name, labels[name]]).toEqual([name, expect.objectContaining(tenants)]);
  for (const name of ['Namespace/golden-images', 'DataSource/ubuntu', 'PriorityClass/first', 'Role/ubuntu-clone']) {
    expect([name, labels[name]]).toEqual([name, expect.objectContaining(clusters)]);
    expect(labels[name]).not.toHaveProperty([OF_TENANT]);
  }
});

test('what controllers hand on has none of these labels', () => {
  const app = platform();
  const labels = labelsOf(app);
  for (const name of [
    'KubeVirt/kubevirt', 'CDI/cdi', 'StorageProfile/fast', 'Deployment/virt-operator', 'Deployment/cdi-operator',
  ]) {
    expect(labels).toHaveProperty([name]);
    expect(Object.keys(labels[name] ?? {}).filter((key) => key.startsWith('cdk8s-kubevirt.io'))).toEqual([]);
    expect(labels[name]?.[MANAGED_BY]).not.toBe('cdk8s-kubevirt');
  }
  const pool = app.node.findAll().find((each) => each instanceof ApiObject && each.kind === 'VirtualMachinePool');
  const { virtualMachineTemplate, selector } = (pool as ApiObject).toJson().spec;
  expect(JSON.stringify([virtualMachineTemplate, selector])).not.toMatch(/cdk8s-kubevirt|managed-by/);
});

test('labels of the user replace them', () => {
  const labels = labelsOf(platform('blue', { [PART_OF]: 'shop' }));
  expect(labels['Namespace/cluster-blue']).toMatchObject({ [PART_OF]: 'shop', [OWN]: 'infra' });
});

test('a name that cannot be the value of a label is left out', () => {
  const labels = labelsOf(platform('the blue ones'))['Namespace/cluster-blue'];
  expect(labels).toMatchObject({ [MANAGED_BY]: 'cdk8s-kubevirt', [OWN]: 'infra' });
  expect(labels).not.toHaveProperty([PART_OF]);
  expect(labels).not.toHaveProperty([OF_TENANT]);
});
