import type { Size } from 'cdk8s';
import type { NetworkPort, NetworkSource } from '../network-rule';

/** What makes the machines of a tenant's Kubernetes cluster, from outside of the bundle. */
export enum WorkerController {
  /** Nothing: the machines are in the bundle, as members of pools, or made by hand. */
  NONE = 'none',
  /** Kubermatic's machine-controller, of MachineDeployments in the tenant's own cluster. */
  MACHINE_CONTROLLER = 'machine-controller',
  /**
   * Cluster API's provider for KubeVirt in another cluster, by `infraClusterSecretRef`. A provider that runs in the
   * infra cluster itself has rights of its own; choose `NONE` for it.
   */
  CLUSTER_API = 'cluster-api',
}

/** How a controller proves that it is a service account of the infra cluster. */
export enum AccountToken {
  /**
   * By tokens that end, which someone requests for it: the kubelet for a controller that runs in the tenant's
   * namespace, or `kubectl create token`. The bundle holds no Secret.
   */
  BOUND = 'bound',
  /**
   * By a token that never ends, which Kubernetes writes into a Secret of the account's name. Whoever may create
   * machines in the namespace can read it.
   */
  SECRET = 'secret',
}

/** The cloud controller manager of KubeVirt's cloud provider, which runs for one Kubernetes cluster. */
export interface TenantCloudController {
  /**
   * Whether it makes load balancers (`loadBalancer.enabled` of its configuration): a Service of the infra cluster for
   * each one of the tenant's cluster.
   * @default true - the cloud provider's own default
   */
  readonly loadBalancers?: boolean;
  /**
   * Who may connect to what load balancers open: from outside, node ports of the workers.
   * @default - nobody, so load balancers reach no machine unless `isolation.ingress` opens it
   */
  readonly reachableFrom?: NetworkSource;
  /**
   * The node ports of the tenant's cluster, which load balancers lead to. They are opened for TCP and UDP, so leave its
   * protocol out.
   * @default { port: 30000, endPort: 32767 } - Kubernetes' own default
   */
  readonly nodePorts?: NetworkPort;
  /**
   * Whether it reads the nodes of the infra cluster for the zone and region of machines
   * (`instancesV2.zoneAndRegionEnabled`). Nodes are not in a namespace; see `clusterReads`.
   * @default true - the cloud provider's own default
   */
  readonly zones?: boolean;
  /**
   * Whether its controller of EndpointSlices runs, which leads load balancers with the external traffic policy `Local`
   * to the right machines.
   * @default false - the cloud provider does not run it by default
   */
  readonly endpointSlices?: boolean;
}

/** The controller of KubeVirt's CSI driver, which runs for one Kubernetes cluster. */
export interface TenantCsiDriver {
  /**
   * Whether it makes snapshots of volumes.
   * @default false
   */
  readonly snapshots?: boolean;
  /**
   * Whether it makes volumes larger.
   * @default false
   */
  readonly expansion?: boolean;
  /**
   * The storage classes of the infra cluster that it may use. They are written into a ConfigMap of the account's name,
   * in the form that the driver's controller reads (`driver-config` in upstream's manifest).
   * @default - every class, and no ConfigMap
   */
  readonly storageClasses?: TenantStorageClass[];
  /**
   * The volumes for which the tenant's quota has room. The program cannot know how many there will be.
   * @default - none, so volumes fit into a quota only by chance
   */
  readonly room?: TenantVolumeRoom;
}

/** Room in a tenant's quota for the volumes of a CSI driver. */
export interface TenantVolumeRoom {
  /**
   * The number of volumes. Each counts as a claim and a DataVolume, and as a pod: KubeVirt plugs volumes by pods of its
   * own, one for each machine that has any.
   */
  readonly volumes: number;
  /** The size of one volume: a `Size`, or a Kubernetes quantity such as `20Gi`. */
  readonly capacity: Size | string;
  /**
   * Their storage class in the infra cluster.
   * @default - the cluster's default class
   */
  readonly storageClassName?: string;
}

