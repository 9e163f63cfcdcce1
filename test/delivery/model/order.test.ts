import { orderOf, OrderedUnit } from '../../../src/delivery/model/order';
import { Layer } from '../../../src/layout/layer';

/** A cluster with a catalog, and a number of tenants with machines. */
function units(tenants: number): OrderedUnit[] {
  const at = (layer: Layer, tenant?: string): OrderedUnit => ({
    name: [layer, tenant].join(' '),
    cluster: 'infra',
    layer,
    tenant,
    path: '',
    namespaces: tenant === undefined ? [] : [tenant],
    makesNamespaces: layer === Layer.TENANTS ? [tenant!] : [],
  });
  const names = Array.from({ length: tenants }, (_each, index) => `t${index}`);
  return [at(Layer.CATALOG), ...names.flatMap((name) => [at(Layer.TENANTS, name), at(Layer.WORKLOADS, name)])];
}

/** How often units are looked at. */
function reads(tenants: number): number {
  let count = 0;
  const watched = units(tenants).map((each) => new Proxy(each, {
    get: (target, key) => {
      count += 1;
      return target[key as keyof OrderedUnit];
    },
  }));
  expect(orderOf(watched, []).get('60-workloads t0')).toEqual(['50-tenants t0']);
  return count;
}

test('twice as many tenants take twice as long', () => {
  expect(reads(200)).toBeLessThan(2.1 * reads(100));
});
