import type { Duration, Size } from 'cdk8s';
import type { PodNetworkBinding } from '../../machines/network';
import type { EvictionStrategy } from '../../machines/strategies';
import type { ComponentPlacement } from '../operators/operator-options';

/** What removing the KubeVirt or CDI custom resource does while there are machines or disks. */
export enum UninstallStrategy {
  /** It is refused. */
  BLOCK_UNINSTALL_IF_WORKLOADS_EXIST = 'BlockUninstallIfWorkloadsExist',
  /** All machines or DataVolumes are deleted. */
  REMOVE_WORKLOADS = 'RemoveWorkloads',
}

/** How running machines get to a new launcher, or to resources that were changed in their spec. */
export enum WorkloadUpdateMethod {
  /** They move to another node; those that cannot stay as they are. */
  LIVE_MIGRATE = 'LiveMigrate',
  /** They are shut down, in batches. */
  EVICT = 'Evict',
}

/** What happens to a running machine whose spec is changed. */
export enum VmRolloutStrategy {
  /** What can be changed while it runs is changed. */
  LIVE_UPDATE = 'LiveUpdate',
  /** Every change waits for its restart. */
  STAGE = 'Stage',
}

/** When images are pulled. */
export enum ImagePullPolicy {
  ALWAYS = 'Always',
  IF_NOT_PRESENT = 'IfNotPresent',
  NEVER = 'Never',
}

/** For how long a certificate is good, and when its successor is made. */
export interface CertificateLifetime {
  /** For how long the certificate is good. */
  readonly duration: Duration;
  /** How long before its end the next one is made. At most its whole lifetime. */
  readonly renewBefore: Duration;
}

/** The lifetimes of the certificates that KubeVirt signs for its own components. */
export interface KubeVirtCertificates {
  /**
   * The certificate authority.
   * @default - 7 days, renewed when a fifth is left, as upstream has it
   */
  readonly ca?: CertificateLifetime;
  /**
   * The components' certificates; they cannot outlive the authority.
   * @default - 24 hours, renewed when a fifth is left, as upstream has it
   */
  readonly server?: CertificateLifetime;
}

/** How live migrations run in the whole cluster. */
export interface MigrationConfig {
  /**
   * How many migrations run at a time.
   * @default 5 - upstream's
   */
  readonly parallelMigrationsPerCluster?: number;
  /**
   * How many migrations leave one node at a time.
   * @default 2 - upstream's
   */
  readonly parallelOutboundMigrationsPerNode?: number;
  /**
   * The most that one migration may send in a second, such as `Size.mebibytes(64)` or `64Mi`.
   * @default - no limit
   */
  readonly bandwidthPerMigration?: Size | string;
  /**
   * The time that a migration may take for each GiB of memory and disk. A whole number of seconds.
   * @default - 150 seconds, upstream's
   */
  readonly completionTimeoutPerGiB?: Duration;
  /**
   * The time without progress after which a migration is given up.
   * @default - 150 seconds, upstream's
   */
  readonly progressTimeout?: Duration;
  /**
   * Whether a guest may be slowed down until its migration converges.
   * @default false - upstream's
   */
  readonly allowAutoConverge?: boolean;
  /**
   * Whether a guest may go on at its target before all memory is there. A node that fails in the meantime takes the
   * guest with it.
   * @default false - upstream's
   */
  readonly allowPostCopy?: boolean;
  /**
   * The NetworkAttachmentDefinition in KubeVirt's namespace that migrations use.
   * @default - the pod network
   */
  readonly network?: string;
  /**
   * The longest that a guest may stand still at the end of its migration, up to 2,000 seconds. From KubeVirt v1.9 only;
   * turns the feature gate MigrationStallDetection on.
   * @default - 900 milliseconds, upstream's
   */
  readonly maxDowntime?: Duration;
}

/**
 * The KubeVirt custom resource, in what is set most often. `overrides.kubevirt` of the cluster reaches all the rest.
 */
