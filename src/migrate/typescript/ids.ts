import { isMachine, isPool } from './kinds';
import { clusterNameIn, isForNodes } from './nodes';
import type { Manifest } from '../../manifests/manifest';
import type { Migration } from '../migration';

/** Ids below the app that are not those of tenants' clusters. */
export const OWN_IDS = ['cluster', 'tenant-cluster'];

/** The ids of the constructs of a program, each used once below its scope. */
export class Ids {
  private readonly ids = new Set<string>();
  private readonly reserved: ReadonlySet<string>;

  constructor(migration: Migration) {
    this.reserved = idsOfOthers(migration);
  }

  /** Whether an id is taken; it is from now on. */
  public isTaken(id: string): boolean {
    const isTaken = this.ids.has(id);
    this.ids.add(id);
    return isTaken;
  }

  /** The name of an object as the id of its construct, if no machine, tenant or chart has it. */
  public free(namespace: string | undefined, { kind, name }: Manifest): string {
    const scope = namespace ?? '';
    const isFree = !this.reserved.has(`${scope}/${name}`) && !this.isTaken(`${scope}/${name}`);
    return isFree ? name : this.once(`${kind}-${name}`);
  }

  /** The id, with a number if it is taken. */
  public once(id: string): string {
    let free = id;
    for (let count = 2; this.isTaken(free); count++) free = `${id}-${count}`;
    return free;
  }
}

/** The ids that machines, tenants and charts have, below their scopes. */
function idsOfOthers(migration: Migration): ReadonlySet<string> {
  const ids = migration.objects.flatMap((manifest) => {
    if (isForNodes(manifest)) return [`/cluster-${clusterNameIn(manifest) ?? ''}`];
    const namespace = migration.namespaceOf(manifest);
    const charts = [`/${namespace}`, `${namespace}/${namespace}-objects`, `${namespace}/${namespace}-machines`];
    return isMachine(manifest) || isPool(manifest) ? [`${namespace}/${manifest.name}`, ...charts] : charts;
  });
  return new Set(['/cluster-objects', ...ids]);
}
