import type { ClusterView } from './cluster-view';
import { Overcommit, overcommitOf } from '../machines/overcommit';

/** The overcommit settings of a cluster; upstream's defaults if the bundle does not hold the custom resource. */
export function overcommitIn(cluster: ClusterView): Overcommit {
  return overcommitOf(cluster.kubevirtSpec);
}
