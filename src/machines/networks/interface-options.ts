import type { InterfaceModel } from './interface-model';

/** The state of a network interface. */
export enum InterfaceState {
  /** The cable is plugged in. */
  UP = 'up',
  /** The cable is not plugged in. Not for SR-IOV. */
  DOWN = 'down',
  /** The interface is unplugged from the running machine. Only for a bridge beside the default network. */
  ABSENT = 'absent',
}

/** A protocol that a masquerade passes on to the guest. */
export enum InterfaceProtocol {
  TCP = 'TCP',
  UDP = 'UDP',
}

/** A DHCP option that has no name. */
export interface PrivateDhcpOption {
  /** The number of the option, from 224 to 254. */
  readonly option: number;
  /** The value that the guest gets. */
  readonly value: string;
}

/** What KubeVirt's own DHCP server tells a guest, beside the address. It answers on a bridge and a masquerade. */
export interface InterfaceDhcpOptions {
  /**
   * The file that the guest boots over the network (option 67).
   * @default - none
   */
  readonly bootFileName?: string;
  /**
   * The TFTP server that has the file (option 66).
   * @default - none
   */
  readonly tftpServerName?: string;
  /**
   * The IPv4 addresses of NTP servers (option 42).
   * @default [] - none
   */
  readonly ntpServers?: string[];
  /**
   * Options that have no name.
   * @default [] - none
   */
  readonly privateOptions?: PrivateDhcpOption[];
}

/** What every network interface of a machine has. */
export interface InterfaceOptions {
  /**
   * The network card that the guest sees. A virtual function is what it is.
   * @default - the machine's `interfaceModel`
   */
  readonly model?: InterfaceModel;
  /**
   * A binding plugin that connects the guest, in place of KubeVirt's own bindings. It must be registered in the
   * KubeVirt custom resource, in `configuration.network.binding`.
   * @default - none
   */
  readonly bindingPlugin?: string;
  /**
   * The PCI address at which the guest sees the card, such as `0000:81:01.0`.
   * @default - KubeVirt's choice
   */
  readonly pciAddress?: string;
  /**
   * The place of the interface in the order in which the machine tries to boot, from 1. No disk may have the same; the
   * boot disk has 1.
   * @default - the machine does not boot over this network
   */
  readonly bootOrder?: number;
  /**
   * The ACPI index of the card, from 1 to 16383, after which Linux names it (`eno1` for 1), whatever its PCI address.
   * No other device of the machine may have the same.
   * @default - none
   */
  readonly acpiIndex?: number;
  /**
   * What KubeVirt's own DHCP server tells the guest, beside the address.
   * @default - nothing more
   */
  readonly dhcpOptions?: InterfaceDhcpOptions;
  /**
   * The state of the interface. A change reaches a machine while it runs.
   * @default - up
   */
  readonly state?: InterfaceState;
  /**
   * A tag that the guest finds beside the interface's address in the metadata of a config drive.
   * @default - none
   */
  readonly tag?: string;
}

/** A port that reaches the guest. */
export interface InterfacePort {
  /** The port, from 1 to 65535. */
  readonly port: number;
  /**
   * The protocol.
   * @default InterfaceProtocol.TCP
   */
  readonly protocol?: InterfaceProtocol;
  /**
   * The port's name: at most 15 lower-case letters, digits and single hyphens, a letter among them.
   * @default - none
   */
  readonly name?: string;
}

/** A range of ports that reach the guest. */
export interface InterfacePortRange {
  /** The protocol. */
  readonly protocol: InterfaceProtocol;
  /** The first port, from 1 to 65535. */
  readonly start: number;
  /** The last port, not before the first. */
  readonly end: number;
}

/** The interface of a machine on the pod network. */
export interface PodInterface extends InterfaceOptions {
  /**
   * The only ports that a masquerade or passt passes on to the guest. With a bridge they have no effect.
   * @default - all
   */
  readonly ports?: InterfacePort[];
  /**
   * The only ranges of ports that a masquerade passes on to the guest, at most ten, in place of `ports`. From KubeVirt
   * v1.9; turns on the feature gate PortRangesSpec.
   * @default - all
   */
  readonly portRanges?: InterfacePortRange[];
  /**
   * The private IPv4 range behind a masquerade, with at least four addresses. The guest gets the second usable one.
   * Change it if guests must reach something that has addresses of the default range.
   * @default - KubeVirt's: 10.0.2.0/24, the same in every machine
   */
  readonly vmNetworkCidr?: string;
  /**
   * The private IPv6 range behind a masquerade, with at least four addresses.
   * @default - KubeVirt's: fd10:0:2::/120
   */
  readonly vmIpv6NetworkCidr?: string;
}
