import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { PropRule } from '../rule';
import { cloudProvider, kubernetes, own } from '../sources';

const PAGE = 'docs/how-to/kubernetes-in-a-tenant.md';

export const CLUSTER_NAME: PropRule = {
  id: 'TENANT073',
  name: 'tenants/cluster-name',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A tenant\'s Kubernetes cluster has a name that labels and accounts can have',
  why: 'The name is the value of a label of each machine, and names of service accounts begin with it.',
  remedy: 'Write lower-case letters, digits and "-", 63 at most.',
  source: cloudProvider('pkg/provider/loadbalancer.go: EnsureLoadBalancer'),
  acceptable: false,
};

export const CLUSTER_TWICE: PropRule = {
  id: 'TENANT074',
  name: 'tenants/cluster-twice',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Each Kubernetes cluster of a tenant has its own name',
  why: 'Load balancers, rights and NetworkPolicies know the machines of a cluster by its name alone.',
  remedy: 'Give each cluster a name of its own.',
  source: cloudProvider('pkg/provider/loadbalancer.go: EnsureLoadBalancer'),
  acceptable: false,
};

export const NAMESPACE_SHARED: PropRule = {
  id: 'TENANT075',
  name: 'tenants/namespace-shared',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Several Kubernetes clusters share a namespace only where the program says so',
  why: 'Rights hold for a whole namespace, so the controllers of each cluster can delete machines, disks and load '
    + 'balancers of the others. machine-controller gives machines the names of its Machines, and those of two clusters '
    + 'may be the same.',
  remedy: 'Give each cluster a TenantNamespace of its own, or set sharedByClusters to true.',
  source: own(PAGE),
  acceptable: false,
};

export const CLUSTERS_APART: PropRule = {
  id: 'TENANT076',
  name: 'tenants/clusters-apart',
  on: 'props',
  severity: Severity.WARNING,
  title: 'Machines of clusters that share a namespace do not reach each other',
  why: 'Nodes trust what reaches their ports from their own network.',
  remedy: 'Choose Isolation.STRICT or Isolation.ALLOW_INTERNET.',
  source: kubernetes('pkg/apis/networking/types.go: NetworkPolicySpec'),
  acceptable: true,
};

export const WITHOUT_EFFECT: PropRule = {
  id: 'TENANT077',
  name: 'tenants/cluster-without-effect',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Everything that is said about a tenant\'s cluster has an effect',
  why: 'What is said about a controller that does not run, or about traffic that nothing closes, changes nothing.',
  remedy: 'Leave it out, or ask for what it is about.',
  source: own(PAGE),
  acceptable: false,
};

export const HEADER_SECRETS: PropRule = {
  id: 'TENANT092',
  name: 'tenants/header-secrets',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Secrets that machine-controller may read have names that Secrets can have',
  why: 'A Role takes any text as the name of an object, so the right would be for a Secret that cannot exist.',
  remedy: 'Write the name of the Secret.',
  source: kubernetes('pkg/apis/core/validation/validation.go: ValidateSecretName'),
  acceptable: false,
};

export const UNKNOWN_CLUSTER: PropRule = {
  id: 'TENANT078',
  name: 'tenants/unknown-cluster',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Labels are asked for a cluster that the tenant has',
  why: 'Load balancers and NetworkPolicies select machines by the name of one of the tenant\'s clusters.',
  remedy: 'Write the name of a cluster in kubernetes.',
  source: own(PAGE),
  acceptable: false,
};

/** Reports that labels are asked for a cluster that a tenant does not have, or for one of several. */
export function* unknownClusterFaults(asked: string | undefined, known: readonly string[]): Iterable<Fault> {
  if (asked === undefined ? known.length === 1 : known.includes(asked)) return;
  const has = known.length === 0 ? 'the tenant has no cluster in kubernetes'
    : `the tenant's clusters are ${known.join(', ')}`;
  const meant = asked === undefined ? 'a cluster without a name' : `"${asked}"`;
  yield fault('workerLabels', `is asked for ${meant}, but ${has}`, UNKNOWN_CLUSTER.remedy);
}
