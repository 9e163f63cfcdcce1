import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { BundleApp, Layer, TenantCluster, TenantNamespace } from '../../../src';
import { modelOf } from '../../../src/delivery/model/model';
import type { Split } from '../../../src/delivery/model/shards';
import type { DeliveryUnit } from '../../../src/delivery/model/unit';
import { withInventory } from '../../../src/inventory/inventory';
import { prepare } from '../../../src/inventory/prepare';
import { Platform } from '../../platform';

function modelFor(app: BundleApp, splits: readonly Split[] = []) {
  const options = { app: 'test', splits, bytesOf: () => 10 };
  return withInventory(app, (inventory) => modelOf(inventory, options), prepare(app));
}

function unitsFor(app: BundleApp, splits: readonly Split[] = []): DeliveryUnit[] {
  return modelFor(app, splits).clusters.flatMap(({ units }) => [...units]);
}

const waits = (units: readonly DeliveryUnit[]) => Object.fromEntries(units.map((each) => [each.name, each.dependsOn]));

function configMap(platform: Platform, id: string, layer: Layer, namespace: string, tenant?: string): void {
  const object = platform.plain('v1', 'ConfigMap', { name: id, namespace }, {});
  BundleApp.place(object, { layer, tenant, file: id });
}

test('each folder of a layer or a tenant is a unit, which waits for the layer before', () => {
  const platform = new Platform();
  platform.pool();
  new TenantNamespace(platform.infra, 'other');
  expect(waits(unitsFor(platform.app))).toEqual({
    'infra-operators': [],
    'infra-platform': ['infra-operators'],
    'infra-catalog': ['infra-platform'],
    'infra-tenants-cluster-acme': ['infra-catalog'],
    'infra-tenants-cluster-other': ['infra-catalog'],
    'infra-workloads-cluster-acme': ['infra-tenants-cluster-acme'],
  });
});

test('a unit knows its place and what it holds', () => {
  const platform = new Platform();
  platform.pool();
  const unit = unitsFor(platform.app).find(({ name }) => name === 'infra-tenants-cluster-acme')!;
  expect(unit).toMatchObject({
    cluster: 'infra',
    layer: Layer.TENANTS,
    tenant: 'cluster-acme',
    path: 'clusters/infra/50-tenants/cluster-acme',
    makesNamespaces: ['cluster-acme'],
    namespaces: ['cluster-acme'],
    bytes: unit.objects * 10,
  });
  expect(unit.kinds[0]).toEqual({ group: '', version: 'v1', kind: 'LimitRange', namespaced: true, count: 1 });
  expect(unit.kinds).toContainEqual({ group: '', version: 'v1', kind: 'Namespace', namespaced: false, count: 1 });
  expect(unit.kinds.reduce((sum, { count }) => sum + count, 0)).toBe(unit.objects);
});

test('a unit knows from which other namespaces its disks are cloned', () => {
  const platform = new Platform();
  const clone = (name: string, source: object): void => {
    const metadata = { name, namespace: 'cluster-acme' };
    const fields = { spec: { ...source, storage: {} } };
    const scope = new Construct(platform.infra, name);
    const object = platform.plain('cdi.kubevirt.io/v1beta1', 'DataVolume', metadata, fields, scope);
    BundleApp.place(object, { layer: Layer.WORKLOADS, tenant: 'cluster-acme', file: name });
  };
  clone('a', { sourceRef: { kind: 'DataSource', name: 'debian', namespace: 'images' } });
  clone('b', { source: { pvc: { name: 'debian', namespace: 'golden' } } });
  clone('c', { source: { pvc: { name: 'a', namespace: 'cluster-acme' } } });
  clone('d', { source: { blank: {} } });
  const { clonesFrom } = unitsFor(platform.app).find(({ name }) => name === 'infra-workloads-cluster-acme')!;
  expect(clonesFrom).toEqual(['golden', 'images']);
});

test('monitoring waits for the operators\' resources, and nothing waits for it', () => {
  const platform = new Platform();
  platform.image();
  configMap(platform, 'alerts', Layer.MONITORING, 'kubevirt');
  const units = waits(unitsFor(platform.app));
  expect(units['infra-monitoring']).toEqual(['infra-platform']);
  expect(Object.values(units).flat()).not.toContain('infra-monitoring');
});

test('objects in a namespace that another unit of the layer makes wait for this unit', () => {
  const platform = new Platform();
  configMap(platform, 'shared', Layer.TENANTS, 'cluster-acme');
  expect(waits(unitsFor(platform.app))['infra-tenants']).toEqual(['infra-platform', 'infra-tenants-cluster-acme']);
});

test('a tenant\'s cluster waits for the machines of the tenant, or else for the tenant', () => {
  const platform = new Platform();
  const cluster = new TenantCluster(platform.app, 'nodes', { tenant: platform.tenant, kubernetes: '1.35.8' });
  const metadata = { name: 'a', namespace: 'b' };
  new ApiObject(cluster, 'secret', { apiVersion: 'v1', kind: 'Secret', metadata });
  const later = new ApiObject(cluster, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
  BundleApp.place(later, { layer: Layer.WORKLOADS });
  expect(waits(unitsFor(platform.app))).toMatchObject({
    'nodes-platform': ['infra-tenants-cluster-acme'], 'nodes-workloads': ['nodes-platform'],
  });
  platform.pool();
  const [infra, nodes] = modelFor(platform.app).clusters;
  const { kubevirt, cdi } = platform.infra;
  expect(infra).toMatchObject({ name: 'infra', infra: undefined, kubevirt, cdi });
  expect(nodes).toMatchObject({ name: 'nodes', infra: 'infra', kubevirt: undefined });
  expect(nodes.units[0].dependsOn).toEqual(['infra-workloads-cluster-acme']);
});

test('long names are shortened, and keep apart', () => {
  const platform = new Platform();
  const long = 'a'.repeat(50);
  new TenantNamespace(platform.infra, `${long}1`, { id: `${long}1` });
  new TenantNamespace(platform.infra, `${long}2`, { id: `${long}2` });
  const names = unitsFor(platform.app).map(({ name }) => name).filter((name) => name.includes('aaa'));
  expect(new Set(names).size).toBe(2);
  expect(names.every((name) => /^infra-tenants-cluster-a+-[0-9a-f]{8}$/.test(name) && name.length === 53)).toBe(true);
});

test('objects outside of clusters are in no unit', () => {
  const app = new BundleApp();
  new ApiObject(new Chart(app, 'chart'), 'map', { apiVersion: 'v1', kind: 'ConfigMap' });
  expect(modelFor(app).clusters).toEqual([]);
});

describe('a split folder', () => {
  function pools(count: number, shards: number): DeliveryUnit[] {
    const platform = new Platform();
    const image = platform.image();
    for (let index = 0; index < count; index++) platform.pool({ image }, `pool-${index}`);
    return unitsFor(platform.app, [{ cluster: 'infra', layer: Layer.WORKLOADS, tenant: 'cluster-acme', shards }])
      .filter(({ layer }) => layer === Layer.WORKLOADS);
  }

  test('is a unit for each shard, which all wait for the tenant', () => {
    const units = pools(8, 2);
    expect(units).toMatchObject(['shard-1', 'shard-2'].map((shard) => ({
      name: `infra-workloads-cluster-acme-${shard}`,
      path: `clusters/infra/60-workloads/cluster-acme/${shard}`,
      shard,
      dependsOn: ['infra-tenants-cluster-acme'],
    })));
  });
});
