import type { ClusterView } from './cluster-view';
import type { Entry } from './entry';
import { LAUNCHER_LABELS } from '../machines/launcher/launcher-label';
import { Labels, selects } from '../toolkit/label-selector';
import { isPlain } from '../toolkit/merge';

/** The kinds of Kubernetes' own whose pods are made of a template. */
const TEMPLATED: readonly (readonly [group: string, kind: string])[] = [
  ['', 'ReplicationController'], ['apps', 'DaemonSet'], ['apps', 'Deployment'], ['apps', 'ReplicaSet'],
  ['apps', 'StatefulSet'], ['batch', 'Job'],
];

const KNOWN = new WeakMap<ClusterView, ReadonlyMap<string, readonly Entry[]>>();

/** Whether another object of the bundle makes pods with these labels in the namespace of an entry. */
export function othersHave(entry: Entry, labels: Labels): boolean {
  const { cluster, namespace } = entry;
  if (cluster === undefined || namespace === undefined) return false;
  return candidates(cluster, namespace, labels)
    .some((other) => other !== entry && selects({ matchLabels: labels }, podLabelsOf(other)));
}

/** The objects of the bundle that make pods with these labels, at least one, in a namespace. */
export function makersOf(cluster: ClusterView, namespace: string, labels: Labels): readonly Entry[] {
  return candidates(cluster, namespace, labels).filter((each) => selects({ matchLabels: labels }, podLabelsOf(each)));
}

/** The makers of pods with one of the labels: that which the fewest have. */
function candidates(cluster: ClusterView, namespace: string, labels: Labels): readonly Entry[] {
  const index = indexOf(cluster);
  const lists = Object.entries(labels).map(([key, value]) => index.get(keyOf(namespace, key, value)) ?? []);
  return lists.reduce((least, list) => (list.length < least.length ? list : least));
}

/** The objects of a cluster that make pods, by namespace and by each label of the pods. */
function indexOf(cluster: ClusterView): ReadonlyMap<string, readonly Entry[]> {
  const known = KNOWN.get(cluster);
  if (known !== undefined) return known;
  const index = new Map<string, Entry[]>();
  const makers = [...cluster.machines, ...cluster.of('', 'Pod'), ...TEMPLATED.flatMap((kind) => cluster.of(...kind))];
  for (const entry of makers) {
    for (const [key, value] of Object.entries(podLabelsOf(entry))) {
      const at = keyOf(entry.namespace ?? '', key, value);
      const list = index.get(at);
      if (list === undefined) index.set(at, [entry]);
      else list.push(entry);
    }
  }
  KNOWN.set(cluster, index);
  return index;
}

/** The labels of the pods that an object makes. */
export function podLabelsOf({ kind, machine, object }: Entry): Labels {
  if (machine !== undefined) return { ...machine.labels, ...LAUNCHER_LABELS };
  const holder = kind === 'Pod' ? object : below(object?.spec, 'template');
  const labels = below(below(holder, 'metadata'), 'labels');
  return isPlain(labels) ? labels as Labels : {};
}

function below(holder: unknown, field: string): unknown {
  return isPlain(holder) ? holder[field] : undefined;
}

function keyOf(namespace: string, key: string, value: string): string {
  return `${namespace}/${key}=${value}`;
}
