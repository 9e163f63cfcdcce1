import type { ClusterView } from './cluster-view';
import type { Entry } from './entry';
import type { ImageFacts, Located } from './known';
import { cloningAccount, DiskSource, diskSources } from '../machines/disks/clone-sources';
import { add } from '../toolkit/lists';

/** A cloner: machines of a namespace, with the ServiceAccount that they run as. */
export interface Cloner {
  readonly namespace: string;
  readonly account: string;
}

/**
 * The images of the program that a disk of a machine in a namespace is cloned from, found by their DataSource or claim.
 */
export function imagesBehind(cluster: ClusterView, source: DiskSource, namespace: string): Located<ImageFacts>[] {
  const { kind, name, namespace: home = namespace } = source;
  return imagesIn(cluster).get(keyOf(kind, home, name)) ?? [];
}

/** The machines that clone an image, in any namespace. */
export function clonersOf(cluster: ClusterView, image: ImageFacts): readonly Cloner[] {
  const cloners = clonersIn(cluster);
  return KINDS.flatMap((kind) => {
    const name = nameOf(image, kind);
    return name === undefined ? [] : cloners.get(keyOf(kind, image.namespace, name)) ?? [];
  });
}

/** The namespace of an object; if it names none yet, that of the enclosing tenant. */
export function namespaceOf(entry: Entry): string | undefined {
  return entry.namespace ?? entry.placement.tenant;
}

const KINDS = ['DataSource', 'PersistentVolumeClaim'];
const IMAGES = new WeakMap<ClusterView, Map<string, Located<ImageFacts>[]>>();
const CLONERS = new WeakMap<ClusterView, Map<string, Cloner[]>>();

/** The images of a cluster, by their references. */
function imagesIn(cluster: ClusterView): Map<string, Located<ImageFacts>[]> {
  const known = IMAGES.get(cluster);
  if (known !== undefined) return known;
  const images = new Map<string, Located<ImageFacts>[]>();
  for (const image of cluster.images) {
    for (const kind of KINDS) {
      const name = nameOf(image, kind);
      if (name !== undefined) add(images, keyOf(kind, image.namespace, name), image);
    }
  }
  IMAGES.set(cluster, images);
  return images;
}

/** The cloners of each source, for all machines of a cluster. */
function clonersIn(cluster: ClusterView): Map<string, Cloner[]> {
  const known = CLONERS.get(cluster);
  if (known !== undefined) return known;
  const cloners = new Map<string, Cloner[]>();
  for (const entry of cluster.machines) {
    const namespace = namespaceOf(entry);
    if (entry.machine === undefined || namespace === undefined) continue;
    const account = cloningAccount(entry.machine.vmi);
    for (const { kind, name, namespace: home = namespace } of diskSources(entry.machine)) {
      add(cloners, keyOf(kind, home, name), { namespace, account });
    }
  }
  CLONERS.set(cluster, cloners);
  return cloners;
}

function nameOf(image: ImageFacts, kind: string): string | undefined {
  if (kind === 'DataSource') return image.dataSourceName;
  return kind === 'PersistentVolumeClaim' ? image.claim : undefined;
}

function keyOf(kind: string, namespace: string, name: string): string {
  return `${kind}/${namespace}/${name}`;
}