export interface KubeVirtConfig {
  /**
   * What happens on a drained node to machines that say nothing of it themselves. It is copied into a machine when it
   * starts.
   * @default EvictionStrategy.LIVE_MIGRATE_IF_POSSIBLE - upstream's `None` lets a drain shut machines down that could
   * have been moved, and `LiveMigrate` blocks drains for ever by machines that cannot be
   */
  readonly evictionStrategy?: EvictionStrategy;
  /**
   * How running machines get to a new launcher after an upgrade, and to cores and memory that were added to their spec.
   * @default [WorkloadUpdateMethod.LIVE_MIGRATE] - upstream's empty list never moves them, so that plugging cores or
   * memory has no effect
   */
  readonly workloadUpdateMethods?: WorkloadUpdateMethod[];
  /**
   * How many machines are evicted at a time, with the method `Evict`.
   * @default 10 - upstream's
   */
  readonly batchEvictionSize?: number;
  /**
   * The time between two such batches.
   * @default - 1 minute, upstream's
   */
  readonly batchEvictionInterval?: Duration;
  /**
   * What removing the KubeVirt custom resource does while there are machines.
   * @default UninstallStrategy.BLOCK_UNINSTALL_IF_WORKLOADS_EXIST - upstream's deletes every machine of the cluster
   */
  readonly uninstallStrategy?: UninstallStrategy;
  /**
   * How live migrations run.
   * @default - upstream's
   */
  readonly migrations?: MigrationConfig;
  /**
   * Whether changes of a machine that can be made while it runs are made so, or wait for its restart.
   * @default - upstream's: live updates
   */
  readonly vmRolloutStrategy?: VmRolloutStrategy;
  /**
   * Whether guests are emulated in software where a node has no virtualisation. Slow; for test clusters.
   * @default false - upstream's
   */
  readonly useEmulation?: boolean;
  /**
   * How many virtual cores share one requested core, for machines that do not say themselves.
   * @default 10 - upstream's
   */
  readonly cpuAllocationRatio?: number;
  /**
   * The guest's memory in per cent of what its pod requests, from 10. Above 100, nodes may run out of memory.
   * @default 100 - upstream's
   */
  readonly memoryOvercommit?: number;
  /**
   * By what factor KubeVirt's estimate of a machine's memory overhead is raised, from 1.
   * @default - 1, upstream's
   */
  readonly additionalGuestMemoryOverheadRatio?: number;
  /**
   * The binding of machines to the pod network that do not say themselves: `BRIDGE` or `MASQUERADE`.
   * @default - bridge, upstream's
   */
  readonly defaultNetworkInterface?: PodNetworkBinding;
  /**
   * The storage class for TPM and EFI state that outlives a restart.
   * @default - the cluster's default class
   */
  readonly vmStateStorageClass?: string;
  /**
   * The seccomp profile of launcher pods: `RuntimeDefault`, or the path of a profile below the kubelet's seccomp
   * directory. The path `kubevirt/kubevirt.json` is KubeVirt's own profile; it turns the feature gate
   * KubevirtSeccompProfile on, by which that file is installed on every node. Tenants that enforce the pod security
   * level `restricted` need a profile.
   * @default - none, upstream's
   */
  readonly seccompProfile?: string;
  /**
   * How many virt-api, virt-controller and other infrastructure pods run, from 1.
   * @default - 2, upstream's
   */
  readonly infraReplicas?: number;
  /**
   * The nodes of virt-api, virt-controller and other infrastructure pods. It takes the place of KubeVirt's requirement
   * of control-plane nodes.
   * @default - control-plane nodes; any Linux node where those are hidden
   */
  readonly infraPlacement?: ComponentPlacement;
  /**
   * The nodes of virt-handler, and so of machines. Machines on a node that is excluded lose their agent: move them away
   * first.
   * @default - all Linux nodes
   */
  readonly workloadPlacement?: ComponentPlacement;
  /**
   * When the images of KubeVirt's components are pulled.
   * @default ImagePullPolicy.IF_NOT_PRESENT - upstream's
   */
  readonly imagePullPolicy?: ImagePullPolicy;
  /**
   * The lifetimes of KubeVirt's own certificates.
   * @default - upstream's
   */
  readonly certificates?: KubeVirtCertificates;
  /**
   * The product that KubeVirt is part of, as a label on its components.
   * @default - none
   */
  readonly productName?: string;
  /**
   * That product's version.
   * @default - KubeVirt's
   */
  readonly productVersion?: string;
  /**
   * KubeVirt's part in that product.
   * @default - "kubevirt"
   */
  readonly productComponent?: string;
}
