import type { ClusterView } from './cluster-view';
import { Overcommit, overcommitOf } from '../machines/overcommit';

/**
 * How launcher pods' requests follow from what guests of a cluster see; upstream's way where the bundle does not hold
 * the custom resource.
 */
export function overcommitIn(cluster: ClusterView): Overcommit {
  return overcommitOf(cluster.kubevirtSpec);
}
