import type { ClusterApiClusterProps } from './cluster-api-cluster-props';
import { KAMAJI } from '../rules/cluster-api/kinds';

/** Who manages the KubevirtCluster; undefined for its provider. */
export function managerOf({ controlPlane, managedBy }: ClusterApiClusterProps): string | undefined {
  return managedBy ?? (controlPlane?.kind === KAMAJI ? 'kamaji' : undefined);
}
