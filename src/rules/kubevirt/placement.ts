import type { KubeVirtSpec, NodePlacement } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { affinityProblems } from '../../scheduling/rules/affinity';
import { tolerationProblems } from '../../scheduling/rules/tolerations';
import { labels } from '../../toolkit/sentences';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

export const PLACEMENT: ObjectRule = {
  id: 'KV025',
  name: 'cluster/placement',
  on: 'object',
  kinds: ['kubevirt.io/KubeVirt'],
  severity: Severity.ERROR,
  title: 'The placement of KubeVirt\'s components is one that pods can have',
  why: 'KubeVirt asks the API server about a placement when its custom resource changes, but not when it is made.',
  remedy: 'Write labels, an affinity and tolerations that Kubernetes takes.',
  source: kubevirt('pkg/virt-operator/webhooks/kubevirt-update-admitter.go: validateInfraPlacement'),
  acceptable: false,

  *check({ spec }: { spec: KubeVirtSpec }) {
    yield* placementFaults(spec.infra?.nodePlacement, 'spec.infra.nodePlacement');
    yield* placementFaults(spec.workloads?.nodePlacement, 'spec.workloads.nodePlacement');
  },
};

/** What Kubernetes would say of a placement. */
export function* placementFaults(placement: NodePlacement | undefined, at: string): Iterable<Fault> {
  const sentences = [
    ...labels(`${at}.nodeSelector`, placement?.nodeSelector),
    ...affinityProblems(placement?.affinity, `${at}.affinity`),
    ...tolerationProblems(placement?.tolerations, `${at}.tolerations`),
  ];
  for (const sentence of sentences.filter((each) => each !== undefined)) {
    const [field, ...rest] = sentence.split(' ');
    yield fault(field, rest.join(' ').replace(/\.$/, ''));
  }
}
