import type { ComponentPlacement } from './operator-options';
import type { NodePlacement } from '../../../imports/kubevirt.io';
import { tolerationOf } from '../../scheduling/toleration';
import { defined, unlessEmpty } from '../../toolkit/shape';

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
