import type { ClusterView } from '../inventory/cluster-view';
import type { Entry } from '../inventory/entry';
import { diskSources } from '../machines/clone-sources';

const KNOWN = new WeakMap<ClusterView, Map<string, Set<string>>>();

/**
 * The namespaces that machines of a namespace clone disks from, by images that may be cloned from there. Only machines
 * that the program makes beside our constructs are looked at: all others say so themselves.
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

/** Whether an object's maker tells nothing about it, as our constructs do. */
function isPlain({ intent }: Entry): boolean {
  return Object.keys(intent).length === 0;
}

function note(entry: Entry, cluster: ClusterView, known: Map<string, Set<string>>): void {
  const { machine, namespace } = entry;
  if (machine === undefined || namespace === undefined) return;
  for (const source of diskSources(machine.spec)) {
    if (source.namespace === undefined || source.namespace === namespace) continue;
    const images = cluster.images.filter((image) => image.namespace === source.namespace);
    const isOpen = images.some((image) => image.mayBeClonedFrom(namespace));
    if (isOpen) known.set(namespace, (known.get(namespace) ?? new Set()).add(source.namespace));
  }
}
