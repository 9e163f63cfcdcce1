import { VlanRanges, vlansOf } from './vlans';
import { RESOURCE_OF_NETWORK } from '../../inventory/network-resources';
import type { KubernetesObject } from '../../releases/facts';
import { configurationOf, Plugin } from '../network/config';

type KeyOf = (plugin: Plugin, definition: KubernetesObject) => readonly unknown[] | undefined;

/** A bridge of the node; the plugin's own is cni0 (CNI plugins, plugins/main/bridge/bridge.go: loadNetConf). */
const BRIDGE: KeyOf = ({ fields: { bridge = 'cni0' } }) => ['bridge', bridge];

/** An interface of the node; that of the default route if none is named. */
const LINK: KeyOf = ({ fields: { master = '', vlanId } }) => ['link', master, vlanId ?? 0];

/** The virtual functions of one pool are on one network of the nodes. */
const DEVICE: KeyOf = ({ fields: { vlan } }, { metadata }) => {
  const resource = metadata.annotations?.[RESOURCE_OF_NETWORK];
  return resource ? ['device', resource, vlan ?? 0] : undefined;
};

/** Networks of OVN-Kubernetes meet by name, and localnets by the network of the nodes. */
const OVN: KeyOf = ({ fields: { name, topology, physicalNetworkName, vlanID } }) => {
  if (topology === 'localnet') return ['localnet', physicalNetworkName ?? name, vlanID ?? 0];
  return name === undefined ? undefined : ['ovn', name];
};

const KEYS: ReadonlyMap<string, KeyOf> = new Map<string, KeyOf>([
  ['bridge', BRIDGE],
  ['cnv-bridge', BRIDGE],
  ['ovs', ({ fields: { bridge, vlan } }) => (bridge === undefined ? undefined : ['ovs', bridge, vlan ?? 0])],
  ['macvlan', LINK],
  ['ipvlan', LINK],
  ['vlan', LINK],
  ['sriov', DEVICE],
  ['ib-sriov', DEVICE],
  ['macvtap', DEVICE],
  ['ovn-k8s-cni-overlay', OVN],
  ['kube-ovn', ({ fields: { provider } }) => (provider === undefined ? undefined : ['kube-ovn', provider])],
]);

/** A network of the nodes. Two definitions with one key and a VLAN in common connect their pods with each other. */
export interface LayerTwo {
  readonly key: string;
  /** The VLANs of a bridge that pods are in; undefined for networks whose key says all. */
  readonly vlans?: VlanRanges;
}

/** The network that a NetworkAttachmentDefinition leads to; undefined if its configuration does not say. */
export function layerTwo(definition: KubernetesObject | undefined): LayerTwo | undefined {
  // a list of plugins begins with the one that makes the interface
  const [first] = configurationOf(definition).plugins;
  if (definition === undefined || first === undefined) return undefined;
  const keyOf = KEYS.get(first.type);
  const key = keyOf?.(first, definition);
  return key && { key: JSON.stringify(key), vlans: keyOf === BRIDGE ? vlansOf(first.fields) : undefined };
}
