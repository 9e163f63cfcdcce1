/**
 * The label that marks the instances of a VirtualMachineInstanceReplicaSet, as upstream's examples have it (KubeVirt
 * examples/vmi-replicaset-cirros.yaml). Its value is the replica set's name.
 */
export const REPLICA_SET_LABEL = 'kubevirt.io/vmReplicaSet';
