import { Severity } from '../../findings/finding';
import { wholeFault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { ClusterRule, faultOf, PlacedFault } from '../rule';
import { cdi, kubevirt } from '../sources';

export const SECOND_KUBEVIRT: ClusterRule = {
  id: 'KV059',
  name: 'cluster/second-kubevirt',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'A cluster has one KubeVirt',
  why: 'KubeVirt refuses a second custom resource in any namespace, and nothing reads its feature gates.',
  remedy: 'Leave it out, and configure the first one.',
  source: kubevirt('pkg/virt-operator/webhooks/kubevirt-create-admitter.go: Admit'),
  acceptable: false,

  check: (cluster) => furtherOnes(cluster, 'kubevirt.io', 'KubeVirt', 'KubeVirt refuses a second one'),
};

export const SECOND_CDI: ClusterRule = {
  id: 'CDI012',
  name: 'cluster/second-cdi',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'A cluster has one CDI',
  why: 'CDI\'s operator puts a second custom resource into the phase Error, and nothing reads its settings.',
  remedy: 'Leave it out, and configure the first one.',
  source: cdi('pkg/operator/controller/reconciler-hooks.go: checkSanity', 'v1.65.0'),
  acceptable: false,

  check: (cluster) => furtherOnes(cluster, 'cdi.kubevirt.io', 'CDI', 'CDI\'s operator ignores a second one'),
};

function* furtherOnes(cluster: ClusterView, group: string, kind: string, outcome: string): Iterable<PlacedFault> {
  const [first, ...others] = cluster.of(group, kind).filter(({ object }) => object !== undefined);
  for (const entry of others) {
    // the same object twice breaks a rule of its own
    if (nameOf(entry) === nameOf(first)) continue;
    yield faultOf(entry, wholeFault(
      `${nameOf(entry)} is a ${kind} beside ${nameOf(first)} of ${first.where}, and ${outcome} in a cluster`,
      `Leave it out, and configure ${nameOf(first)}.`,
    ));
  }
}

function nameOf({ object }: Entry): string {
  const { name, namespace } = object!.metadata;
  return namespace === undefined ? `"${name}"` : `"${namespace}/${name}"`;
}
