import type { ClusterView } from '../../inventory/cluster-view';

/** The binding to the pod network of machines that state none; a bridge, as far as the program knows. */
export function defaultBinding(cluster: ClusterView | undefined): string {
  return cluster?.kubevirtSpec?.configuration?.network?.defaultNetworkInterface ?? 'bridge';
}
