/** How a machine is connected to the cluster's pod network. */
export enum PodNetworkBinding {
  /** The guest has the pod's own address, so that others reach it and its services. Kubernetes nodes need this. */
  BRIDGE = 'bridge',
  /** The guest has a private address, the same in every machine, behind the pod's address. */
  MASQUERADE = 'masquerade',
  /** No connection to the pod network. */
  NONE = 'none',
}

/** The network card that a guest sees. */
export enum InterfaceModel {
  /** The fastest. Every current Linux has its driver; Windows needs virtio drivers. */
  VIRTIO = 'virtio',
  /** A card of Intel's for PCI Express, whose driver Windows has. */
  E1000E = 'e1000e',
  /** An older card of Intel's. */
  E1000 = 'e1000',
  /** A newer card of Intel's, which shows the guest virtual functions. */
  IGB = 'igb',
  /** An old card of Realtek's. */
  RTL8139 = 'rtl8139',
  NE2K_PCI = 'ne2k_pci',
  PCNET = 'pcnet',
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
  /**
   * The network card that the guest sees. A virtual function is what it is.
   * @default - the machine's `interfaceModel`
   */
  readonly model?: InterfaceModel;
}
