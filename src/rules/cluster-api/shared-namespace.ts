import { CLUSTER_GROUP } from './kinds';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ClusterRule } from '../rule';
import { own } from '../sources';

export const SHARED_NAMESPACE: ClusterRule = {
  id: 'CAPI038',
  name: 'cluster-api/shared-namespace',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'Several Clusters of Cluster API share a namespace only where the program says so',
  why: 'What the provider makes for a Cluster has its name or its label, so nothing of two Clusters collides. But the '
    + 'NetworkPolicies of the namespace let the nodes of one reach those of the other, and rights and quotas hold for '
    + 'both.',
  remedy: 'Give each Cluster its own TenantNamespace, or set sharedByClusters to true and name each in kubernetes.',
  source: own('docs/how-to/kubernetes-in-a-tenant.md'),
  acceptable: true,

  *check(cluster) {
    for (const { isComplete, isShared, namespace, where } of cluster.tenants) {
      if (!isComplete || isShared === true) continue;
      const names = cluster.ofIn(CLUSTER_GROUP, 'Cluster', namespace)
        .flatMap(({ object }) => (object === undefined ? [] : `"${object.metadata.name}"`));
      if (names.length < 2) continue;
      const problem = `does not say that the Clusters ${names.join(' and ')} share namespace "${namespace}", so the `
        + 'nodes of each reach those of the others';
      yield { ...fault('sharedByClusters', problem, this.remedy), where };
    }
  },
};
