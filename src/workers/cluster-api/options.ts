import type { Duration } from 'cdk8s';
import type { ClusterApiBootstrap } from './bootstrap';
import type { MachineDeploymentSpec } from './specs';
import type { DeepPartial } from '../../toolkit/merge';

/** How the provider finds out that a machine has become a node. */
export enum BootstrapCheck {
  /** It does not look. Cluster API waits for the node anyway. */
  NONE = 'none',
  /**
   * It logs in to the machine by SSH, with keys that it adds to cloud-init, and looks for the file that kubeadm's
   * bootstrap leaves. Its pods must be able to reach the tenant's machines on port 22.
   */
  SSH = 'ssh',
}

/** When machines are replaced that have another template than the newest. */
export enum RolloutType {
  /** At once, some at a time. Each old machine is drained, and deleted with its disks. */
  ROLLING_UPDATE = 'RollingUpdate',
  /** Only when somebody deletes a machine. */
  ON_DELETE = 'OnDelete',
}

/** Which machines are deleted first when the number is lowered. */
export enum DeletionOrder {
  /** Cluster API's own choice after those that are unhealthy. */
  RANDOM = 'Random',
  NEWEST = 'Newest',
  OLDEST = 'Oldest',
}

/** How a change of the template reaches machines. */
export interface ClusterApiRollout {
  /**
   * When machines are replaced.
   * @default - RolloutType.ROLLING_UPDATE for a `stateless` pool; RolloutType.ON_DELETE for any other, so that a change
   * in Git deletes no disk
   */
  readonly type?: RolloutType;
  /**
   * How many machines there may be beyond `replicas` during a rolling update: a number, or a percentage such as `25%`.
   * The quota needs room for them.
   * @default 1 - as Cluster API's own default
   */
  readonly maxSurge?: number | string;
  /**
   * How many machines may be missing during a rolling update: a number, or a percentage.
   * @default 0 - as Cluster API's own default
   */
  readonly maxUnavailable?: number | string;
}

/** When a machine is replaced because its node is not healthy: a MachineHealthCheck. The old one is deleted. */
export interface ClusterApiHealthCheck {
  /**
   * How long a node may be unready or unheard of: whole seconds.
   * @default Duration.minutes(5)
   */
  readonly unhealthyAfter?: Duration;
  /**
   * How long a machine may take to become a node: whole seconds, at least 30.
   * @default - Cluster API's own: 10 minutes
   */
  readonly nodeStartupTimeout?: Duration;
  /**
   * The maximum number, or percentage, of unhealthy machines at which any is replaced. Above it something else is
   * broken, such as the network, and none is.
   * @default "40%" - Cluster API's own default replaces all of them
   */
  readonly maxUnhealthy?: number | string;
}

/** Options of a pool as a MachineDeployment of Cluster API. */
export interface ClusterApiOptions {
  /**
   * The name of the Cluster (`cluster.x-k8s.io`) whose nodes the machines are, in the pool's namespace:
   * `clusterName` of a `ClusterApiCluster`, or the name of one that exists.
   */
  readonly clusterName: string;
  /** The version of Kubernetes on the nodes, such as `v1.35.4`. It must not be newer than that of the control plane. */
  readonly version: string;
  /** How machines become nodes. */
  readonly bootstrap: ClusterApiBootstrap;
  /**
   * How the provider finds out that a machine has become a node.
   * @default BootstrapCheck.NONE - the provider's own default, SSH, needs a way into the tenant's machines
   */
  readonly bootstrapCheck?: BootstrapCheck;
  /**
   * The name of a Secret in the pool's namespace with the kubeconfig of the infra cluster (key `kubeconfig`), if the
   * provider runs in another cluster.
   * @default - that of the KubevirtCluster, or the provider's own cluster
   */
  readonly infraClusterSecret?: string;
  /**
   * How a change of the template reaches machines.
   * @default - see `ClusterApiRollout`
   */
  readonly rollout?: ClusterApiRollout;
  /**
   * When a machine is replaced because its node is not healthy.
   * @default - never; a machine is not deleted unless the program says so
   */
  readonly healthCheck?: ClusterApiHealthCheck;
  /**
   * Which machines are deleted first when the number is lowered.
   * @default - Cluster API's own: RANDOM
   */
  readonly deletionOrder?: DeletionOrder;
  /**
   * How long the drain of a node may take before its machine is deleted all the same: whole seconds.
   * @default - as long as it needs
   */
  readonly nodeDrainTimeout?: Duration;
  /**
   * How long volumes may take to be detached before the machine is deleted all the same: whole seconds.
   * @default - as long as they need
   */
  readonly nodeVolumeDetachTimeout?: Duration;
  /**
   * How long a node must be ready before its machine counts as available: whole seconds.
   * @default - it counts at once
   */
  readonly minReady?: Duration;
  /**
   * The failure domain of the machines, by its name in the KubevirtCluster's status.
   * @default - none
   */
  readonly failureDomain?: string;
  /**
   * Whether changes do not reach the machines for now.
   * @default false
   */
  readonly paused?: boolean;
  /**
   * Overrides for parts of the MachineDeployment's spec that have no prop, merged over what the props make. Objects are
   * merged, lists and scalars replaced, `null` removes. For fields of the machine, use the pool's own `overrides`.
   * @default - none
   * @jsii ignore
   */
  readonly overrides?: DeepPartial<MachineDeploymentSpec>;
}
