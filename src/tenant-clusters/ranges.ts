import type { ClusterNetworks } from '../cluster/infra-cluster';
import type { Tenant } from '../tenants/tenant';
import { TenantNamespace } from '../tenants/tenant-namespace';
import type { NamedCidr } from '../toolkit/cidr';

/**
 * Kubermatic's ranges of clusters on KubeVirt, which differ from those of its other clusters so that a user cluster and
 * the infra cluster do not overlap (KKP v2.31, pkg/resources/resources.go).
 */
const KUBERMATIC: ClusterNetworks = { pods: ['172.26.0.0/16'], services: ['10.241.0.0/20'] };

/** The ranges of a tenant's cluster that states none: those of the tenant, or else Kubermatic's. */
export function usualNetworks(tenant: Tenant): ClusterNetworks {
  const { pods, services } = tenant instanceof TenantNamespace ? tenant.networks : {};
  return { pods: pods ?? KUBERMATIC.pods, services: services ?? KUBERMATIC.services };
}

/** The ranges that the tenant states, which it judges itself. */
export function rangesOfTenant(tenant: Tenant): ReadonlySet<string> {
  const { pods = [], services = [] } = tenant instanceof TenantNamespace ? tenant.networks : {};
  return new Set([...pods, ...services]);
}

/** A range of a tenant's cluster, with the prop that states it. */
export interface StatedRange extends NamedCidr {
  readonly prop: string;
}

/** The ranges of a tenant's cluster, named for messages. */
export function ranges(clusterId: string, { pods = [], services = [] }: ClusterNetworks): StatedRange[] {
  return [
    ...pods.map((cidr) => ({ what: `pod network of cluster ${clusterId}`, cidr, prop: 'networks.pods' })),
    ...services.map((cidr) => ({ what: `service network of cluster ${clusterId}`, cidr, prop: 'networks.services' })),
  ];
}
