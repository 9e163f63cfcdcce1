import type { ClusterView } from '../inventory/cluster-view';
import type { Entry } from '../inventory/entry';

/** The label of a namespace with the pod security level that is enforced. */
export const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** A level of pod security that refuses pods. */
export type RefusingLevel = 'baseline' | 'restricted';

/** The level that a namespace of the bundle enforces. */
export interface EnforcedLevel {
  readonly level: RefusingLevel;
  /** The minor release of Kubernetes whose definition of the level counts, such as 34; the newest if it is not set. */
  readonly minor: number;
}

/**
 * The level that a namespace enforces; undefined if it refuses no pod, or if the bundle does not hold the namespace.
 */
export function enforcedLevel(cluster: ClusterView | undefined, namespace: string): EnforcedLevel | undefined {
  const found = cluster?.find('', 'Namespace', namespace);
  return found && enforcedBy(found);
}

/** The level that a Namespace enforces. */
export function enforcedBy({ object }: Entry): EnforcedLevel | undefined {
  const { [ENFORCE]: level, [`${ENFORCE}-version`]: version } = object?.metadata.labels ?? {};
  if (level !== 'baseline' && level !== 'restricted') return undefined;
  const [, minor] = /^v1\.(\d+)$/.exec(String(version)) ?? [];
  return { level, minor: minor === undefined ? Infinity : Number(minor) };
}

/** The namespaces of a cluster in which launchers run: those of tenants, and others that hold machines. */
export function namespacesOfLaunchers(cluster: ClusterView): Entry[] {
  return cluster.of('', 'Namespace').filter(({ object }) => {
    const name = object?.metadata.name;
    return name !== undefined && (cluster.tenantsOf(name).length > 0 || cluster.machinesIn(name).length > 0);
  });
}
