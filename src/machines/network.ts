/** How a machine is connected to the cluster's pod network. */
export enum PodNetworkBinding {
  /** The guest has the pod's own address, so that others reach it and its services. Kubernetes nodes need this. */
  BRIDGE = 'bridge',
  /** The guest has a private address, the same in every machine, behind the pod's address. */
  MASQUERADE = 'masquerade',
  /** No connection to the pod network. */
  NONE = 'none',
}

/** How a machine is connected to a Multus network. */
export enum MultusBinding {
  BRIDGE = 'bridge',
  /** A virtual function of a network card, passed through to the guest. */
  SRIOV = 'sriov',
}

/** An additional network, defined by a NetworkAttachmentDefinition. */
export interface MultusNetwork {
  /** The NetworkAttachmentDefinition: `name` in the machine's own namespace, or `namespace/name`. */
  readonly networkName: string;
  /**
   * The network's name within the machine.
   * @default - the name of the NetworkAttachmentDefinition
   */
  readonly name?: string;
  /**
   * How the guest is connected.
   * @default MultusBinding.BRIDGE
   */
  readonly binding?: MultusBinding;
  /**
   * The MAC address of the interface, such as `02:00:00:00:00:01`. Only one machine can have it, so the members of a
   * pool cannot.
   * @default - KubeVirt chooses one; a machine gets another one at each start, unless something in the cluster (such as
   * kubemacpool) keeps it
   */
  readonly macAddress?: string;
}
