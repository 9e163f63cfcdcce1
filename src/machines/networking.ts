import { MultusBinding, MultusNetwork, PodNetworkBinding } from './network';
import type { Interface, Network } from '../../imports/kubevirt.io';
import { Complaint, complaint } from '../toolkit/complaint';
import { notDnsLabel, notDnsSubdomain } from '../toolkit/names';
import type { Sentence } from '../toolkit/problems';

/** The networks and interfaces of a machine, which belong together pair by pair. */
export interface Networking {
  readonly networks: Network[];
  readonly interfaces: Interface[];
  /** False to keep KubeVirt from adding an interface on the pod network by itself. */
  readonly autoattachPodInterface?: boolean;
  readonly annotations: { readonly [key: string]: string };
}

const POD_NETWORK = 'default';

// KubeVirt v1.9.0 pkg/network/vmispec/interface.go, VerifyVMIMigratable: a bridge on the pod network bars live migration unless this annotation is there.
export const ALLOW_BRIDGE_MIGRATION = 'kubevirt.io/allow-pod-bridge-network-live-migration';

/** The networks of a machine, the pod network first. */
export function networkingOf(pod: PodNetworkBinding, multus: readonly MultusNetwork[]): Networking {
  const onPodNetwork = pod !== PodNetworkBinding.NONE;
  return {
    networks: [
      ...(onPodNetwork ? [{ name: POD_NETWORK, pod: {} }] : []),
      ...multus.map((network) => ({ name: nameOf(network), multus: { networkName: network.networkName } })),
    ],
    interfaces: [
      ...(onPodNetwork ? [{ name: POD_NETWORK, [pod]: {} }] : []),
      ...multus.map((network) => ({ name: nameOf(network), [network.binding ?? MultusBinding.BRIDGE]: {} })),
    ],
    autoattachPodInterface: onPodNetwork ? undefined : false,
    annotations: pod === PodNetworkBinding.BRIDGE ? { [ALLOW_BRIDGE_MIGRATION]: 'true' } : {},
  };
}

/** A NetworkAttachmentDefinition is named by `name`, or by `namespace/name` for one of another namespace. */
export function notNetworkName(text: string): Complaint | undefined {
  const [name, namespace, ...more] = text.split('/').reverse();
  const isName = notDnsSubdomain(name) === undefined;
  const isNamespace = namespace === undefined || notDnsLabel(namespace) === undefined;
  if (isName && isNamespace && more.length === 0) return undefined;
  return complaint(`"${text}" does not name a NetworkAttachmentDefinition`,
    'Write "name", or "namespace/name" for one of another namespace.');
}

// The old form of the check, as sentences. Gone as soon as nobody uses it.
export function multusProblems(networks: readonly MultusNetwork[]): Sentence[] {
  return networks.map(({ networkName }) => {
    const found = notNetworkName(networkName);
    return found && `networkName "${networkName}" names no NetworkAttachmentDefinition. ${found.remedy}`;
  });
}

function nameOf(network: MultusNetwork): string {
  return network.name ?? network.networkName.slice(network.networkName.indexOf('/') + 1);
}
