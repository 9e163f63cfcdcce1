import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import { notDnsLabel } from '../../toolkit/names';
import type { ClusterRule, ObjectRule } from '../rule';
import { mapIn } from './shape';
import { kubernetes, own } from '../sources';

const FIELD = 'namespaceName';

export const NAMESPACE_NAME: ClusterRule = {
  id: 'TENANT001',
  name: 'tenants/namespace-name',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'The name of a tenant\'s namespace is a DNS label',
  why: 'The API server refuses a namespace of any other name.',
  remedy: 'Use at most 63 lower-case letters, digits and "-", beginning and ending with a letter or digit.',
  source: kubernetes('pkg/apis/core/validation/validation.go: ValidateNamespaceName'),
  acceptable: false,

  *check({ tenants }) {
    for (const { namespace, where } of tenants) {
      for (const each of about(FIELD, notDnsLabel(namespace))) yield { ...each, where };
    }
  },
};

export const RESERVED_NAMESPACE: ClusterRule = {
  id: 'TENANT002',
  name: 'tenants/namespace-reserved',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'A tenant does not take a namespace of KubeVirt, of CDI or of the cluster itself',
  why: 'The tenant\'s isolation and quota would stop the pods that run there.',
  remedy: 'Choose another namespaceName.',
  source: own('docs/defaults.md'),
  acceptable: true,

  *check(cluster) {
    for (const { namespace, isComplete, where } of cluster.tenants) {
      const owner = isComplete ? ownerOf(namespace, cluster) : undefined;
      if (owner === undefined) continue;
      const id = where.slice(where.lastIndexOf('/') + 1);
      const problem = `"${namespace}" belongs to ${owner}, whose pods a tenant's isolation and quota would stop`;
      yield { ...fault(FIELD, problem, `Choose another name, such as "cluster-${id}".`), where };
    }
  },
};

function ownerOf(namespace: string, { facts }: ClusterView): string | undefined {
  if (namespace === facts.kubevirtNamespace) return 'KubeVirt';
  if (namespace === facts.cdiNamespace) return 'CDI';
  return namespace === 'default' || /^(kube|openshift)-/.test(namespace) ? 'the cluster itself' : undefined;
}

const ENFORCE = 'pod-security.kubernetes.io/enforce';

export const RESERVED_POD_SECURITY: ObjectRule = {
  id: 'TENANT057',
  name: 'tenants/namespace-reserved-pod-security',
  on: 'object',
  kinds: ['/Namespace'],
  severity: Severity.ERROR,
  title: 'Pod security is not enforced in a namespace of KubeVirt, of CDI or of the cluster itself',
  why: 'The API server would refuse pods that the cluster needs, such as those of its network.',
  remedy: 'Choose another name.',
  source: kubernetes('staging/src/k8s.io/pod-security-admission/admission/admission.go: EvaluatePod'),
  acceptable: true,

  *check(object, { cluster }) {
    const { name } = mapIn(object, 'metadata');
    const level = mapIn(mapIn(object, 'metadata'), 'labels')[ENFORCE];
    if (cluster === undefined || typeof name !== 'string' || level === undefined || level === 'privileged') return;
    const owner = ownerOf(name, cluster);
    // a tenant's namespace, and an object that there is twice, have rules of their own
    const isAnothers = cluster.tenantsOf(name).length > 0
      || cluster.of('', 'Namespace').filter((entry) => entry.object?.metadata.name === name).length > 1;
    if (owner === undefined || isAnothers) return;
    yield fault('metadata.name', `"${name}" belongs to ${owner}, whose pods the pod security level "${String(level)}" `
      + 'would keep from starting', 'Choose another name.');
  },
};

export const NAMESPACE_TWICE: ClusterRule = {
  id: 'TENANT003',
  name: 'tenants/namespace-twice',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'No two tenants of a cluster have one namespace',
  why: 'Quota, isolation and access of one tenant would overwrite those of the other.',
  remedy: 'Put the machines below one tenant, or choose another namespaceName.',
  source: own('docs/architecture.md'),
  acceptable: false,

  *check(cluster) {
    for (const tenant of cluster.tenants) {
      const [first] = cluster.tenantsOf(tenant.namespace);
      if (first === tenant) continue;
      const { name } = cluster.facts;
      const problem = `"${tenant.namespace}" is already the namespace of tenant ${first.where} in cluster ${name}, `
        + 'so one of the two would overwrite the other';
      const remedy = 'Put the machines below that tenant, or choose another namespaceName.';
      yield { ...fault(FIELD, problem, remedy), where: tenant.where };
    }
  },
};
