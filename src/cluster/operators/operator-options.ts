import type { Affinity } from '../../../imports/kubevirt.io';
import type { NodeToleration } from '../../scheduling/toleration';

/** Requests and limits of containers, as quantities by resource: `{ requests: { cpu: '100m', memory: '150Mi' } }`. */
export interface ContainerResources {
  /**
   * What is reserved for a container, such as `{ cpu: '100m', memory: '150Mi' }`.
   * @default - those of the release
   */
  readonly requests?: { [resource: string]: string };
  /**
   * The maximum that a container may use.
   * @default - those of the release
   */
  readonly limits?: { [resource: string]: string };
}

/** The nodes that components run on. */
export interface ComponentPlacement {
  /**
   * Labels that a node must have, such as `{ 'node-role.kubernetes.io/infra': '' }`.
   * @default - `kubernetes.io/os: linux`
   */
  readonly nodeSelector?: { [label: string]: string };
  /**
   * Taints that the components tolerate.
   * @default - only upstream's
   */
  readonly tolerations?: NodeToleration[];
  /**
   * Affinity, in the form of a pod's spec.
   * @default - none
   * @jsii ignore
   */
  readonly affinity?: Affinity;
}

/** How an operator itself runs. */
export interface OperatorOptions {
  /**
   * How many pods of the operator run. One of them is the leader.
   * @default - 2 for KubeVirt, 1 for CDI, upstream's defaults
   */
  readonly replicas?: number;
  /**
   * Requests and limits of the operator, merged over upstream's.
   * @default - upstream's requests, no limits
   */
  readonly resources?: ContainerResources;
  /**
   * The nodes that the operator runs on. It replaces upstream's requirement of control-plane nodes; tolerations are
   * added to upstream's.
   * @default - upstream's: for KubeVirt control-plane nodes, for CDI any Linux node
   */
  readonly nodePlacement?: ComponentPlacement;
}

/** Whether pods can run on the nodes of the control plane. */
export enum ControlPlaneNodes {
  /** Nodes with the label `node-role.kubernetes.io/control-plane` are part of the cluster. */
  VISIBLE = 'visible',
  /** The control plane is managed elsewhere, so no node has the label, and pods that require it would stay Pending. */
  HIDDEN = 'hidden',
}
