import type { ProviderConfig } from './provider-spec';
import type { LabelSelector } from '../../imports/kubevirt.io';
import type { ObjectMetadata } from '../releases/facts';

/** The group and version of machine-controller's kinds; they have no other one. */
export const MACHINE_API_VERSION = 'cluster.k8s.io/v1alpha1';

/** The kind that makes machines of one template. */
export const MACHINE_DEPLOYMENT = 'MachineDeployment';

/** The group of machine-controller's kinds. */
export const MACHINE_GROUP = 'cluster.k8s.io';

/** The namespace of MachineDeployments in a tenant's cluster; KKP looks for machines nowhere else. */
export const MACHINE_NAMESPACE = 'kube-system';

/** The annotations of a MachineDeployment that cluster-autoscaler reads: how many machines there are at least. */
export const MIN_SIZE = 'cluster.k8s.io/cluster-api-autoscaler-node-group-min-size';

/** How many machines there are at most. */
export const MAX_SIZE = 'cluster.k8s.io/cluster-api-autoscaler-node-group-max-size';

/** The annotation of a MachineDeployment that names operating-system-manager's profile, such as `osp-ubuntu`. */
export const OPERATING_SYSTEM_PROFILE = 'k8c.io/operating-system-profile';

/** A MachineDeployment, whose CRD has no schema. */
export interface MachineDeployment {
  readonly apiVersion: typeof MACHINE_API_VERSION;
  readonly kind: typeof MACHINE_DEPLOYMENT;
  readonly metadata: ObjectMetadata;
  readonly spec: MachineDeploymentSpec;
}

export interface MachineDeploymentSpec {
  /** Default: 1. */
  readonly replicas?: number;
  readonly selector: LabelSelector;
  readonly template: MachineTemplate;
  readonly strategy?: MachineDeploymentStrategy;
  /** Default: 0. */
  readonly minReadySeconds?: number;
  /** Default: 1. */
  readonly revisionHistoryLimit?: number;
  readonly paused?: boolean;
  /** Default: 600. */
  readonly progressDeadlineSeconds?: number;
}

export interface MachineDeploymentStrategy {
  /** `RollingUpdate`. */
  readonly type?: string;
  readonly rollingUpdate?: {
    /** Machines, or a share such as `25%`. Default: 1. */
    readonly maxSurge?: number | string;
    /** Machines, or a share. Default: 0. */
    readonly maxUnavailable?: number | string;
  };
}

/** What the Machines are made of: their metadata, and that of their VirtualMachines and of these' pods. */
export interface MachineTemplate {
  readonly metadata?: MachineMetadata;
  readonly spec: MachineSpec;
}

/** Labels and annotations. */
export interface MachineMetadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: { readonly [key: string]: string };
  readonly annotations?: { readonly [key: string]: string };
}

export interface MachineSpec {
  /** What the nodes get. */
  readonly metadata?: MachineMetadata;
  readonly taints?: readonly NodeTaint[];
  readonly providerSpec: { readonly value: ProviderConfig };
  readonly versions: { readonly kubelet: string; readonly controlPlane?: string };
}

/** A taint of the nodes. */
export interface NodeTaint {
  readonly key: string;
  readonly value?: string;
  /** `NoSchedule`, `PreferNoSchedule` or `NoExecute`. */
  readonly effect: string;
}
