import { Severity } from '../../findings/finding';
import { about, fault, Fault } from '../../findings/rule';
import type { KubernetesClusterFacts } from '../../inventory/known';
import { notDnsLabel } from '../../toolkit/names';
import type { BundleRule, PropRule } from '../rule';
import { machineController, own } from '../sources';

export const CLUSTER_ID: PropRule = {
  id: 'TC001',
  name: 'clusters/id',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The id of a tenant\'s cluster is a DNS label of at most 55 characters, and its directory a DNS label',
  why: 'Its machines are labelled with it, and Kubermatic calls its namespace cluster-<id>.',
  remedy: 'Use lower-case letters, digits and "-", such as "gff5gnxc7r".',
  source: machineController('pkg/cloudprovider/provider/kubevirt/provider.go: newVirtualMachine'),
  acceptable: false,
};

const ROOM = { characters: 'cluster-'.length, reason: 'Kubermatic, which calls the namespace "cluster-<id>"' };

/** Reports an id that cannot be one; `prop` is where it comes from. */
export function clusterIdFaults(prop: string, id: string): Fault[] {
  return about(prop, notDnsLabel(id, ROOM));
}

export const UNSTATED: BundleRule = {
  id: 'TC010',
  name: 'clusters/unstated',
  on: 'bundle',
  severity: Severity.WARNING,
  title: 'A tenant that states its Kubernetes clusters states each of them',
  why: 'Accounts, load balancers and policies of the tenant are for the clusters that it states, by their names. '
    + 'Machines are labelled with the id of their cluster.',
  remedy: 'Write the id as the name of one of the tenant\'s kubernetes.',
  source: own('docs/how-to/kubernetes-in-a-tenant.md'),
  acceptable: true,

  *check({ clusters, tenantClusters }) {
    for (const { id, infra, namespace, where } of tenantClusters) {
      const view = clusters.find((each) => each.where === infra);
      const tenants = view?.tenantsOf(namespace) ?? [];
      const stated = tenants.flatMap((tenant) => tenant.clusters ?? []).map(({ name }) => name);
      if (stated.length === 0 || stated.includes(id)) continue;
      const problem = `"${id}" is not among the clusters that the tenant of namespace "${namespace}" states, which are `
        + stated.join(', ');
      yield { ...fault('clusterId', problem, this.remedy), where };
    }
  },
};

export const NAMESPACE_OF_TWO: BundleRule = {
  id: 'TC007',
  name: 'clusters/shared-namespace',
  on: 'bundle',
  severity: Severity.ERROR,
  title: 'A namespace of the infra cluster has the nodes of one Kubernetes cluster',
  why: 'Machines have the names that two clusters choose without each other, and each cluster\'s accounts can read and '
    + 'delete the machines of the other.',
  remedy: 'Give each cluster a TenantNamespace of its own, or set sharedByClusters of the one that they share.',
  source: own('docs/how-to/kubernetes-workers.md'),
  acceptable: true,

  *check({ tenantClusters }) {
    const owners = new Map<string, KubernetesClusterFacts>();
    for (const each of tenantClusters) {
      const key = `${each.infra}/${each.namespace}`;
      const owner = owners.get(key);
      if (owner === undefined) {owners.set(key, each);} else if (!each.isShared) {
        const problem = `has the namespace "${each.namespace}" of ${each.infraName}, in which the nodes of cluster `
          + `${owner.id} are already`;
        yield { ...fault('tenant', problem, this.remedy), where: each.where };
      }
    }
  },
};
