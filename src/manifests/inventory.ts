import type { Manifest } from './manifest';
import { Entry } from '../inventory/entry';
import type { Inventory } from '../inventory/inventory';
import type { ClusterFacts } from '../inventory/known';
import { View } from '../inventory/view';
import type { KubernetesObject } from '../releases/facts';
import { isNamespaced } from '../releases/namespaced';

/**
 * An inventory of objects that were read from files, as those of one cluster. Their places are files with lines, where
 * constructs have their paths.
 * @param namespace the namespace that objects without one are applied to
 */
export function inventoryOfManifests(
  manifests: readonly Manifest[],
  facts: ClusterFacts,
  namespace: string,
): Inventory {
  const view = new View<Entry>(facts, facts.name);
  for (const manifest of manifests) view.entries.push(entryOf(manifest, view, namespace));
  return { entries: view.entries, clusters: [view], tenantClusters: [], foreseen: [], entryOf: () => undefined };
}

function entryOf(manifest: Manifest, cluster: View<Entry>, namespace: string): Entry {
  const { where, apiVersion, kind } = manifest;
  return new Entry({
    where,
    apiVersion,
    kind,
    placement: { cluster: cluster.facts.name },
    chart: () => manifest.source.file,
    cluster,
    intent: {},
    render: () => ({ object: inNamespace(manifest, cluster, namespace), unsorted: false, lost: [] }),
  });
}

/** The object as it is applied: in a namespace, if its kind has any. */
function inNamespace(manifest: Manifest, cluster: View<Entry>, namespace: string): KubernetesObject {
  const object = manifest.object as KubernetesObject;
  const { kubevirt, cdi } = cluster.facts;
  const isWhole = manifest.namespace !== undefined || !isNamespaced(manifest.group, manifest.kind, kubevirt, cdi);
  return isWhole ? object : { ...object, metadata: { ...object.metadata, namespace } };
}
