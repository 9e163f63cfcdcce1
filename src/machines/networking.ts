import { MultusBinding, MultusNetwork, PodNetworkBinding } from './network';
import type { Interface, Network } from '../../imports/kubevirt.io';
import type { Sentence } from '../toolkit/problems';
import { dnsLabel, dnsSubdomain } from '../toolkit/sentences';

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

/** What is wrong with Multus networks and could not be seen from the machine that is made of them. */
export function multusProblems(networks: readonly MultusNetwork[]): Sentence[] {
  return networks.map(networkName);
}

function networkName({ networkName: text }: MultusNetwork): Sentence {
  const [name, namespace, ...more] = text.split('/').reverse();
  const wrong = more.length > 0 || dnsSubdomain('', name) !== undefined || (namespace !== undefined && dnsLabel('', namespace) !== undefined);
  return wrong ? `networkName "${text}" names no NetworkAttachmentDefinition. Write "name", or "namespace/name" for one of another namespace.` : undefined;
}

function nameOf(network: MultusNetwork): string {
  return network.name ?? network.networkName.slice(network.networkName.indexOf('/') + 1);
}
