import type { ComponentPlacement } from './operator-options';
import type { Affinity, NodePlacement } from '../../../imports/kubevirt.io';
import type { Fault } from '../../findings/rule';
import { brokenSeconds, tolerationOf } from '../../scheduling/toleration';
import { defined, unlessEmpty } from '../../toolkit/shape';
import type { KubeVirtClusterProps } from '../kubevirt-cluster-props';

/** The node labels if a placement gives none (KubeVirt v1.9.0 pkg/virt-operator/resource/placement/placement.go). */
const LINUX = { 'kubernetes.io/os': 'linux' };

/** A placement in the form of a pod's spec, and of the KubeVirt and CDI APIs. */
export function nodePlacement(placement: ComponentPlacement): NodePlacement {
  return defined<NodePlacement>({
    nodeSelector: unlessEmpty(placement.nodeSelector) ?? LINUX,
    affinity: placement.affinity && unlessEmpty(withoutEmpty(placement.affinity)),
    tolerations: placement.tolerations?.map(tolerationOf),
  });
}

/** An object that is emptied later becomes null under server-side apply, which the API server refuses. */
function withoutEmpty({ nodeAffinity, podAffinity, podAntiAffinity }: Affinity): Affinity {
  return defined<Affinity>({
    nodeAffinity: unlessEmpty(nodeAffinity),
    podAffinity: unlessEmpty(podAffinity),
    podAntiAffinity: unlessEmpty(podAntiAffinity),
  });
}

/** Reports tolerations in all placements of a cluster that end after a fraction of a second. */
export function* brokenPlacementSeconds(props: KubeVirtClusterProps): Iterable<Fault> {
  const { kubevirtOperator, cdiOperator, kubevirtConfig, cdiConfig } = props;
  const placements: { readonly [prop: string]: ComponentPlacement | undefined } = {
    'kubevirtOperator.nodePlacement': kubevirtOperator?.nodePlacement,
    'cdiOperator.nodePlacement': cdiOperator?.nodePlacement,
    'kubevirtConfig.infraPlacement': kubevirtConfig?.infraPlacement,
    'kubevirtConfig.workloadPlacement': kubevirtConfig?.workloadPlacement,
    'cdiConfig.infraPlacement': cdiConfig?.infraPlacement,
    'cdiConfig.workloadPlacement': cdiConfig?.workloadPlacement,
  };
  for (const [prop, placement] of Object.entries(placements)) {
    yield* brokenSeconds(placement?.tolerations, `${prop}.tolerations`);
  }
}
