import type { ClusterView } from './cluster-view';

/** The fields, and the annotation of claims, that name the PriorityClass of pods. */
const NAMES_CLASS = /(^|\.)priorityclassname$/i;

/** Kinds that name no PriorityClass of pods that run, and whose objects may depend on what the others hold. */
const WITHOUT_PODS = ['ResourceQuota', 'NetworkPolicy', 'RoleBinding', 'Role'];

/** No object is as deep. */
const DEEPEST = 50;

const KNOWN = new WeakMap<ClusterView, Map<string, Set<string>>>();

/**
 * The PriorityClasses of pods that objects of a namespace lead to, whichever kind they are: launchers, CDI's pods,
 * which get the class of the machine whose disk they fill, and pods that the program makes itself.
 */
export function classesUsedIn(cluster: ClusterView, namespace: string): ReadonlySet<string> {
  let known = KNOWN.get(cluster);
  if (known === undefined) {
    known = new Map();
    for (const entry of cluster.entries) {
      if (WITHOUT_PODS.includes(entry.kind)) continue;
      const found = entry.namespace === undefined ? [] : [...classesNamedIn(entry.object)];
      if (found.length > 0) known.set(entry.namespace!, new Set([...known.get(entry.namespace!) ?? [], ...found]));
    }
    KNOWN.set(cluster, known);
  }
  return known.get(namespace) ?? NOTHING;
}

const NOTHING: ReadonlySet<string> = new Set();

/** The PriorityClasses of the bundle that pods without one get. */
export function globalDefaults(cluster: ClusterView): string[] {
  return cluster.of('scheduling.k8s.io', 'PriorityClass')
    .filter(({ object }) => object?.globalDefault === true)
    .map(({ object }) => object!.metadata.name);
}

function* classesNamedIn(value: unknown, depth = 0): Iterable<string> {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return;
  for (const [key, item] of Object.entries(value)) {
    if (typeof item !== 'string') yield* classesNamedIn(item, depth + 1);
    else if (item !== '' && NAMES_CLASS.test(key)) yield item;
  }
}
