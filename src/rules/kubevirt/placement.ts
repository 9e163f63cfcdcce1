import type { KubeVirtSpec, NodePlacement } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import type { Fault } from '../../findings/rule';
import { labelFaults } from '../kubernetes/labels';
import type { ObjectRule } from '../rule';
import { affinityFaults } from '../scheduling/affinity';
import { tolerationFaults } from '../scheduling/tolerations';
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

/** Reports what Kubernetes refuses in a placement. */
export function* placementFaults(placement: NodePlacement | undefined, at: string): Iterable<Fault> {
  yield* labelFaults(placement?.nodeSelector, `${at}.nodeSelector`);
  yield* affinityFaults(placement?.affinity, `${at}.affinity`);
  yield* tolerationFaults(placement?.tolerations, `${at}.tolerations`);
}
