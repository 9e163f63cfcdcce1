/**
 * The annotation from which KubeVirt reads Ignition data (KubeVirt v1.9.0 staging/src/kubevirt.io/api/core/v1/types.go:
 * IgnitionAnnotation).
 */
export const IGNITION = 'kubevirt.io/ignitiondata';

/**
 * The annotation without which Ignition data do not reach the guest. KubeVirt defines a machine's domain, adds PCI
 * ports for hotplug and defines it again, without the arguments of QEMU that name the data (KubeVirt v1.8.4 and v1.9.0
 * pkg/virt-launcher/virtwrap/manager.go: allocateHotplugPorts, util/libvirt_helper.go: ApplySidecarHooks;
 * kubevirt/kubevirt#16901). With the annotation it adds no ports, and so defines the domain once.
 */
export const ON_ROOT_COMPLEX = 'kubevirt.io/placePCIDevicesOnRootComplex';
