import type { UnitFolder } from './shards';
import { Layer } from '../../layout/layer';

/** What the order of units depends on. */
export interface OrderedUnit extends UnitFolder {
  readonly name: string;
  readonly namespaces: readonly string[];
  readonly makesNamespaces: readonly string[];
}

/** A tenant's cluster, whose nodes are machines in a namespace of an infra cluster. */
export interface Nesting {
  readonly cluster: string;
  readonly infra: string;
  readonly namespace: string;
}

/** The layers that everything after them waits for, the latest first. Monitoring is in nobody's way. */
const SHARED = [Layer.CATALOG, Layer.PLATFORM, Layer.OPERATORS];

/** For each unit, the names of those that must be ready before, sorted. */
export function orderOf(units: readonly OrderedUnit[], nestings: readonly Nesting[]): ReadonlyMap<string, string[]> {
  const byCluster = new Map<string, OrderedUnit[]>();
  for (const unit of units) byCluster.set(unit.cluster, [...byCluster.get(unit.cluster) ?? [], unit]);
  const namesOf = (before: readonly OrderedUnit[]): string[] => [...new Set(before.map(({ name }) => name))].sort();
  return new Map(units.map((unit) => {
    const siblings = byCluster.get(unit.cluster)!;
    const before = [...layersBefore(unit, siblings), ...namespacesBefore(unit, siblings)];
    if (before.length > 0) return [unit.name, namesOf(before)];
    const nesting = nestings.find(({ cluster }) => cluster === unit.cluster);
    return [unit.name, namesOf(nesting === undefined ? [] : infraSide(nesting, byCluster.get(nesting.infra) ?? []))];
  }));
}

/** The units of the nearest layer before that the cluster has; for a tenant's machines, those of the tenant. */
function layersBefore({ layer, tenant }: OrderedUnit, siblings: readonly OrderedUnit[]): readonly OrderedUnit[] {
  if (layer === Layer.WORKLOADS && tenant !== undefined) {
    const ofTenant = siblings.filter((each) => each.layer === Layer.TENANTS && each.tenant === tenant);
    if (ofTenant.length > 0) return ofTenant;
  }
  for (const before of sharedBefore(layer)) {
    const found = siblings.filter((each) => each.layer === before);
    if (found.length > 0) return found;
  }
  return [];
}

function sharedBefore(layer: Layer): Layer[] {
  return SHARED.filter((each) => each < layer && !(layer === Layer.MONITORING && each === Layer.CATALOG));
}

/** The units that make the namespaces of a unit's objects, without those that it waits for anyway. */
function namespacesBefore(unit: OrderedUnit, siblings: readonly OrderedUnit[]): OrderedUnit[] {
  const shared = sharedBefore(unit.layer);
  return siblings.filter((each) => each.name !== unit.name && each.layer <= unit.layer && !shared.includes(each.layer)
    && each.makesNamespaces.some((namespace) => unit.namespaces.includes(namespace)));
}

/** The last units of an infra cluster that a tenant's cluster needs: the machines that are its nodes. */
function infraSide({ namespace }: Nesting, units: readonly OrderedUnit[]): readonly OrderedUnit[] {
  for (const layer of [Layer.WORKLOADS, Layer.TENANTS]) {
    const found = units.filter((each) => each.layer === layer && each.tenant === namespace);
    if (found.length > 0) return found;
  }
  return layersBefore({ layer: Layer.TENANTS } as OrderedUnit, units);
}
