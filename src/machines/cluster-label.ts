import type { Labels } from '../toolkit/label-selector';

/** The label with the name of the Kubernetes cluster that a machine is a node of. */
export const CLUSTER_NAME_LABEL = 'cluster.x-k8s.io/cluster-name';

/** The label with the role of a machine in its Kubernetes cluster. */
export const CLUSTER_ROLE_LABEL = 'cluster.x-k8s.io/role';

/**
 * The labels of a cluster's workers. Cloud-provider-kubevirt selects machines by these two (pkg/provider/
 * loadbalancer.go: EnsureLoadBalancer), and machine-controller writes them (pkg/cloudprovider/provider/kubevirt).
 */
export function workerLabelsOf(cluster: string): Labels {
  return { [CLUSTER_NAME_LABEL]: cluster, [CLUSTER_ROLE_LABEL]: 'worker' };
}
