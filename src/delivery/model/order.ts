import type { UnitFolder } from './shards';
import { Layer } from '../../layout/layer';
import { grouped } from '../../toolkit/grouped';

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
  const ofCluster = grouped(units, ({ cluster }) => cluster);
  const clusters = new Map([...ofCluster].map(([name, own]) => [name, siblingsOf(own)]));
  const nestingOf = new Map(nestings.map((each) => [each.cluster, each]));
  const namesOf = (before: readonly OrderedUnit[]): string[] => [...new Set(before.map(({ name }) => name))].sort();
  return new Map(units.map((unit) => {
    const siblings = clusters.get(unit.cluster)!;
    const before = [...layersBefore(unit, siblings), ...namespacesBefore(unit, siblings)];
    if (before.length > 0) return [unit.name, namesOf(before)];
    const nesting = nestingOf.get(unit.cluster);
    return [unit.name, namesOf(nesting === undefined ? [] : infraSide(nesting, clusters.get(nesting.infra)))];
  }));
}

/** The units of one cluster, as they are looked for. */
interface Siblings {
  readonly ofLayer: ReadonlyMap<Layer, readonly OrderedUnit[]>;
  /** By layer and tenant. */
  readonly ofTenant: ReadonlyMap<string, readonly OrderedUnit[]>;
  /** By the namespaces that they make. */
  readonly makers: ReadonlyMap<string, readonly Maker[]>;
}

interface Maker {
  readonly namespace: string;
  readonly unit: OrderedUnit;
}

function siblingsOf(units: readonly OrderedUnit[]): Siblings {
  const makers = units.flatMap((unit) => unit.makesNamespaces.map((namespace): Maker => ({ namespace, unit })));
  return {
    ofLayer: grouped(units, ({ layer }) => layer),
    ofTenant: grouped(units, ({ layer, tenant }) => tenant && `${layer}/${tenant}`),
    makers: grouped(makers, ({ namespace }) => namespace),
  };
}

/** The units of the nearest layer before that the cluster has; for a tenant's machines, those of the tenant. */
function layersBefore({ layer, tenant }: Part, { ofLayer, ofTenant }: Siblings): readonly OrderedUnit[] {
  if (layer === Layer.WORKLOADS && tenant !== undefined) {
    const own = ofTenant.get(`${Layer.TENANTS}/${tenant}`);
    if (own !== undefined) return own;
  }
  for (const before of sharedBefore(layer)) {
    const found = ofLayer.get(before);
    if (found !== undefined) return found;
  }
  return [];
}

interface Part {
  readonly layer: Layer;
  readonly tenant?: string;
}

function sharedBefore(layer: Layer): Layer[] {
  return SHARED.filter((each) => each < layer && !(layer === Layer.MONITORING && each === Layer.CATALOG));
}

/** The units that make the namespaces of a unit's objects, without those that it waits for anyway. */
function namespacesBefore(unit: OrderedUnit, { makers }: Siblings): OrderedUnit[] {
  const shared = sharedBefore(unit.layer);
  return unit.namespaces.flatMap((namespace) => makers.get(namespace) ?? []).map((maker) => maker.unit)
    .filter((each) => each.name !== unit.name && each.layer <= unit.layer && !shared.includes(each.layer));
}

/** The last units of an infra cluster that a tenant's cluster needs: the machines that are its nodes. */
function infraSide({ namespace }: Nesting, siblings: Siblings | undefined): readonly OrderedUnit[] {
  if (siblings === undefined) return [];
  for (const layer of [Layer.WORKLOADS, Layer.TENANTS]) {
    const found = siblings.ofTenant.get(`${layer}/${namespace}`);
    if (found !== undefined) return found;
  }
  return layersBefore({ layer: Layer.TENANTS }, siblings);
}
