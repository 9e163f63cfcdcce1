/** How a machine is connected to the cluster's pod network. */
export enum PodNetworkBinding {
  /** The guest has the pod's own address, so that others reach it and its services. Kubernetes nodes need this. */
  BRIDGE = 'bridge',
  /** The guest has a private address, the same in every machine, behind the pod's address. */
  MASQUERADE = 'masquerade',
  /**
   * The guest has the pod's own address, behind a process in user space, so that connections are not translated. The
   * machine can be live-migrated. From KubeVirt v1.8; turns on the feature gate PasstBinding.
   */
  PASST = 'passtBinding',
  /** No connection to the pod network. */
  NONE = 'none',
}

/** How a machine is connected to a Multus network. */
export enum MultusBinding {
  BRIDGE = 'bridge',
  /** A virtual function of a network card, passed through to the guest. */
  SRIOV = 'sriov',
}
