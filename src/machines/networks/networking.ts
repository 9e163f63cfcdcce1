import type { InterfaceOptions, PodInterface } from './interface-options';
import type { MultusNetwork } from './network';
import { MultusBinding, PodNetworkBinding } from './network-binding';
import type { Interface, Network } from '../../../imports/kubevirt.io';
import { defined, unlessEmpty } from '../../toolkit/shape';

/** The networks and interfaces of a machine. Each network has one interface. */
export interface Networking {
  readonly networks: Network[];
  readonly interfaces: Interface[];
  /** Set to false to keep KubeVirt from adding an interface on the pod network by itself. */
  readonly autoattachPodInterface?: boolean;
  readonly annotations: { readonly [key: string]: string };
}

/** How a machine is connected to the pod network. */
export interface OnPodNetwork {
  readonly binding: PodNetworkBinding;
  /** The MAC address of the interface; undefined for KubeVirt's choice. */
  readonly macAddress?: string;
  readonly options: PodInterface;
}

/** What the networks of a machine depend on. */
export interface NetworkedMachine {
  /** Whether the machine is meant to be live-migrated. */
  readonly migrates: boolean;
  /** The model of its interfaces, where KubeVirt makes them. */
  readonly model?: string;
  readonly namespace: string;
}

/** The name of the pod network in machines of ours. */
export const POD_NETWORK = 'default';

/**
 * The annotation that permits live migration with a bridge on the pod network (KubeVirt v1.9.0
 * pkg/network/vmispec/interface.go, VerifyVMIMigratable).
 */
export const ALLOW_BRIDGE_MIGRATION = 'kubevirt.io/allow-pod-bridge-network-live-migration';

/** The networks of a machine, the pod network first. */
export function networkingOf(
  pod: OnPodNetwork, given: readonly MultusNetwork[], { migrates, model, namespace }: NetworkedMachine,
): Networking {
  const multus = given.filter(isNamed);
  const onPodNetwork = pod.binding !== PodNetworkBinding.NONE;
  const isBridge = pod.binding === PodNetworkBinding.BRIDGE && pod.options.bindingPlugin === undefined;
  return {
    networks: [
      ...(onPodNetwork ? [podNetworkOf(pod.options)] : []),
      ...multus.map((network) => ({
        name: nameOf(network),
        multus: defined({
          networkName: referenceTo(network, namespace),
          default: network.replacesPodNetwork === true ? true : undefined,
        }),
      })),
    ],
    interfaces: [
      ...(onPodNetwork ? [podInterfaceOf(pod, model)] : []),
      ...multus.map((network) => interfaceOf(network, model)),
    ],
    autoattachPodInterface: onPodNetwork ? undefined : false,
    annotations: isBridge && migrates ? { [ALLOW_BRIDGE_MIGRATION]: 'true' } : {},
  };
}

/** Whether a network leads anywhere; another one is reported, and left out. */
export function isNamed({ network, networkName }: MultusNetwork): boolean {
  return network !== undefined || networkName !== undefined;
}

function podNetworkOf({ vmNetworkCidr, vmIpv6NetworkCidr }: PodInterface): Network {
  return { name: POD_NETWORK, pod: defined({ vmNetworkCIDR: vmNetworkCidr, vmIPv6NetworkCIDR: vmIpv6NetworkCidr }) };
}

function podInterfaceOf({ binding, macAddress, options }: OnPodNetwork, model: string | undefined): Interface {
  return defined({
    name: POD_NETWORK,
    ...bindingOf(binding, options),
    macAddress,
    model: options.model ?? model,
    ports: unlessEmpty(options.ports),
    portRanges: unlessEmpty(options.portRanges),
    ...optionsOf(options),
  });
}

/** A virtual function is the guest's own device, so it has no usual model. */
function interfaceOf(network: MultusNetwork, model: string | undefined): Interface {
  const { binding = network.network?._binding ?? MultusBinding.BRIDGE, macAddress } = network;
  const usual = binding === MultusBinding.SRIOV && network.bindingPlugin === undefined ? undefined : model;
  return defined({
    name: nameOf(network),
    ...bindingOf(binding, network),
    macAddress,
    model: network.model ?? usual,
    ...optionsOf(network),
  });
}

function bindingOf(binding: string, { bindingPlugin }: InterfaceOptions): Partial<Interface> {
  return bindingPlugin === undefined ? { [binding]: {} } : { binding: { name: bindingPlugin } };
}

function optionsOf({ acpiIndex, bootOrder, dhcpOptions, pciAddress, state, tag }: InterfaceOptions) {
  return { acpiIndex, bootOrder, dhcpOptions: unlessEmpty(dhcpOptions), pciAddress, state, tag };
}

/**
 * What a machine calls its NetworkAttachmentDefinition: the name alone if it is in the machine's own namespace. Multus
 * looks for the name alone of a default network in a namespace of its own.
 */
function referenceTo(given: MultusNetwork, namespace: string): string {
  const { network, networkName = '', replacesPodNetwork = false } = given;
  if (network === undefined) return networkName;
  const { attachmentName, namespaceName } = network;
  return namespaceName === namespace && !replacesPodNetwork ? attachmentName : `${namespaceName}/${attachmentName}`;
}

function nameOf({ name, network, networkName = '' }: MultusNetwork): string {
  if (name !== undefined) return name;
  // the name of an interface has no dots
  if (network !== undefined) return network.attachmentName.replaceAll('.', '-');
  return networkName.slice(networkName.indexOf('/') + 1);
}
