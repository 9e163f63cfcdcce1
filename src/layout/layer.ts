/**
 * What one Argo CD Application or Flux Kustomization applies, in this order.
 *
 * The boundaries are where kinds appear at run time: the operators install the CRDs of machines and disks, so nothing
 * that uses those may stand in the operators' own layer.
 */
export enum Layer {
  /** CRDs, RBAC and Deployments of the KubeVirt and CDI operators. */
  OPERATORS = '10-operators',
  /** The KubeVirt and CDI custom resources, PriorityClasses. */
  PLATFORM = '20-platform',
  /** Golden images and the sizes that all tenants share. */
  CATALOG = '30-catalog',
  /** What scrapes, alerts and draws. */
  MONITORING = '40-monitoring',
  /** Namespaces of tenants with their quota, isolation and access. */
  TENANTS = '50-tenants',
  /** Machines. */
  WORKLOADS = '60-workloads',
}
