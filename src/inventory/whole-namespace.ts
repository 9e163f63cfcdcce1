import type { ClusterView } from './cluster-view';

/** Whether the bundle holds a namespace with everything in it, so that anything else is missing. */
export function isWhole(cluster: ClusterView | undefined, namespace: string | undefined): boolean {
  return cluster?.tenantsOf(namespace).some(({ isComplete }) => isComplete) === true;
}
