import type { Tenant } from './tenant';
import type { ClusterNetworks } from '../cluster/infra-cluster';
import { report } from '../findings/findings';
import { about, fault } from '../findings/rule';
import { TENANT_NETWORKS, TENANT_NETWORKS_OVERLAP } from '../rules/tenant/networks';
import { notCidr } from '../toolkit/cidr';
import { overlapping, overlappingAmong } from '../toolkit/overlaps';

/** Reports address ranges of a tenant's own Kubernetes cluster that are none, or that overlap others. */
export function reportNetworks(tenant: Tenant, { pods = [], services = [] }: ClusterNetworks = {}): void {
  const name = tenant.namespaceName;
  const ranges = [
    ...pods.map((cidr) => ({ what: `pod network of tenant ${name}`, cidr, prop: 'networks.pods' })),
    ...services.map((cidr) => ({ what: `service network of tenant ${name}`, cidr, prop: 'networks.services' })),
  ];
  report(tenant, TENANT_NETWORKS, ranges.flatMap(({ prop, cidr }) => about(prop, notCidr(cidr))));
  const pairs = [...overlapping(ranges, tenant.cluster._ranges()), ...overlappingAmong(ranges)];
  report(tenant, TENANT_NETWORKS_OVERLAP, pairs.map(([range, other]) => (
    fault(range.prop,
      `${range.cidr} overlaps ${other.what} ${other.cidr}, so addresses in both cannot be told apart `
      + 'and routing between the clusters breaks', 'Choose a range that shares no address with it.'))));
}
