import { ApiObject, Chart, JsonPatch, Size } from 'cdk8s';
import {
  BundleApp, CdiRelease, GoldenImage, ImageNamespace, ImageSource, InfraCluster, KubeVirtCluster, KubeVirtRelease,
  MachineSize, SchedulingPolicy, TenantNamespace, WorkerPool,
} from '../../src';

const RELEASES = { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 };
const OURS = /^(app\.kubernetes\.io\/(part-of|managed-by)|cdk8s-kubevirt\.io\/)/;

/** A tenant with a pool of its own cluster. */
function program(clusterId = 'eu', tenantId = 'acme') {
  const infra = new KubeVirtCluster(new BundleApp(), clusterId, { ...RELEASES, clusterName: 'eu' });
  const source = ImageSource.http('https://images.example.org/u.qcow2');
  const image = new GoldenImage(infra, 'ubuntu', { source, capacity: Size.gibibytes(10) });
  const tenant = new TenantNamespace(infra, tenantId, {
    namespaceName: 'acme', quota: { cpu: 8 }, access: { editors: { users: ['lena'] } },
  });
  const scheduling = new SchedulingPolicy(tenant, 'low', { priorityClass: { value: 10 } });
  const size = MachineSize.of({ cores: 2, memory: '4Gi' });
  const pool = new WorkerPool(tenant, 'workers', { replicas: 2, image, size, scheduling, labels: { tier: 'node' } });
  return { infra, image, tenant, pool, scheduling };
}

const objectsOf = (infra: InfraCluster) => (
  infra.node.findAll().filter((each): each is ApiObject => ApiObject.isApiObject(each)));
const labelsOf = (object: ApiObject): { [key: string]: string } => object.toJson().metadata.labels ?? {};
const oursOf = (object: ApiObject) => Object.keys(labelsOf(object)).filter((key) => OURS.test(key)).sort();

describe('labels of what our constructs make', () => {
  test('name the tenant and the cluster on each object of a tenant', () => {
    const { tenant } = program();
    const objects = tenant.node.findAll().filter((each): each is ApiObject => ApiObject.isApiObject(each));
    expect(objects.length).toBeGreaterThan(15);
    for (const object of objects) {
      expect(labelsOf(object)).toMatchObject({
        'app.kubernetes.io/managed-by': 'cdk8s-kubevirt',
        'app.kubernetes.io/part-of': 'acme',
        'cdk8s-kubevirt.io/cluster': 'eu',
        'cdk8s-kubevirt.io/tenant': 'acme',
      });
    }
  });

  test('name the cluster alone on an image, its rights and its namespace', () => {
    const { image, infra } = program();
    const names = infra.node.findChild('SharedImageNamespace') as ImageNamespace;
    for (const object of [image.dataVolume!, image.dataSource!, image.cloneRole!, names.namespace]) {
      expect(labelsOf(object)).toMatchObject({ 'app.kubernetes.io/part-of': 'eu', 'cdk8s-kubevirt.io/cluster': 'eu' });
      expect(labelsOf(object)).not.toHaveProperty(['cdk8s-kubevirt.io/tenant']);
    }
  });

  test('are not on the objects of the operators, nor on their custom resources', () => {
    const { infra } = program();
    const cluster = infra as KubeVirtCluster;
    for (const object of [cluster.kubevirtCr, cluster.cdiCr, ...Object.values(cluster.operatorObjects)]) {
      expect(Object.keys(labelsOf(object)).filter((key) => key.startsWith('cdk8s-kubevirt.io'))).toEqual([]);
      expect(Object.values(labelsOf(object))).not.toContain('cdk8s-kubevirt');
    }
  });

  test('change nothing below the spec of any object', () => {
    const { infra } = program();
    for (const object of objectsOf(infra)) {
      const { metadata: _metadata, ...rest } = object.toJson();
      expect(JSON.stringify(rest)).not.toContain('cdk8s-kubevirt');
    }
  });

  test.each(['a'.repeat(64), 'a b', '-a', 'ü'])('leave out the tenant name %p, which is not a label value', (id) => {
    const { tenant } = program('eu', id);
    expect(labelsOf(tenant.limitRange)).toEqual({
      'app.kubernetes.io/managed-by': 'cdk8s-kubevirt',
      'app.kubernetes.io/part-of': 'eu',
      'cdk8s-kubevirt.io/cluster': 'eu',
    });
  });

  test('stand back behind labels of the user', () => {
    const { infra } = program();
    const mine = { 'app.kubernetes.io/part-of': 'mine' };
    const named = new TenantNamespace(infra, 'b', { labels: mine });
    expect(labelsOf(named.namespace)).toMatchObject(mine);
    const chart = new Chart(infra, 'chart', { labels: mine });
    expect(labelsOf(new TenantNamespace(chart, 'c').limitRange)).toMatchObject(mine);
    named.limitRange.metadata.addLabel('app.kubernetes.io/part-of', 'mine');
    expect(labelsOf(named.limitRange)).toMatchObject(mine);
    named.limitRange.addJsonPatch(JsonPatch.remove('/metadata/labels'));
    expect(oursOf(named.limitRange)).toEqual([]);
  });
});
