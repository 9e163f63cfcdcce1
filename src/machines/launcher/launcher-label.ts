import type { Labels } from '../../toolkit/label-selector';

/**
 * The label that the pods of all machines have, and no other pods: KubeVirt sets it whatever the machine's own labels
 * are (v1.9.0, pkg/virt-controller/services/template.go: podLabels).
 */
export const LAUNCHER_LABELS: Labels = { 'kubevirt.io': 'virt-launcher' };
