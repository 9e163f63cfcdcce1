import type { InfraKubeconfig } from './kubeconfig';
import type { NodeOperatingSystem } from './operating-system';
import type { MachineDeploymentSpec } from '../../machine-controller/types';
import type { TaintEffect } from '../../scheduling/toleration';
import type { TenantCluster } from '../../tenant-clusters/tenant-cluster';
import type { DeepPartial } from '../../toolkit/merge';

/** A taint of nodes. */
export interface WorkerTaint {
  readonly key: string;
  /**
   * The value.
   * @default - none
   */
  readonly value?: string;
  /** What it does to pods that do not tolerate it. */
  readonly effect: TaintEffect;
}

/** Where nodes are, as their labels say. */
export interface NodeLocation {
  /**
   * The value of the label `topology.kubernetes.io/region`.
   * @default - that of the StorageClass' allowed topologies
   */
  readonly region?: string;
  /**
   * The value of the label `topology.kubernetes.io/zone`.
   * @default - that of the StorageClass' allowed topologies
   */
  readonly zone?: string;
}

/** A network of Kube-OVN in the infra cluster. */
export interface WorkerNetwork {
  /** The name of the VPC. */
  readonly vpc: string;
  /**
   * The subnet of the VPC. With one, machines are started again whenever they end, so that they keep their addresses.
   * @default - the VPC's default subnet
   */
  readonly subnet?: string;
}

/** Into what field of a DataVolume machine-controller writes a boot disk. */
export enum StorageTarget {
  /** `storage`: CDI adds what the StorageProfile of the class says, such as the volume mode. */
  STORAGE = 'storage',
  /** `pvc`: the claim is made as it is written. */
  PVC = 'pvc',
}

/** Options that only a MachineDeployment has. */
export interface MachineDeploymentOptions {
  /** The tenant's cluster that the nodes join. Its namespace of the infra cluster must be that of the pool. */
  readonly cluster: TenantCluster;
  /** The operating system of the nodes, which the image must have. */
  readonly operatingSystem: NodeOperatingSystem;
  /**
   * The version of the kubelet, such as `1.35.8`: not newer than the control plane. Another version makes new nodes,
   * one after the other.
   * @default - that of the cluster's control plane
   */
  readonly kubelet?: string;
  /**
   * Where machine-controller reads the kubeconfig of the infra cluster.
   * @default InfraKubeconfig.fromEnvironment() - Kubermatic sets it
   */
  readonly kubeconfig?: InfraKubeconfig;
  /**
   * SSH public keys that may log in to the nodes, as lines of `authorized_keys`.
   * @default [] - none
   */
  readonly sshPublicKeys?: string[];
  /**
   * Taints of the nodes.
   * @default [] - none
   */
  readonly taints?: WorkerTaint[];
  /**
   * Labels of the nodes.
   * @default {} - those that the kubelet and the cloud-controller-manager set
   */
  readonly nodeLabels?: { readonly [key: string]: string };
  /**
   * Annotations of the nodes.
   * @default {} - none
   */
  readonly nodeAnnotations?: { readonly [key: string]: string };
  /**
   * The OperatingSystemProfile of operating-system-manager, which makes the nodes' user data.
   * @default - operating-system-manager's own for the operating system, such as `osp-ubuntu`
   */
  readonly profile?: string;
  /**
   * How many nodes an update may add at once: a whole number, or a percentage such as `25%`.
   * @default 1 - machine-controller's own
   */
  readonly maxSurge?: number | string;
  /**
   * How many nodes may be missing during an update: a whole number, or a percentage such as `25%`. Not 0 together with
   * `maxSurge`.
   * @default 0 - machine-controller's own
   */
  readonly maxUnavailable?: number | string;
  /**
   * Whether changes reach no node until it is false again. `replicas` still has an effect.
   * @default false
   */
  readonly paused?: boolean;
  /**
   * How many seconds a new node must have been ready before an update goes on.
   * @default 0 - machine-controller's own
   */
  readonly minReadySeconds?: number;
  /**
   * How many older MachineSets are kept.
   * @default - machine-controller's own: 1
   */
  readonly revisionHistoryLimit?: number;
  /**
   * Region and zone of the nodes.
   * @default - those of the StorageClass' allowed topologies
   */
  readonly location?: NodeLocation;
  /**
   * The network of Kube-OVN that the machines are in.
   * @default - the pod network
   */
  readonly providerNetwork?: WorkerNetwork;
  /**
   * Into what field of a DataVolume the boot disk is written.
   * @default - machine-controller's own: StorageTarget.STORAGE
   */
  readonly storageTarget?: StorageTarget;
  /**
   * The name of a Secret of the pool's namespace whose content machine-controller sends to the image server as headers:
   * each key is the name of a header. It writes them as text into each DataVolume, which is a warning. Its account in
   * the tenant must be allowed to read the Secret: `imageHeaderSecrets` of `TenantKubernetes`.
   * @default - none
   */
  readonly imageHeaderSecret?: string;
  /**
   * The id of Kubermatic's project, a label of the machines.
   * @default - that of machine-controller's environment
   */
  readonly projectId?: string;
  /**
   * Overrides for parts of the MachineDeployment's spec that have no prop, merged over what the props make. Objects are
   * merged, lists and scalars replaced, `null` removes.
   * @default - none
   * @jsii ignore
   */
  readonly overrides?: DeepPartial<MachineDeploymentSpec>;
}
