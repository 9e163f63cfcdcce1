import type { CniConfig } from './cni-config';

/** Props of a network that machines can be connected to beside the pod network. */
export interface NetworkAttachmentProps {
  /** How the network is connected to. */
  readonly config: CniConfig;
  /**
   * The name of the NetworkAttachmentDefinition.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * The namespace of a network that is made below a cluster. Multus gives a network of `default` to pods of every
   * namespace, even where it isolates namespaces.
   * A network in KubeVirt's own namespace is written beside the KubeVirt custom resource, whose `migrations.network`
   * may name it.
   * @default - below a tenant its namespace, otherwise default
   */
  readonly namespaceName?: string;
  /**
   * The resource that a device plugin of the nodes offers for the network, such as `intel.com/sriov_netdevice`, which
   * `CniConfig.sriov` needs. Pods run only on nodes that have it. The bridge marker offers
   * `bridge.network.kubevirt.io/<bridge>` for bridges.
   * @default - none
   */
  readonly resourceName?: string;
  /**
   * Labels of the NetworkAttachmentDefinition, in addition to those that name the cluster and the tenant.
   * @default {} - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the NetworkAttachmentDefinition.
   * @default {} - none
   */
  readonly annotations?: { [key: string]: string };
}
