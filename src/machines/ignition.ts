// kubevirt.io/api v1.9.0 core/v1/types.go: IgnitionAnnotation.
/** The annotation in which KubeVirt hands Ignition data to a guest. */
export const IGNITION = 'kubevirt.io/ignitiondata';
