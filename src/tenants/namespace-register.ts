import type { Demand, ImageDemand } from './demand';
import type { Tenant } from './tenant';
import type { InfraCluster } from '../cluster/infra-cluster';
import { Layer } from '../layout/layer';

/** What a program puts into one namespace of a cluster, whoever says so and in whatever order. */
export interface NamespaceEntry {
  /** The first tenant that stands for the namespace. */
  tenant?: Tenant;
  /** What machines ask of the namespace, known at synthesis. */
  readonly machines: (() => Demand | undefined)[];
  /** What images that are kept in it ask. */
  readonly images: ImageDemand[];
}

const REGISTER = new WeakMap<InfraCluster, Map<string, NamespaceEntry>>();

/** The entry of a namespace, which is made when it is first asked for. */
export function namespaceEntry(cluster: InfraCluster, namespace: string): NamespaceEntry {
  const entries = REGISTER.get(cluster) ?? new Map<string, NamespaceEntry>();
  REGISTER.set(cluster, entries);
  const entry = entries.get(namespace) ?? { machines: [], images: [] };
  entries.set(namespace, entry);
  return entry;
}

/** The layer of what serves machines from a namespace: a tenant's namespace appears with the tenants, any other is there before. Known at synthesis. */
export function layerIn(cluster: InfraCluster, namespace: string): Layer {
  return namespaceEntry(cluster, namespace).tenant === undefined ? Layer.CATALOG : Layer.TENANTS;
}
