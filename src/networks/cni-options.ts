import type { CniIpam } from './cni-ipam';

/** The plugin that connects to a bridge of the node. */
export enum BridgePlugin {
  /** The plugin of the CNI project. */
  BRIDGE = 'bridge',
  /** The same plugin under the name that it has in OpenShift. */
  CNV_BRIDGE = 'cnv-bridge',
}

/** What a pod on a macvlan reaches. */
export enum MacvlanMode {
  /** Other pods of the same node, and the network. */
  BRIDGE = 'bridge',
  /** The network, but no pods of the same node. */
  PRIVATE = 'private',
  /** The network, whose switch returns frames for pods of the same node. */
  VEPA = 'vepa',
  /** The network, alone: one pod of a node. */
  PASSTHRU = 'passthru',
}

/** What a pod on an ipvlan reaches. */
export enum IpvlanMode {
  L2 = 'l2',
  L3 = 'l3',
  L3S = 'l3s',
}

/** The protocol of the VLAN tag of a virtual function. */
export enum VlanProtocol {
  /** 802.1Q. */
  DOT1Q = '802.1q',
  /** 802.1ad, the outer tag of two. */
  DOT1AD = '802.1ad',
}

/** The state of the link of a virtual function. */
export enum SriovLinkState {
  /** That of the card. */
  AUTO = 'auto',
  ENABLE = 'enable',
  DISABLE = 'disable',
}

/** VLANs that a machine gets with their tags. */
export interface VlanRange {
  /** The first VLAN, from 1 to 4094. */
  readonly first: number;
  /**
   * The last VLAN.
   * @default - the first one alone
   */
  readonly last?: number;
}

/** What most networks have. */
export interface CniOptions {
  /**
   * The MTU of interfaces, from 68 to 65535.
   * @default - that of the node's network
   */
  readonly mtu?: number;
  /**
   * Who chooses addresses.
   * @default - nobody: guests do, or a DHCP server in the network
   */
  readonly ipam?: CniIpam;
}

/** A bridge of the node. */
export interface BridgeNetworkOptions extends CniOptions {
  /**
   * The plugin.
   * @default BridgePlugin.BRIDGE
   */
  readonly plugin?: BridgePlugin;
  /**
   * The VLAN that machines are in, from 1 to 4094. The bridge must filter VLANs. They get frames without a tag.
   * @default - none
   */
  readonly vlan?: number;
  /**
   * VLANs that machines get with their tags, in place of `vlan`.
   * @default [] - none
   */
  readonly trunk?: VlanRange[];
  /**
   * Whether machines are in the bridge's default VLAN, 1, too.
   * @default false - with `vlan` or `trunk`; the plugin's own default is true, which connects what VLANs keep apart
   */
  readonly preserveDefaultVlan?: boolean;
  /**
   * Whether frames of a machine must have the MAC address of its interface as source.
   * @default false
   */
  readonly macSpoofCheck?: boolean;
}

/** A macvlan on a network interface of the node. */
export interface MacvlanNetworkOptions extends CniOptions {
  /**
   * What pods reach.
   * @default MacvlanMode.BRIDGE
   */
  readonly mode?: MacvlanMode;
}

/** An ipvlan on a network interface of the node. */
export interface IpvlanNetworkOptions {
  /** Who chooses addresses: an ipvlan tells pods apart by them. */
  readonly ipam: CniIpam;
  /**
   * What pods reach.
   * @default IpvlanMode.L2
   */
  readonly mode?: IpvlanMode;
  /**
   * The MTU of interfaces, from 68 to 65535.
   * @default - that of the node's interface
   */
  readonly mtu?: number;
}

/** Virtual functions of network cards. */
export interface SriovNetworkOptions {
  /**
   * The VLAN that machines are in, from 1 to 4094.
   * @default - none
   */
  readonly vlan?: number;
  /**
   * The priority of the VLAN's frames, from 0 to 7. It needs `vlan`.
   * @default 0
   */
  readonly vlanQos?: number;
  /**
   * The protocol of the VLAN's tag. It needs `vlan`.
   * @default VlanProtocol.DOT1Q
   */
  readonly vlanProtocol?: VlanProtocol;
  /**
   * Whether the card drops frames with another source than the virtual function's MAC address.
   * @default - as the card is set
   */
  readonly spoofCheck?: boolean;
  /**
   * Whether the guest may change its MAC address, and receive frames for others.
   * @default - as the card is set
   */
  readonly trust?: boolean;
  /**
   * The state of the link.
   * @default - as the card is set
   */
  readonly linkState?: SriovLinkState;
  /**
   * The least rate at which a machine can send, in Mbit/s, or 0 for none.
   * @default - as the card is set
   */
  readonly minTxRate?: number;
  /**
   * The highest rate at which a machine can send, in Mbit/s, or 0 for any.
   * @default - as the card is set
   */
  readonly maxTxRate?: number;
  /**
   * Who chooses addresses. The guest does not get them from KubeVirt.
   * @default - nobody
   */
  readonly ipam?: CniIpam;
}

/** A network of OVN-Kubernetes. */
export interface OvnNetworkOptions {
  /**
   * The network's name in OVN. NetworkAttachments of the same name in several namespaces connect the namespaces.
   * @default - `<namespace>_<name>`, so that no other namespace has it
   */
  readonly networkName?: string;
  /**
   * Ranges from which OVN gives each machine an address, such as `192.0.2.0/24`.
   * @default [] - none: guests choose addresses by themselves
   */
  readonly subnets?: string[];
  /**
   * Ranges within the subnets that OVN does not give away.
   * @default [] - none
   */
  readonly excludeSubnets?: string[];
  /**
   * The MTU of interfaces, from 68 to 65535.
   * @default - that of OVN's other networks
   */
  readonly mtu?: number;
  /**
   * Whether a machine keeps its address when it is started anew or moved. OVN must have its persistent IPs turned on.
   * @default false
   */
  readonly persistentIps?: boolean;
}

/** A network of OVN-Kubernetes that leads to a network of the nodes. */
export interface OvnLocalnetOptions extends OvnNetworkOptions {
  /**
   * The VLAN that machines are in, from 1 to 4094.
   * @default - none
   */
  readonly vlan?: number;
}

/** A network of Kube-OVN. */
export interface KubeOvnNetworkOptions {
  /**
   * The socket of Kube-OVN's daemon on the nodes.
   * @default - Kube-OVN's: /run/openvswitch/kube-ovn-daemon.sock
   */
  readonly serverSocket?: string;
}
