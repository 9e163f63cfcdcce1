import { ofClusterApi } from './cluster-api';
import { wantedByDelivery } from './delivered';
import { classesOfDriver } from './driver-classes';
import { Find, Need, titleOf, Wanted } from './need';
import { keysBeside, wantedByNodes } from './node-pools';
import { labelsOfNodes, resourcesOfNodes } from './nodes';
import { ofMachines, ofVolumes } from './references';
import { classesBeside, kindBeside, madeBy, namespaceBeside, pullSecretsBeside } from './surroundings';
import type { Entry } from '../../inventory/entry';
import type { Inventory } from '../../inventory/inventory';
import { compareTexts } from '../../toolkit/compare';
import { add } from '../../toolkit/lists';
import type { DeliveredFile } from '../model/writer';

/** Something that must be in a cluster before, and what needs it. */
export interface Prerequisite extends Need {
  /** The objects that need it, as `<kind> [<namespace>/]<name>`, sorted. */
  readonly neededBy: readonly string[];
}

/** What must be in a cluster before objects of one tenant are applied, or objects of all tenants. */
export interface PrerequisitesOfTenant {
  /** Undefined for what is in no tenant's folder. */
  readonly tenant?: string;
  readonly needs: readonly Prerequisite[];
}

/** What must be in a cluster before. */
export interface PrerequisitesOfCluster {
  readonly cluster: string;
  readonly tenants: readonly PrerequisitesOfTenant[];
}

/**
 * What clusters must have before the bundle is applied, sorted.
 * @param delivered what delivers the bundle
 */
export function prerequisitesIn(
  inventory: Inventory, delivered: readonly DeliveredFile[] = [],
): PrerequisitesOfCluster[] {
  const entries = new Map<string, Entry[]>();
  for (const entry of inventory.entries) {
    const { cluster } = entry.placement;
    if (cluster !== undefined && entry.object !== undefined) add(entries, cluster, entry);
  }
  const clusters = new Map<string, Wanted[]>([...entries.keys()].map((cluster) => [cluster, []]));
  for (const [cluster, ofCluster] of entries) {
    for (const wanted of wantedIn(cluster, ofCluster)) add(clusters, cluster, wanted);
  }
  for (const wanted of [...wantedByNodes(inventory), ...wantedByDelivery(delivered)]) {
    add(clusters, wanted.cluster, wanted);
  }
  return sorted(clusters).map(([cluster, wanted]) => ({ cluster, tenants: tenantsOf(wanted) }));
}

function* wantedIn(cluster: string, entries: readonly Entry[]): Iterable<Wanted> {
  const made = madeBy(entries);
  const finds: Find[] = [
    ofMachines, ofVolumes, labelsOfNodes, resourcesOfNodes, namespaceBeside(made), kindBeside(made), classesBeside,
    classesOfDriver, pullSecretsBeside, keysBeside(entries), ofClusterApi,
  ];
  for (const entry of entries) {
    const { tenant } = entry.placement;
    for (const find of finds) {
      for (const need of find(entry)) yield { cluster, tenant, need, by: titleOf(entry.object!) };
    }
  }
}

function tenantsOf(wanted: readonly Wanted[]): PrerequisitesOfTenant[] {
  const tenants = new Map<string, Wanted[]>();
  for (const each of wanted) add(tenants, each.tenant ?? '', each);
  return sorted(tenants)
    .map(([tenant, ofTenant]) => ({ tenant: tenant === '' ? undefined : tenant, needs: needsOf(ofTenant) }));
}

function needsOf(wanted: readonly Wanted[]): Prerequisite[] {
  const known = new Map<string, { readonly need: Need; readonly by: Set<string> }>();
  for (const { need, by } of wanted) {
    const key = [need.what, need.namespace ?? '', need.name].join('\0');
    const before = known.get(key) ?? { need, by: new Set() };
    known.set(key, before);
    before.by.add(by);
  }
  return sorted(known).map(([, { need, by }]) => ({ ...need, neededBy: [...by].sort() }));
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([one], [other]) => compareTexts(one, other));
}
