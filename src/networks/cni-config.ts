import type { AttachmentHome } from './attachment-home';
import type {
  BridgeNetworkOptions, IpvlanNetworkOptions, KubeOvnNetworkOptions, MacvlanNetworkOptions, OvnLocalnetOptions,
  OvnNetworkOptions, SriovNetworkOptions,
} from './cni-options';
import { MultusBinding } from '../machines/networks/network-binding';
import { madeOf } from '../props/made';
import { readConfiguration } from '../rules/network/config';
import { defined, unlessEmpty } from '../toolkit/shape';

type Write = (home: AttachmentHome) => string;

/** The version of the CNI specification that all of the plugins know. */
const CNI_VERSION = '0.3.1';

const KUBE_OVN_SOCKET = '/run/openvswitch/kube-ovn-daemon.sock';

/**
 * How a network is connected to: the configuration of a CNI plugin, which must be installed on the nodes. It only holds
 * what it was given; `NetworkAttachment` writes it, and rules check what is written.
 */
export class CniConfig {
  /**
   * A bridge of the node, which must exist on each node: the plugin makes a missing one, which leads nowhere.
   * @param bridge the bridge's name, such as `br1`
   */
  public static bridge(bridge: string, options: BridgeNetworkOptions = {}): CniConfig {
    return madeOf('CniConfig.bridge', [bridge, options], (name, given) => {
      const { plugin = 'bridge', vlan, trunk, mtu, macSpoofCheck, preserveDefaultVlan, ipam } = given;
      const vlanTrunk = unlessEmpty(trunk?.map(({ first, last }) => (
        last === undefined ? { id: first } : { minID: first, maxID: last })));
      const isTagged = vlan !== undefined || vlanTrunk !== undefined;
      return CniConfig.plugin({
        type: plugin,
        bridge: name,
        vlan,
        vlanTrunk,
        preserveDefaultVlan: preserveDefaultVlan ?? (isTagged ? false : undefined),
        macspoofchk: macSpoofCheck,
        mtu,
        ipam: ipam?._config,
      });
    });
  }

  /**
   * A MAC address of its own on a network interface of the node. Pods and their own node do not reach each other. A
   * macvlan passes on only what is for its own MAC address, and KubeVirt's bridge gives that of the pod's interface to
   * the guest, so machines need a binding plugin for it, unless the mode is `PASSTHRU`.
   * @param master the node's interface, such as `eth1`
   */
  public static macvlan(master: string, options: MacvlanNetworkOptions = {}): CniConfig {
    return madeOf('CniConfig.macvlan', [master, options], (name, { mode, mtu, ipam }) => (
      CniConfig.plugin({ type: 'macvlan', master: name, mode, mtu, ipam: ipam?._config })));
  }

  /**
   * The MAC address of a network interface of the node, with an address of its own. KubeVirt's bridge gives the pod's
   * interface another MAC address, which an ipvlan refuses, so machines need a binding plugin for it.
   * @param master the node's interface, such as `eth1`
   */
  public static ipvlan(master: string, options: IpvlanNetworkOptions): CniConfig {
    return madeOf('CniConfig.ipvlan', [master, options], (name, { mode, mtu, ipam }) => (
      CniConfig.plugin({ type: 'ipvlan', master: name, mode, mtu, ipam: ipam?._config })));
  }

  /**
   * A virtual function of a network card. `resourceName` of the `NetworkAttachment` names the device plugin's pool.
   */
  public static sriov(options: SriovNetworkOptions = {}): CniConfig {
    return madeOf('CniConfig.sriov', [options], (given) => {
      const { vlan, vlanQos, vlanProtocol, spoofCheck, trust, linkState, minTxRate, maxTxRate, ipam } = given;
      return CniConfig.plugin({
        type: 'sriov',
        vlan,
        vlanQoS: vlanQos,
        vlanProto: vlanProtocol,
        spoofchk: onOff(spoofCheck),
        trust: onOff(trust),
        link_state: linkState,
        min_tx_rate: minTxRate,
        max_tx_rate: maxTxRate,
        ipam: ipam?._config,
      }, MultusBinding.SRIOV);
    });
  }

  /** A network of OVN-Kubernetes in the cluster, which leads nowhere else. */
  public static ovnLayer2(options: OvnNetworkOptions = {}): CniConfig {
    return madeOf('CniConfig.ovnLayer2', [options], (given) => new CniConfig((home) => (
      JSON.stringify(ovn(home, 'layer2', given))), MultusBinding.BRIDGE));
  }

  /**
   * A network of OVN-Kubernetes that leads to a network of the nodes.
   * @param physicalNetwork the name that the nodes' `ovn-bridge-mappings` have for that network
   */
  public static ovnLocalnet(physicalNetwork: string, options: OvnLocalnetOptions = {}): CniConfig {
    return madeOf('CniConfig.ovnLocalnet', [physicalNetwork, options], (physicalNetworkName, given) => (
      new CniConfig((home) => JSON.stringify(defined({
        ...ovn(home, 'localnet', given), physicalNetworkName, vlanID: given.vlan,
      })), MultusBinding.BRIDGE)));
  }

  /** A network of Kube-OVN. A Subnet of Kube-OVN must have the provider `<name>.<namespace>.ovn`. */
  public static kubeOvn(options: KubeOvnNetworkOptions = {}): CniConfig {
    return madeOf('CniConfig.kubeOvn', [options], ({ serverSocket = KUBE_OVN_SOCKET }) => (
      new CniConfig(({ name, namespace }) => JSON.stringify({
        cniVersion: CNI_VERSION,
        name,
        type: 'kube-ovn',
        server_socket: serverSocket,
        provider: `${name}.${namespace}.ovn`,
      }), MultusBinding.BRIDGE)));
  }

  /**
   * The configuration of any other plugin, as JSON. It is written as it is.
   * @param json an object with `cniVersion`, and with `type` or `plugins`
   */
  public static custom(json: string): CniConfig {
    return madeOf('CniConfig.custom', [json], (given) => {
      const [first] = readConfiguration(given).plugins;
      return new CniConfig(() => given, first?.type === 'sriov' ? MultusBinding.SRIOV : MultusBinding.BRIDGE);
    });
  }

  private static plugin(fields: { readonly type: string; readonly [field: string]: unknown }, binding?: MultusBinding) {
    return new CniConfig(({ name }) => JSON.stringify(defined({ cniVersion: CNI_VERSION, name, ...fields })),
      binding ?? MultusBinding.BRIDGE);
  }

  private constructor(
    /** The text of the configuration. @internal */
    public readonly _write: Write,
    /** How a guest is connected, unless its machine says otherwise. @internal */
    public readonly _binding: MultusBinding,
  ) {}
}

function onOff(flag: boolean | undefined): string | undefined {
  return flag === undefined ? undefined : flag ? 'on' : 'off';
}

function ovn({ name, namespace }: AttachmentHome, topology: string, options: OvnNetworkOptions): object {
  const { networkName, subnets = [], excludeSubnets = [], mtu, persistentIps } = options;
  return defined({
    cniVersion: CNI_VERSION,
    name: networkName ?? `${namespace}_${name}`,
    type: 'ovn-k8s-cni-overlay',
    topology,
    netAttachDefName: `${namespace}/${name}`,
    subnets: subnets.join(',') || undefined,
    excludeSubnets: excludeSubnets.join(',') || undefined,
    mtu,
    allowPersistentIPs: persistentIps,
  });
}
