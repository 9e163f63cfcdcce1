/**
 * The kinds of objects that constructs write beside the machines of a tenant, and the built-in kinds that programs add
 * to them, as group and kind. Flux may handle all of them, for it prunes the last object of a kind when the unit does
 * not hold the kind any more: without the right to read the object, the prune fails, and the Kustomization with it
 * (kustomize-controller v1.9.5: "query failed"). None of them bounds the tenant.
 */
export const TENANT_KINDS: readonly (readonly [group: string, kind: string])[] = [
  ['', 'ConfigMap'], ['', 'Endpoints'], ['', 'PersistentVolumeClaim'], ['', 'Pod'], ['', 'Secret'], ['', 'Service'],
  ['', 'ServiceAccount'],
  ['apps', 'DaemonSet'], ['apps', 'Deployment'], ['apps', 'StatefulSet'],
  ['autoscaling', 'HorizontalPodAutoscaler'],
  ['batch', 'CronJob'], ['batch', 'Job'],
  ['bootstrap.cluster.x-k8s.io', 'KubeadmConfigTemplate'],
  ['cdi.kubevirt.io', 'DataSource'], ['cdi.kubevirt.io', 'DataVolume'], ['cdi.kubevirt.io', 'VolumeCloneSource'],
  ['cdi.kubevirt.io', 'VolumeImportSource'], ['cdi.kubevirt.io', 'VolumeUploadSource'],
  ['cluster.x-k8s.io', 'Cluster'], ['cluster.x-k8s.io', 'MachineDeployment'],
  ['cluster.x-k8s.io', 'MachineHealthCheck'],
  ['controlplane.cluster.x-k8s.io', 'KamajiControlPlane'], ['controlplane.cluster.x-k8s.io', 'KubeadmControlPlane'],
  ['discovery.k8s.io', 'EndpointSlice'],
  ['infrastructure.cluster.x-k8s.io', 'KubevirtCluster'],
  ['infrastructure.cluster.x-k8s.io', 'KubevirtMachineTemplate'],
  ['kubevirt.io', 'VirtualMachine'], ['kubevirt.io', 'VirtualMachineInstanceReplicaSet'],
  ['networking.k8s.io', 'Ingress'],
  ['policy', 'PodDisruptionBudget'],
  ['pool.kubevirt.io', 'VirtualMachinePool'],
  ['snapshot.kubevirt.io', 'VirtualMachineSnapshot'],
];
