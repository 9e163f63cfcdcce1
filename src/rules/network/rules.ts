import { IPVLAN_BRIDGE, MACVLAN_BRIDGE, SRIOV_BINDING, WHEREABOUTS_MIGRATION } from './bindings';
import { DEFAULT_NAMESPACE } from './default-namespace';
import { CNI_VERSION, CONFIG_FORM, UNKNOWN_PLUGIN } from './form';
import { IPAM, IPVLAN_ADDRESSES } from './ipam';
import { KUBE_OVN_NETWORK } from './kube-ovn';
import { ATTACHMENT_NAME } from './name';
import { NAMESPACE_OF_TENANT } from './namespace';
import { NETWORK_OF_OTHER_CLUSTER } from './other-cluster';
import { OVN_NETWORK } from './ovn';
import { OVN_OVERLAP } from './ovn-overlap';
import { SHARED_ADDRESS } from './shared-address';
import { SRIOV_RESOURCE } from './sriov';
import { PLUGIN_TYPES, UNTYPED_IPAM } from './types';
import { MTU, NODE_INTERFACE, PLUGIN_WORDS, SRIOV_VALUES, VLAN } from './values';
import type { Rule } from '../rule';

/** Rules about networks beside the pod network, and how machines are connected to them. */
export const NETWORK_RULES: readonly Rule[] = [
  CONFIG_FORM,
  UNKNOWN_PLUGIN,
  CNI_VERSION,
  VLAN,
  MTU,
  NODE_INTERFACE,
  PLUGIN_WORDS,
  SRIOV_VALUES,
  IPAM,
  IPVLAN_ADDRESSES,
  SRIOV_RESOURCE,
  SRIOV_BINDING,
  OVN_NETWORK,
  KUBE_OVN_NETWORK,
  IPVLAN_BRIDGE,
  SHARED_ADDRESS,
  NAMESPACE_OF_TENANT,
  ATTACHMENT_NAME,
  MACVLAN_BRIDGE,
  DEFAULT_NAMESPACE,
  NETWORK_OF_OTHER_CLUSTER,
  OVN_OVERLAP,
  WHEREABOUTS_MIGRATION,
  PLUGIN_TYPES,
  UNTYPED_IPAM,
];
