/**
 * The annotation from which KubeVirt reads Ignition data (KubeVirt v1.9.0 staging/src/kubevirt.io/api/core/v1/types.go:
 * IgnitionAnnotation).
 */
export const IGNITION = 'kubevirt.io/ignitiondata';
