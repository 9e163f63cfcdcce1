import { MultusBinding, MultusNetwork, PodNetworkBinding } from './network';
import type { Interface, Network } from '../../imports/kubevirt.io';
import { defined } from '../toolkit/shape';

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
}

const POD_NETWORK = 'default';

/**
 * The annotation that permits live migration with a bridge on the pod network (KubeVirt v1.9.0
 * pkg/network/vmispec/interface.go, VerifyVMIMigratable).
 */
export const ALLOW_BRIDGE_MIGRATION = 'kubevirt.io/allow-pod-bridge-network-live-migration';

/**
 * The networks of a machine, the pod network first. `migrates` tells whether the machine is meant to be live-migrated,
 * `model` the model of its interfaces, where KubeVirt makes them.
 */
export function networkingOf(
  pod: OnPodNetwork, multus: readonly MultusNetwork[], migrates: boolean, model?: string,
): Networking {
  const { binding, macAddress } = pod;
  const onPodNetwork = binding !== PodNetworkBinding.NONE;
  return {
    networks: [
      ...(onPodNetwork ? [{ name: POD_NETWORK, pod: {} }] : []),
      ...multus.map((network) => ({ name: nameOf(network), multus: { networkName: network.networkName } })),
    ],
    interfaces: [
      ...(onPodNetwork ? [defined({ name: POD_NETWORK, [binding]: {}, macAddress, model })] : []),
      ...multus.map((network) => interfaceOf(network, model)),
    ],
    autoattachPodInterface: onPodNetwork ? undefined : false,
    annotations: binding === PodNetworkBinding.BRIDGE && migrates ? { [ALLOW_BRIDGE_MIGRATION]: 'true' } : {},
  };
}

/** A virtual function is the guest's own device, so it has no usual model. */
function interfaceOf(network: MultusNetwork, model: string | undefined): Interface {
  const { binding = MultusBinding.BRIDGE, macAddress } = network;
  const usual = binding === MultusBinding.SRIOV ? undefined : model;
  return defined({ name: nameOf(network), [binding]: {}, macAddress, model: network.model ?? usual });
}

function nameOf(network: MultusNetwork): string {
  return network.name ?? network.networkName.slice(network.networkName.indexOf('/') + 1);
}
