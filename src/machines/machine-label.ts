/**
 * The label that marks a single VirtualMachine, its instance and its pod, as upstream's examples have it (KubeVirt
 * examples/vm-cirros.yaml). Its value is the machine's name.
 */
export const MACHINE_LABEL = 'kubevirt.io/vm';
