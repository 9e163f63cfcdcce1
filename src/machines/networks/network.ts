import type { AttachableNetwork } from './attachable-network';
import type { InterfaceOptions } from './interface-options';
import type { MultusBinding } from './network-binding';

/** An additional network, defined by a NetworkAttachmentDefinition. Either `network` or `networkName` is required. */
export interface MultusNetwork extends InterfaceOptions {
  /**
   * The network, if it is one of this program, such as a `NetworkAttachment`.
   * @default - none; then `networkName` is required
   */
  readonly network?: AttachableNetwork;
  /**
   * The NetworkAttachmentDefinition: `name` in the machine's own namespace, or `namespace/name`. With
   * `replacesPodNetwork` the namespace is always needed.
   * @default - none; then `network` is required
   */
  readonly networkName?: string;
  /**
   * The network's name within the machine.
   * @default - the name of the NetworkAttachmentDefinition; that of a `network` with `-` in place of dots
   */
  readonly name?: string;
  /**
   * How the guest is connected.
   * @default - MultusBinding.SRIOV for a `network` of virtual functions, otherwise MultusBinding.BRIDGE
   */
  readonly binding?: MultusBinding;
  /**
   * The MAC address of the interface, such as `02:00:00:00:00:01`. Only one machine can have it, so the members of a
   * pool cannot.
   * @default - KubeVirt chooses one; a machine gets another one at each start, unless something in the cluster (such as
   * kubemacpool) keeps it
   */
  readonly macAddress?: string;
  /**
   * Whether the network takes the place of the pod network, so that cluster traffic goes through it. Write
   * `podNetwork: PodNetworkBinding.NONE` too.
   * @default false
   */
  readonly replacesPodNetwork?: boolean;
}
