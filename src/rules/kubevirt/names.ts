import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { notCidr } from '../../toolkit/cidr';
import { notDnsLabel } from '../../toolkit/names';
import { overlappingAmong } from '../../toolkit/overlaps';
import type { BundleRule, ClusterRule } from '../rule';
import { kubernetes, own } from '../sources';

export const CLUSTER_NAME: ClusterRule = {
  id: 'KV043',
  name: 'cluster/cluster-name',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'The name of a cluster is a DNS label',
  why: 'It is the name of a folder, on every file system.',
  remedy: 'Use lower-case letters, digits and "-".',
  source: own('docs/architecture.md'),
  acceptable: false,

  *check({ facts: { name } }) {
    yield* about('clusterName', notDnsLabel(name));
  },
};

export const CLUSTER_NAME_TWICE: BundleRule = {
  id: 'KV044',
  name: 'cluster/cluster-name-twice',
  on: 'bundle',
  severity: Severity.ERROR,
  title: 'No two clusters of a bundle have the same name',
  why: 'Both would be written into one directory.',
  remedy: 'Give one of them another clusterName.',
  source: own('docs/architecture.md'),
  acceptable: false,

  *check({ clusters, tenantClusters }) {
    const first = new Map<string, string>();
    const ofInfra = clusters.map(({ facts, where }) => ({ name: facts.name, where }));
    const ofTenants = tenantClusters.map(({ directory, where }) => ({ name: directory, where }));
    for (const { name, where } of [...ofInfra, ...ofTenants]) {
      const other = first.get(name);
      if (other === undefined) {
        first.set(name, where);
        continue;
      }
      const problem = `"${name}" is that of ${other} already, and both would be written to clusters/${name}`;
      yield { ...fault('clusterName', problem, this.remedy), where };
    }
  },
};

export const NAMESPACES: ClusterRule = {
  id: 'KV045',
  name: 'cluster/namespaces',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'The namespaces of KubeVirt and CDI have names that the API server takes',
  why: 'The API server refuses other names.',
  remedy: 'Use lower-case letters, digits and "-".',
  source: kubernetes('pkg/apis/core/validation/validation.go: ValidateNamespaceName'),
  acceptable: false,

  *check({ facts: { kubevirtNamespace, cdiNamespace } }) {
    yield* about('kubevirtNamespace', notDnsLabel(kubevirtNamespace));
    yield* about('cdiNamespace', notDnsLabel(cdiNamespace));
  },
};

export const NETWORKS: ClusterRule = {
  id: 'KV046',
  name: 'cluster/networks',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'The address ranges of a cluster are CIDRs that do not overlap',
  why: 'NetworkPolicies contain them and take only CIDRs; addresses in two ranges cannot be told apart.',
  remedy: 'Write each range as the cluster has it.',
  source: kubernetes('staging/src/k8s.io/apimachinery/pkg/util/validation/ip.go: IsValidCIDR'),
  acceptable: false,

  *check({ facts: { ranges } }) {
    for (const { what, cidr } of ranges) yield* about(what, notCidr(cidr));
    for (const [one, other] of overlappingAmong(ranges)) {
      const problem = `${one.cidr} overlaps ${other.what} ${other.cidr}, so addresses in both cannot be told apart `
        + 'and routing between the clusters breaks';
      yield fault(one.what, problem, 'Choose a range that shares no address with it.');
    }
  },
};
