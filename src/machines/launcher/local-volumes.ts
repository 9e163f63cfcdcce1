/** The annotation that names the local volumes of a pod that cluster-autoscaler may lose when it drains a node. */
export const SAFE_TO_EVICT = 'cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes';

/**
 * The directories that launchers have on their node, in every supported release (KubeVirt v1.7.0, v1.8.4 and v1.9.0,
 * pkg/virt-controller/services/rendervolumes.go: emptyDirVolume). They hold sockets, and what KubeVirt makes anew at
 * each start. A name that a launcher does not have does no harm.
 */
const LOCAL_VOLUMES: readonly string[] = [
  'container-disks',
  'ephemeral-disks',
  'hook-sidecar-sockets',
  'hotplug-disks',
  'hugepages',
  'hugetblfs-dir',
  'kubevirt-plugin-sockets',
  'libvirt-runtime',
  'private',
  'private-libvirt',
  'private-libvirt-qemu',
  'public',
  'sockets',
  'virt-bin-share-dir',
  'virtiofs-containers',
];

/** The annotation that lets cluster-autoscaler drain the node of a machine, if the program asks for it. */
export function drainAnnotations(isSafe: boolean | undefined): { readonly [annotation: string]: string } {
  return isSafe === true ? { [SAFE_TO_EVICT]: LOCAL_VOLUMES.join(',') } : {};
}
