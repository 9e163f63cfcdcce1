/** Devices on PCI that machines may get. */
export interface PermittedPciDevice {
  /** Vendor and product as four hexadecimal digits each, such as `10DE:1EB8`. */
  readonly pciVendorSelector: string;
  /** The resource that nodes offer, and that machines name, such as `nvidia.com/TU104GL_Tesla_T4`. */
  readonly resourceName: string;
  /**
   * Whether a device plugin of someone else offers the resource. Otherwise KubeVirt does.
   * @default false
   */
  readonly externalResourceProvider?: boolean;
}

/** Mediated devices, such as vGPUs, that machines may get. */
export interface PermittedMediatedDevice {
  /** The name of their type, such as `GRID T4-1Q`. */
  readonly mdevNameSelector: string;
  /** The resource that nodes offer, and that machines name, such as `nvidia.com/GRID_T4-1Q`. */
  readonly resourceName: string;
  /**
   * Whether a device plugin of someone else offers the resource. Otherwise KubeVirt does.
   * @default false
   */
  readonly externalResourceProvider?: boolean;
}

/** A device on USB, by its vendor and product. */
export interface UsbSelector {
  /** Four hexadecimal digits, such as `046d`. */
  readonly vendor: string;
  /** Four hexadecimal digits, such as `c31c`. */
  readonly product: string;
}

/** Devices on USB that machines may get. */
export interface PermittedUsbDevice {
  /** The resource that nodes offer, and that machines name, such as `example.org/keyboard`. */
  readonly resourceName: string;
  /**
   * The devices that one unit of the resource holds, all together.
   * @default [] - needed unless `externalResourceProvider` is true
   */
  readonly selectors?: UsbSelector[];
  /**
   * Whether a device plugin of someone else offers the resource. Otherwise KubeVirt does.
   * @default false
   */
  readonly externalResourceProvider?: boolean;
}

/**
 * The devices of nodes that machines may get as GPUs and host devices. If it is given, KubeVirt starts no machine with
 * any other device, except by a claim (DRA).
 */
export interface PermittedHostDevices {
  /**
   * Devices on PCI.
   * @default [] - none
   */
  readonly pciHostDevices?: PermittedPciDevice[];
  /**
   * Mediated devices, such as vGPUs.
   * @default [] - none
   */
  readonly mediatedDevices?: PermittedMediatedDevice[];
  /**
   * Devices on USB.
   * @default [] - none
   */
  readonly usb?: PermittedUsbDevice[];
}

/** The types of mediated devices of some nodes. */
export interface NodeMediatedDevices {
  /** The labels of the nodes. */
  readonly nodeSelector: { readonly [key: string]: string };
  /** The types, such as `nvidia-222`. */
  readonly mediatedDeviceTypes: string[];
}

/** The mediated devices, such as vGPUs, that KubeVirt creates on nodes. */
export interface MediatedDevices {
  /**
   * The types that it creates on every node whose cards support them, such as `nvidia-222`.
   * @default [] - none
   */
  readonly mediatedDeviceTypes?: string[];
  /**
   * The types for nodes with some labels, in place of those for every node.
   * @default [] - none
   */
  readonly nodeMediatedDeviceTypes?: NodeMediatedDevices[];
}
