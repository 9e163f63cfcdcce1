import type { Duration, Size } from 'cdk8s';
import type { MediatedDevices, PermittedHostDevices } from './host-devices';
import type { ImagePullPolicy } from '../../machines/disks/image-pull-policy';
import type { PodNetworkBinding } from '../../machines/networks/network-binding';
import type { EvictionStrategy } from '../../machines/strategies';
import type { ComponentPlacement } from '../operators/operator-options';

/** What happens on removal of the KubeVirt or CDI custom resource while there are machines or disks. */
export enum UninstallStrategy {
  /** The removal is refused. */
  BLOCK_UNINSTALL_IF_WORKLOADS_EXIST = 'BlockUninstallIfWorkloadsExist',
  /** All machines or DataVolumes are deleted. */
  REMOVE_WORKLOADS = 'RemoveWorkloads',
}

/** How running machines get a new launcher, or resources that were changed in their spec. */
export enum WorkloadUpdateMethod {
  /** Machines are live-migrated, and those that cannot be migrated stay as they are. */
  LIVE_MIGRATE = 'LiveMigrate',
  /** Machines are shut down, in batches. */
  EVICT = 'Evict',
}

/** What happens to a running machine when its spec changes. */
export enum VmRolloutStrategy {
  /** Changes that are possible while the machine runs are applied at once. */
  LIVE_UPDATE = 'LiveUpdate',
  /** Every change waits for the next restart. */
  STAGE = 'Stage',
}

/** How long a certificate is valid, and when its successor is issued. */
export interface CertificateLifetime {
  /** How long the certificate is valid. */
  readonly duration: Duration;
  /** How long before its expiry the next one is issued. At most its whole lifetime. */
  readonly renewBefore: Duration;
}

/** The lifetimes of the certificates that KubeVirt signs for its own components. */
export interface KubeVirtCertificates {
  /**
   * The certificate authority.
   * @default - 7 days, renewed when a fifth is left, upstream's default
   */
  readonly ca?: CertificateLifetime;
  /**
   * The components' certificates. They cannot outlive the authority.
   * @default - 24 hours, renewed when a fifth is left, upstream's default
   */
  readonly server?: CertificateLifetime;
}

/** How live migrations run in the whole cluster. */
export interface MigrationConfig {
  /**
   * How many migrations run at a time.
   * @default 5 - upstream's default
   */
  readonly parallelMigrationsPerCluster?: number;
  /**
   * How many migrations leave one node at a time.
   * @default 2 - upstream's default
   */
  readonly parallelOutboundMigrationsPerNode?: number;
  /**
   * The maximum that one migration may send per second, such as `Size.mebibytes(64)` or `64Mi`.
   * @default - no limit
   */
  readonly bandwidthPerMigration?: Size | string;
  /**
   * How long a migration may take for each GiB of memory and disk. A whole number of seconds.
   * @default - 150 seconds, upstream's default
   */
  readonly completionTimeoutPerGiB?: Duration;
  /**
   * How long a migration may make no progress before it is aborted.
   * @default - 150 seconds, upstream's default
   */
  readonly progressTimeout?: Duration;
  /**
   * Whether a guest may be slowed down until its migration converges.
   * @default false - upstream's default
   */
  readonly allowAutoConverge?: boolean;
  /**
   * Whether a guest may resume on its target before all memory is copied. If a node fails in the meantime, the guest is
   * lost.
   * @default false - upstream's default
   */
  readonly allowPostCopy?: boolean;
  /**
   * The NetworkAttachmentDefinition in KubeVirt's namespace that migrations use, such as a `NetworkAttachment` whose
   * `namespaceName` is that. virt-handler does not start before it exists.
   * @default - the pod network
   */
  readonly network?: string;
  /**
   * How long a guest may be paused at the end of its migration, up to 2,000 seconds. From KubeVirt v1.9 on; turns on
   * the feature gate MigrationStallDetection.
   * @default - 900 milliseconds, upstream's default
   */
  readonly maxDowntime?: Duration;
}

