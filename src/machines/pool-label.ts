/**
 * The label that marks the members of a VirtualMachinePool, as upstream's examples have it (KubeVirt
 * examples/vm-pool-cirros.yaml). Its value is the pool's name.
 */
export const POOL_LABEL = 'kubevirt.io/vmpool';
