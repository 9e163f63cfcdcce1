import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import { policiesFor } from '../../inventory/ingress-policies';
import type { TenantClusterFacts, TenantFacts } from '../../inventory/known';
import { isMachineTemplate } from '../../inventory/template-machines';
import { CLUSTER_NAME_LABEL, workerLabelsOf } from '../../machines/cluster-label';
import { LAUNCHER_LABELS } from '../../machines/launcher/launcher-label';
import { selects } from '../../toolkit/label-selector';
import type { ClusterRule } from '../rule';
import { NAMESPACE_NAME_LABEL } from './namespace-metadata';
import { PolicyPeer, rulesOf } from './policy-shape';
import { textsIn } from './shape';
import { cloudProvider, kubernetes, own } from '../sources';

const PAGE = 'docs/how-to/kubernetes-in-a-tenant.md';

interface Balanced {
  readonly tenant: TenantFacts & { readonly where: string };
  readonly cluster: TenantClusterFacts;
}

function balanced(view: ClusterView): Balanced[] {
  return view.tenants.flatMap((tenant) => (tenant.clusters ?? [])
    .filter(({ hasLoadBalancers }) => hasLoadBalancers).map((cluster) => ({ tenant, cluster })));
}

export const LOAD_BALANCERS_CLOSED: ClusterRule = {
  id: 'TENANT083',
  name: 'tenants/load-balancers-closed',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'Clients of load balancers are let in',
  why: 'The cloud controller makes Services that lead to node ports of the workers, and the NetworkPolicies of the '
    + 'namespace close these to everybody outside of it.',
  remedy: 'Write in reachableFrom who may connect, such as { cidrs: ["203.0.113.0/24"] }, or set loadBalancers to '
    + 'false.',
  source: kubernetes('pkg/apis/networking/types.go: NetworkPolicyIngressRule'),
  acceptable: true,

  *check(view) {
    const operators = [view.facts.kubevirtNamespace, view.facts.cdiNamespace];
    for (const { tenant: { namespace, where }, cluster } of balanced(view)) {
      const labels = { ...workerLabelsOf(cluster.name), ...LAUNCHER_LABELS };
      const policies = policiesFor(view, namespace, labels);
      const rules = policies.flatMap((policy) => rulesOf(policy)).filter(({ direction }) => direction === 'ingress');
      const isOpen = rules.some(({ peers }) => peers.length === 0 || peers.some((peer) => isOutside(peer, operators)));
      if (policies.length === 0 || isOpen) continue;
      yield {
        ...fault(`${cluster.prop}.cloudController`, `makes load balancers for cluster "${cluster.name}", but the `
          + `NetworkPolicies of namespace "${namespace}" let nobody outside of it in at the workers`, this.remedy),
        where,
      };
    }
  },
};

/** Whether a peer is outside of the namespace, and neither KubeVirt nor CDI. */
function isOutside({ ipBlock, namespaceSelector }: PolicyPeer, operators: readonly string[]): boolean {
  if (ipBlock.cidr !== undefined) return true;
  const name = textsIn(namespaceSelector.matchLabels)[NAMESPACE_NAME_LABEL];
  return name !== undefined && !operators.includes(name);
}

export const LOAD_BALANCERS_OF_NOTHING: ClusterRule = {
  id: 'TENANT084',
  name: 'tenants/load-balancers-of-nothing',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'Load balancers select machines of their cluster',
  why: 'The cloud controller selects machines by the labels of workers. Without these, a load balancer leads nowhere.',
  remedy: 'Give pools of the cluster labels: tenant.workerLabels().',
  source: cloudProvider('pkg/provider/loadbalancer.go: EnsureLoadBalancer'),
  acceptable: true,

  *check(view) {
    for (const { tenant: { namespace, where }, cluster } of balanced(view)) {
      const machines = view.machinesIn(namespace).filter(({ machine }) => machine !== undefined);
      const matchLabels = workerLabelsOf(cluster.name);
      const isFound = machines.some(({ machine }) => selects({ matchLabels }, machine!.labels));
      if (cluster.hasOwnMachines || machines.length === 0 || isFound) continue;
      yield {
        ...fault(`${cluster.prop}.cloudController`, `selects machines by ${CLUSTER_NAME_LABEL}: ${cluster.name} and `
          + `the role of a worker, but no machine of namespace "${namespace}" has these labels`, this.remedy),
        where,
      };
    }
  },
};

export const MACHINE_OF_NO_CLUSTER: ClusterRule = {
  id: 'TENANT085',
  name: 'tenants/machine-of-no-cluster',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'A machine of a tenant with clusters belongs to one of them',
  why: 'Load balancers and NetworkPolicies know the machines of a cluster by a label. In a namespace that several '
    + 'clusters share, a machine without it reaches no other machine.',
  remedy: 'Write labels: tenant.workerLabels("…") with the name of a cluster of the tenant.',
  source: own(PAGE),
  acceptable: true,

  *check(view) {
    for (const { clusters = [], namespace } of view.tenants) {
      const names = clusters.map(({ name }) => name);
      if (names.length === 0) continue;
      for (const entry of view.machinesIn(namespace)) {
        const name = entry.machine?.labels[CLUSTER_NAME_LABEL];
        if (entry.machine === undefined || names.includes(String(name))) continue;
        if (view.foreseen.includes(entry)) continue; // a rule about their cluster reports it
        if (name === undefined && names.length < 2) continue;
        const has = name === undefined ? `has no label ${CLUSTER_NAME_LABEL}`
          : `has the label ${CLUSTER_NAME_LABEL}: ${name}`;
        yield {
          problem: `${entry.kind} "${entry.object?.metadata.name}" ${has}, but the clusters of namespace `
            + `"${namespace}" are ${names.join(', ')}`,
          remedy: isMachineTemplate(entry) ? OF_CLUSTER_API : this.remedy,
          entry,
        };
      }
    }
  },
};

const OF_CLUSTER_API = 'Write the name of its Cluster as the name of one of the tenant\'s kubernetes.';
