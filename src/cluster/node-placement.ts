import type { ComponentPlacement } from './operator-options';
import type { NodePlacement } from '../../imports/kubevirt.io';
import { affinityProblems } from '../scheduling/rules/affinity';
import { tolerationProblems } from '../scheduling/rules/tolerations';
import { tolerationOf } from '../scheduling/toleration';
import type { Sentence } from '../toolkit/problems';
import { labels } from '../toolkit/sentences';
import { defined, unlessEmpty } from '../toolkit/shape';

/** What holds where a placement names no labels (KubeVirt v1.9.0 pkg/virt-operator/resource/placement/placement.go). */
const LINUX = { 'kubernetes.io/os': 'linux' };

/** A placement in the form of a pod's spec, and of the KubeVirt and CDI APIs. */
export function nodePlacement(placement: ComponentPlacement): NodePlacement {
  return defined<NodePlacement>({
    nodeSelector: unlessEmpty(placement.nodeSelector) ?? LINUX,
    affinity: unlessEmpty(placement.affinity),
    tolerations: placement.tolerations?.map(tolerationOf),
  });
}

/**
 * What Kubernetes would say of a placement. KubeVirt asks it when its custom resource changes (v1.9.0
 * pkg/virt-operator/webhooks/kubevirt-update-admitter.go, validateInfraPlacement), but not when it is made.
 */
export function placementProblems(what: string, placement: NodePlacement | undefined): Sentence[] {
  return [
    ...labels(`${what}.nodeSelector`, placement?.nodeSelector),
    ...affinityProblems(placement?.affinity, `${what}.affinity`),
    ...tolerationProblems(placement?.tolerations, `${what}.tolerations`),
  ];
}
