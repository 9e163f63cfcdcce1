import type { ClusterView } from './cluster-view';

/** The minor of a cluster's Kubernetes, such as 36; undefined if the program has none. */
export function kubernetesMinor(cluster: ClusterView | undefined): number | undefined {
  const minor = /^1\.(\d+)$/.exec(cluster?.facts.kubernetes ?? '')?.[1];
  return minor === undefined ? undefined : Number(minor);
}