/** A storage class of the infra cluster that a tenant's Kubernetes cluster may use. */
export interface TenantStorageClass {
  /** The name of the class in the infra cluster. */
  readonly name: string;
  /**
   * Whether it becomes the default class of the tenant's cluster.
   * @default false
   */
  readonly isDefault?: boolean;
  /**
   * VolumeSnapshotClasses of the infra cluster that snapshots of such volumes may have. They need `snapshots`. Without
   * any, the driver refuses snapshots of such volumes; `[]` says that this is meant.
   * @default [] - none
   */
  readonly snapshotClasses?: string[];
  /**
   * What happens to a volume when its claim in the tenant's cluster is deleted, as Kubermatic writes it.
   * @default - Kubermatic's
   */
  readonly reclaimPolicy?: ReclaimPolicy;
  /**
   * Whether claims in the tenant's cluster can be made larger, as Kubermatic writes it.
   * @default - Kubermatic's
   */
  readonly allowVolumeExpansion?: boolean;
  /**
   * When volumes of the class are made, as Kubermatic writes it.
   * @default - Kubermatic's
   */
  readonly bindingMode?: VolumeBindingMode;
  /**
   * What the class is for, as Kubermatic reads it.
   * @default - disks of machines, and volumes of the tenant's cluster
   */
  readonly usedFor?: StorageUse;
}

/** What becomes of a volume whose claim is deleted. */
export enum ReclaimPolicy {
  DELETE = 'Delete',
  RETAIN = 'Retain',
}

/** When the volume of a claim is made. */
export enum VolumeBindingMode {
  IMMEDIATE = 'Immediate',
  /** When a pod uses the claim. */
  WAIT_FOR_FIRST_CONSUMER = 'WaitForFirstConsumer',
}

/** What a storage class of the infra cluster is for, in Kubermatic's words. */
export enum StorageUse {
  /** Disks of machines alone. */
  MACHINES = 'infra-csi-driver',
  /** Volumes of the tenant's cluster alone. */
  VOLUMES = 'kubevirt-csi-driver',
}

/**
 * A Kubernetes cluster whose nodes are machines of a tenant. Each of its controllers gets a service account with the
 * rights that its source needs, and no others (docs/reference/tenant-cluster-rights.md).
 */
export interface TenantKubernetes {
  /**
   * The cluster's name: the value of the label `cluster.x-k8s.io/cluster-name` of its machines, and what the cloud
   * controller gets as `--cluster-name`. Names of accounts begin with it.
   * @default - the tenant's id
   */
  readonly name?: string;
  /**
   * What makes the machines, from outside of the bundle.
   * @default WorkerController.NONE - they are in the bundle
   */
  readonly workers?: WorkerController;
  /**
   * Secrets of the namespace whose content machine-controller sends to image servers as headers, by name
   * (`extraHeadersSecretRef`). Other Secrets it cannot read.
   * @default [] - none
   */
  readonly imageHeaderSecrets?: string[];
  /**
   * The cloud controller manager, which makes load balancers and tells nodes their addresses.
   * @default - none
   */
  readonly cloudController?: TenantCloudController;
  /**
   * The controller of the CSI driver, which plugs volumes into machines. It turns on the feature gate for that.
   * @default - none
   */
  readonly csiDriver?: TenantCsiDriver;
  /**
   * How the controllers prove who they are.
   * @default AccountToken.BOUND - tokens that end, and no Secret
   */
  readonly token?: AccountToken;
  /**
   * Whether the bundle gives the controllers what they read in the whole infra cluster: nodes, volumes, storage classes
   * and their profiles, cluster-wide sizes. ClusterRoles are written with the platform, not with the tenant. If false,
   * the admin of the platform gives these rights, and an information says which.
   * @default false - what reaches beyond the namespace is the choice of the platform's admin
   */
  readonly clusterReads?: boolean;
}
