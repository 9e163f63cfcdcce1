import { clonersOf } from '../inventory/clones';
import type { ClusterView } from '../inventory/cluster-view';
import type { Entry } from '../inventory/entry';
import { diskSources } from '../machines/disks/clone-sources';

const KNOWN = new WeakMap<ClusterView, Map<string, Set<string>>>();

/**
 * The namespaces from which machines of a namespace clone disks, as far as images there may be cloned. Looks only at
 * machines that the program creates outside of our constructs; our constructs report theirs themselves.
 */
export function clonedFrom(cluster: ClusterView, namespace: string): ReadonlySet<string> {
  let known = KNOWN.get(cluster);
  if (known === undefined) {
    known = new Map();
    for (const entry of cluster.machines.filter(isPlain)) note(entry, cluster, known);
    KNOWN.set(cluster, known);
  }
  return known.get(namespace) ?? new Set();
}

/** Whether the object was made outside of our constructs: those attach an intent to what they make. */
function isPlain({ intent }: Entry): boolean {
  return Object.keys(intent).length === 0;
}

function note(entry: Entry, cluster: ClusterView, known: Map<string, Set<string>>): void {
  const { machine, namespace } = entry;
  if (machine === undefined || namespace === undefined) return;
  for (const source of diskSources(machine)) {
    if (source.namespace === undefined || source.namespace === namespace) continue;
    const images = cluster.images.filter((image) => image.namespace === source.namespace);
    const isOpen = images.some((image) => image.mayBeClonedFrom(namespace));
    if (isOpen) known.set(namespace, (known.get(namespace) ?? new Set()).add(source.namespace));
  }
}

/**
 * The namespaces that clone from a namespace: those with the right to clone an image there, and those of machines that
 * are allowed to clone it.
 */
export function clonedInto(cluster: ClusterView, namespace: string): readonly string[] {
  const images = cluster.images.filter((image) => image.namespace === namespace);
  const granted = images.flatMap((image) => image.cloners());
  const cloning = images.flatMap((image) => clonersOf(cluster, image))
    .map((cloner) => cloner.namespace)
    .filter((cloner) => images.some((image) => image.mayBeClonedFrom(cloner)));
  return [...new Set([...granted, ...cloning])].filter((each) => each !== namespace).sort();
}
