import type { ClusterNetworks } from '../cluster/infra-cluster';
import type { Tenant } from '../tenants/tenant';

/** Props of a tenant's Kubernetes cluster. */
export interface TenantClusterProps {
  /** The tenant of the infra cluster in whose namespace the nodes run. */
  readonly tenant: Tenant;
  /**
   * The version of the control plane, such as `1.35.8`. Kubelets may not be newer, and at most three minors older.
   */
  readonly kubernetes: string;
  /**
   * The cluster's id, such as `gff5gnxc7r`: the name by which machine-controller and the cloud-controller-manager label
   * its machines. A DNS label of at most 55 characters, because its namespace is usually called `cluster-<id>`.
   * @default - the construct's id
   */
  readonly clusterId?: string;
  /**
   * The cluster's directory below `clusters/`, unique within the bundle.
   * @default - the cluster's id
   */
  readonly clusterName?: string;
  /**
   * The address ranges of the cluster's pods and Services. They must overlap neither each other nor those of the infra
   * cluster: a node's DNS server could have an address of both clusters.
   * @default - the tenant's `networks`; without them those that Kubermatic gives to clusters on KubeVirt, pods
   * `172.26.0.0/16` and Services `10.241.0.0/20`
   */
  readonly networks?: ClusterNetworks;
  /**
   * The address of the cluster's DNS Service, in one of the ranges of its Services.
   * @default - not known, so it is not checked
   */
  readonly dnsServiceIp?: string;
}
