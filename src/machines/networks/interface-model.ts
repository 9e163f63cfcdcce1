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
