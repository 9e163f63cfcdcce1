/**
 * A layer is what one Argo CD Application or Flux Kustomization applies, in this order.
 *
 * A layer ends where new kinds become available at run time: the operators install the CRDs of machines and disks, so
 * objects of these kinds must not be in the operators' own layer.
 */
export enum Layer {
  /** CRDs, RBAC and Deployments of the KubeVirt and CDI operators. */
  OPERATORS = '10-operators',
  /** The KubeVirt and CDI custom resources, PriorityClasses. */
  PLATFORM = '20-platform',
  /** Golden images and the sizes that all tenants share. */
  CATALOG = '30-catalog',
  /** Monitoring: scraping, alerts and dashboards. */
  MONITORING = '40-monitoring',
  /** Namespaces of tenants with their quota, isolation and access. */
  TENANTS = '50-tenants',
  /** Machines. */
  WORKLOADS = '60-workloads',
}