/** The most used settings of the KubeVirt custom resource. Use the cluster's `overrides.kubevirt` for all others. */
export interface KubeVirtConfig {
  /**
   * What happens when a node is drained to machines that have no eviction strategy of their own. It is copied into a
   * machine when it starts.
   * @default EvictionStrategy.LIVE_MIGRATE_IF_POSSIBLE - upstream's default `None` lets a drain shut down machines that
   * could have been migrated, and with `LiveMigrate` machines that cannot be migrated block drains permanently
   */
  readonly evictionStrategy?: EvictionStrategy;
  /**
   * How running machines get a new launcher after an upgrade, and cores and memory that were added to their spec.
   * @default [WorkloadUpdateMethod.LIVE_MIGRATE] - upstream's default, an empty list, never migrates them, so added
   * cores or memory have no effect
   */
  readonly workloadUpdateMethods?: WorkloadUpdateMethod[];
  /**
   * How many machines are evicted at a time with the method `Evict`.
   * @default 10 - upstream's default
   */
  readonly batchEvictionSize?: number;
  /**
   * The time between two batches of evictions.
   * @default - 1 minute, upstream's default
   */
  readonly batchEvictionInterval?: Duration;
  /**
   * What happens on removal of the KubeVirt custom resource while there are machines.
   * @default UninstallStrategy.BLOCK_UNINSTALL_IF_WORKLOADS_EXIST - upstream's default deletes every machine of the
   * cluster
   */
  readonly uninstallStrategy?: UninstallStrategy;
  /**
   * How live migrations run.
   * @default - upstream's defaults
   */
  readonly migrations?: MigrationConfig;
  /**
   * Whether changes to a running machine are applied at once, if possible, or wait for its restart.
   * @default - upstream's default: live updates
   */
  readonly vmRolloutStrategy?: VmRolloutStrategy;
  /**
   * Whether guests are emulated in software on nodes without hardware virtualisation. This is slow; use it for test
   * clusters.
   * @default false - upstream's default
   */
  readonly useEmulation?: boolean;
  /**
   * How many virtual cores share one requested core, for machines without CPU requests of their own.
   * @default 10 - upstream's default
   */
  readonly cpuAllocationRatio?: number;
  /**
   * The guest's memory as a percentage of what its pod requests, at least 10. Above 100, nodes may run out of memory.
   * @default 100 - upstream's default
   */
  readonly memoryOvercommit?: number;
  /**
   * A factor for KubeVirt's estimate of a machine's memory overhead, at least 1.
   * @default - 1, upstream's default
   */
  readonly additionalGuestMemoryOverheadRatio?: number;
  /**
   * The binding to the pod network for machines without one of their own: `BRIDGE` or `MASQUERADE`.
   * @default - bridge, upstream's default
   */
  readonly defaultNetworkInterface?: PodNetworkBinding;
  /**
   * The storage class for TPM and EFI state that survives a restart.
   * @default - the cluster's default class
   */
  readonly vmStateStorageClass?: string;
  /**
   * The seccomp profile of launcher pods: `RuntimeDefault`, or the path of a profile below the kubelet's seccomp
   * directory. The path `kubevirt/kubevirt.json` is KubeVirt's own profile; it turns on the feature gate
   * KubevirtSeccompProfile, which installs that file on every node. Tenants that enforce the pod security level
   * `restricted` need a profile.
   * @default - none, upstream's default
   */
  readonly seccompProfile?: string;
  /**
   * The devices of nodes that machines may get.
   * @default - not restricted by KubeVirt, which offers none itself: device plugins of others may
   */
  readonly permittedHostDevices?: PermittedHostDevices;
  /**
   * The mediated devices, such as vGPUs, that KubeVirt creates on nodes. Machines get those that `permittedHostDevices`
   * names.
   * @default - none
   */
  readonly mediatedDevices?: MediatedDevices;
  /**
   * How many virt-api, virt-controller and other infrastructure pods run, at least 1.
   * @default - 2, upstream's default
   */
  readonly infraReplicas?: number;
  /**
   * The nodes of virt-api, virt-controller and other infrastructure pods. It replaces KubeVirt's requirement of
   * control-plane nodes.
   * @default - control-plane nodes; any Linux node if those are hidden
   */
  readonly infraPlacement?: ComponentPlacement;
  /**
   * The nodes of virt-handler, and so of machines. Machines on a node that is excluded lose virt-handler: migrate them
   * first.
   * @default - all Linux nodes
   */
  readonly workloadPlacement?: ComponentPlacement;
  /**
   * When the images of KubeVirt's components are pulled.
   * @default ImagePullPolicy.IF_NOT_PRESENT - upstream's default
   */
  readonly imagePullPolicy?: ImagePullPolicy;
  /**
   * The lifetimes of KubeVirt's own certificates.
   * @default - upstream's defaults
   */
  readonly certificates?: KubeVirtCertificates;
  /**
   * The product that KubeVirt is part of, as a label on its components.
   * @default - none
   */
  readonly productName?: string;
  /**
   * The version of that product.
   * @default - KubeVirt's
   */
  readonly productVersion?: string;
  /**
   * KubeVirt's role in that product.
   * @default - "kubevirt"
   */
  readonly productComponent?: string;
}
