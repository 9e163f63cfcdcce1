/**
 * The kinds of objects that constructs write beside the machines of a tenant, as group and kind. Flux may handle all of
 * them, for it prunes the last object of a kind when the unit does not hold the kind any more: without the right to
 * read the object, the prune fails, and the Kustomization with it (kustomize-controller v1.9.5: "query failed").
 */
export const TENANT_KINDS: readonly (readonly [group: string, kind: string])[] = [
  ['', 'PersistentVolumeClaim'], ['', 'Secret'], ['', 'Service'],
  ['autoscaling', 'HorizontalPodAutoscaler'],
  ['bootstrap.cluster.x-k8s.io', 'KubeadmConfigTemplate'],
  ['cdi.kubevirt.io', 'DataVolume'], ['cdi.kubevirt.io', 'VolumeCloneSource'],
  ['cdi.kubevirt.io', 'VolumeImportSource'], ['cdi.kubevirt.io', 'VolumeUploadSource'],
  ['cluster.x-k8s.io', 'MachineDeployment'], ['cluster.x-k8s.io', 'MachineHealthCheck'],
  ['infrastructure.cluster.x-k8s.io', 'KubevirtMachineTemplate'],
  ['kubevirt.io', 'VirtualMachine'], ['kubevirt.io', 'VirtualMachineInstanceReplicaSet'],
  ['pool.kubevirt.io', 'VirtualMachinePool'],
  ['snapshot.kubevirt.io', 'VirtualMachineSnapshot'],
];
