/** The annotation by which KubeVirt hands Ignition data to a guest (kubevirt.io/api v1.9.0 core/v1/types.go, IgnitionAnnotation). */
export const IGNITION = 'kubevirt.io/ignitiondata';
