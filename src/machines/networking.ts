import { MultusBinding, MultusNetwork, PodNetworkBinding } from './network';
import type { Interface, Network } from '../../imports/kubevirt.io';

/** The networks and interfaces of a machine. Each network has one interface. */
export interface Networking {
  readonly networks: Network[];
  readonly interfaces: Interface[];
  /** Set to false to keep KubeVirt from adding an interface on the pod network by itself. */
  readonly autoattachPodInterface?: boolean;
  readonly annotations: { readonly [key: string]: string };
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
  pod: PodNetworkBinding, multus: readonly MultusNetwork[], migrates: boolean, model?: string,
): Networking {
  const onPodNetwork = pod !== PodNetworkBinding.NONE;
  return {
    networks: [
      ...(onPodNetwork ? [{ name: POD_NETWORK, pod: {} }] : []),
      ...multus.map((network) => ({ name: nameOf(network), multus: { networkName: network.networkName } })),
    ],
    interfaces: [
      ...(onPodNetwork ? [{ name: POD_NETWORK, [pod]: {}, ...modelOf(model) }] : []),
      ...multus.map((network) => interfaceOf(network, model)),
    ],
    autoattachPodInterface: onPodNetwork ? undefined : false,
    annotations: pod === PodNetworkBinding.BRIDGE && migrates ? { [ALLOW_BRIDGE_MIGRATION]: 'true' } : {},
  };
}

/** A virtual function is the guest's own device, so it has no model. */
function interfaceOf(network: MultusNetwork, model: string | undefined): Interface {
  const { binding = MultusBinding.BRIDGE } = network;
  return { name: nameOf(network), [binding]: {}, ...(binding === MultusBinding.SRIOV ? {} : modelOf(model)) };
}

function modelOf(model: string | undefined): Pick<Interface, 'model'> {
  return model === undefined ? {} : { model };
}

function nameOf(network: MultusNetwork): string {
  return network.name ?? network.networkName.slice(network.networkName.indexOf('/') + 1);
}
