import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { PropRule } from '../rule';
import { machineController } from '../sources';

export const FOREIGN_TENANT: PropRule = {
  id: 'TC009',
  name: 'clusters/pool-of-another-tenant',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A pool is below the tenant in whose namespace its cluster has its nodes',
  why: 'machine-controller makes all machines of a cluster in one namespace, whatever the MachineDeployment says. The '
    + 'image, the sizes and the quota of another one would have no effect on them.',
  remedy: 'Create the pool below the tenant of its cluster.',
  source: machineController('pkg/cloudprovider/provider/kubevirt/provider.go: getNamespace'),
  acceptable: false,
};

/** A namespace of an infra cluster. */
export interface NamespaceOfCluster {
  readonly namespaceName: string;
  readonly cluster: { readonly clusterName: string };
}

/** A tenant's cluster, and the tenant in whose namespace its nodes are. */
export interface ClusterOfTenant {
  readonly clusterId: string;
  readonly tenant: NamespaceOfCluster;
}

/** Reports a pool of another namespace than that of its cluster. */
export function* foreignTenantFaults({ clusterId, tenant }: ClusterOfTenant, pool: NamespaceOfCluster):
Iterable<Fault> {
  if (tenant.namespaceName === pool.namespaceName && tenant.cluster === pool.cluster) return;
  yield fault('cluster', `is ${clusterId}, whose nodes are in ${placeOf(tenant)}, but the pool is in ${placeOf(pool)}`,
    FOREIGN_TENANT.remedy);
}

function placeOf({ namespaceName, cluster }: NamespaceOfCluster): string {
  return `namespace "${namespaceName}" of ${cluster.clusterName}`;
}
