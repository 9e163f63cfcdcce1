import type { Find, Need } from './need';
import { labelsOfNodes, resourcesOfNodes } from './nodes';
import { ofMachines, ofVolumes } from './references';
import { classesBeside, kindBeside, madeBy, namespaceBeside, pullSecretsBeside } from './surroundings';
import type { Entry } from '../../inventory/entry';
import { compareTexts } from '../../toolkit/compare';
import { add } from '../../toolkit/lists';

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

/** What clusters must have before the bundle is applied, sorted. */
export function prerequisitesIn(entries: readonly Entry[]): PrerequisitesOfCluster[] {
  const clusters = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { cluster } = entry.placement;
    if (cluster !== undefined && entry.object !== undefined) add(clusters, cluster, entry);
  }
  return sorted(clusters).map(([cluster, ofCluster]) => ({ cluster, tenants: tenantsIn(ofCluster) }));
}

function tenantsIn(entries: readonly Entry[]): PrerequisitesOfTenant[] {
  const made = madeBy(entries);
  const finds: Find[] = [
    ofMachines, ofVolumes, labelsOfNodes, resourcesOfNodes, namespaceBeside(made), kindBeside(made), classesBeside,
    pullSecretsBeside,
  ];
  const tenants = new Map<string, Entry[]>();
  for (const entry of entries) add(tenants, entry.placement.tenant ?? '', entry);
  return sorted(tenants)
    .map(([tenant, ofTenant]) => ({ tenant: tenant === '' ? undefined : tenant, needs: needsOf(ofTenant, finds) }))
    .filter(({ needs }) => needs.length > 0);
}

function needsOf(entries: readonly Entry[], finds: readonly Find[]): Prerequisite[] {
  const known = new Map<string, { readonly need: Need; readonly by: Set<string> }>();
  for (const entry of entries) {
    for (const find of finds) {
      for (const need of find(entry)) {
        const key = [need.what, need.namespace ?? '', need.name].join('\0');
        const before = known.get(key) ?? { need, by: new Set() };
        known.set(key, before);
        before.by.add(titleOf(entry));
      }
    }
  }
  return sorted(known).map(([, { need, by }]) => ({ ...need, neededBy: [...by].sort() }));
}

function titleOf({ object }: Entry): string {
  const { kind, metadata: { namespace, name } } = object!;
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([one], [other]) => compareTexts(one, other));
}
