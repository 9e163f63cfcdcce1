import type { KubeVirtSpec, NodePlacement } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { affinityProblems } from '../../scheduling/rules/affinity';
import { tolerationProblems } from '../../scheduling/rules/tolerations';
import type { Sentence } from '../../toolkit/problems';
import { labelFaults } from '../kubernetes/labels';
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
  yield* labelFaults(placement?.nodeSelector, `${at}.nodeSelector`);
  yield* faultsOf(affinityProblems(placement?.affinity, `${at}.affinity`));
  yield* faultsOf(tolerationProblems(placement?.tolerations, `${at}.tolerations`));
}

/** The faults that sentences are, each of which begins with its field. */
function* faultsOf(sentences: readonly Sentence[]): Iterable<Fault> {
  for (const sentence of sentences) {
    if (sentence === undefined) continue;
    const [field, ...rest] = sentence.split(' ');
    yield fault(field, rest.join(' ').replace(/\.$/, ''));
  }
}
