import type { Duration } from 'cdk8s';
import type { PoolRisk, ScaleIn, UpdateStrategy } from './pool-strategies';
import type { VirtualMachinePoolSpec } from '../../imports/pool.kubevirt.io';
import type { BootImage } from '../images/boot-image';
import type { CloudInit } from '../machines/cloud-init';
import type { BlankDisk, BootDisk } from '../machines/disk';
import type { MachinePreference } from '../machines/machine-preference';
import type { MachineSize } from '../machines/machine-size';
import type { MultusNetwork, PodNetworkBinding } from '../machines/network';
import type { SshKeys } from '../machines/ssh-keys';
import type { Architecture, EvictionStrategy, RunStrategy } from '../machines/strategies';
import type { SchedulingPolicy } from '../scheduling/scheduling-policy';
import type { DeepPartial } from '../toolkit/merge';

/** Who sets the number of a pool's members, when it is not the program. */
export interface ExternalScaling {
  /** Who it is, such as `HorizontalPodAutoscaler workers`. */
  readonly by: string;
  /** How many members there will be at most; what the tenant's quota is checked with. */
  readonly maxReplicas: number;
}

/** References whose names get a member's number appended: `-0` for the first member. */
export interface IndexedReferences {
  /**
   * Secrets of volumes, those of cloud-init among them: each member has a Secret of its own.
   * @default false
   */
  readonly secrets?: boolean;
  /**
   * ConfigMaps of volumes.
   * @default false
   */
  readonly configMaps?: boolean;
}

/** N equal machines of a tenant. */
export interface WorkerPoolProps {
  /**
   * How many members there are: a whole number. Always written, for KubeVirt takes a missing number for 1 and deletes the rest.
   * @default - none; then `externallyScaled` must say who sets it
   */
  readonly replicas?: number;
  /**
   * Who sets the number of members instead of the program. The YAML then carries none, and never may have: dropping it from a pool
   * that had it makes the pool shrink to 1.
   * @default - nobody; `replicas` says it
   */
  readonly externallyScaled?: ExternalScaling;
  /** How much CPU and memory each member has. */
  readonly size: MachineSize;
  /** The image that each member boots from a clone of. */
  readonly image: BootImage;
  /**
   * The pool's name. It is its identity: a pool of another name is another pool, and the old one is deleted with its machines.
   * Members are called `<name>-<number>`, disks `<name>-<disk>-<number>`, so it has at most 58 characters.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * What guests prefer where their machine leaves a choice.
   * @default - none
   */
  readonly preference?: MachinePreference;
  /**
   * When members run.
   * @default RunStrategy.ALWAYS - a pool counts machines that exist, not those that run, so a worker that shuts down would be missing for ever
   */
  readonly runStrategy?: RunStrategy;
  /**
   * The boot disk.
   * @default - of the image's size, in the cluster's default storage class
   */
  readonly bootDisk?: BootDisk;
  /**
   * Up to three further disks, which are blank. Each member has its own.
   * @default [] - none
   */
  readonly extraDisks?: BlankDisk[];
  /**
   * How members are connected to the pod network. With a bridge goes the annotation that lets them be live-migrated.
   * @default PodNetworkBinding.BRIDGE - so that each Kubernetes node has an address of its own; choose MASQUERADE for machines that are no nodes
   */
  readonly podNetwork?: PodNetworkBinding;
  /**
   * Multus networks, in the order in which the guest sees them after the pod network.
   * @default [] - none
   */
  readonly networks?: MultusNetwork[];
  /**
   * Whether network interfaces have a queue for each vCPU.
   * @default - what the preference says, or not
   */
  readonly networkInterfaceMultiqueue?: boolean;
  /**
   * What guests are configured with when they first boot.
   * @default - nothing
   */
  readonly cloudInit?: CloudInit;
  /**
   * Ignition data as JSON, for Flatcar and Fedora CoreOS. It ends up in an annotation that everyone who may read machines can read, so
   * it must hold no secret. Turns on the feature gate ExperimentalIgnitionSupport.
   * @default - none
   */
  readonly ignition?: string;
  /**
   * SSH public keys that open the members.
   * @default [] - none
   */
  readonly sshKeys?: SshKeys[];
  /**
   * Names that get a member's number appended.
   * @default - none; all members share their Secrets and ConfigMaps
   */
  readonly indexedReferences?: IndexedReferences;
  /**
   * Where members may run.
   * @default - anywhere
   */
  readonly scheduling?: SchedulingPolicy;
  /**
   * What happens to members when their node is drained.
   * @default EvictionStrategy.LIVE_MIGRATE_IF_POSSIBLE - the drain never hangs; KubeVirt's own default shuts members down
   */
  readonly evictionStrategy?: EvictionStrategy;
  /**
   * Which controller acts when a member's node is drained; needed with the eviction strategy `EXTERNAL`, for without one the drain waits for ever.
   * @default - none
   */
  readonly evictionHandler?: string;
  /**
   * How long a guest may take to shut down before it is switched off.
   * @default Duration.seconds(180) - time for a node to end its pods; KubeVirt's own default is 30 seconds
   */
  readonly terminationGracePeriod?: Duration;
  /**
   * What a change of the template does to members.
   * @default UpdateStrategy.OPPORTUNISTIC - running guests go on; KubeVirt's own default restarts all of them at once
   */
  readonly updateStrategy?: UpdateStrategy;
  /**
   * How many members a proactive update may take down at once: a whole number, or a percentage such as `25%`.
   * @default 1 - KubeVirt's own default is all
   */
  readonly maxUnavailable?: number | string;
  /**
   * How the pool gets smaller.
   * @default - the highest numbers go first and their disks stay; KubeVirt's own default is random and with the disks
   */
  readonly scaleIn?: ScaleIn;
  /**
   * Whether the members' disks hold nothing that matters: then they go with a member that is scaled away, and the pool is deleted when it
   * vanishes from the bundle.
   * @default false
   */
  readonly stateless?: boolean;
  /**
   * The members' architecture. Written, it keeps GitOps from seeing what KubeVirt would fill in.
   * @default - the cluster's
   */
  readonly architecture?: Architecture;
  /**
   * The members' machine type, such as `pc-q35-rhel9.6.0`. Written, a member that is made later is built like those before.
   * @default - what the preference says, or the cluster's default at the time when a member is made
   */
  readonly machineType?: string;
  /**
   * The DNS subdomain of the members, under which a headless service of that name resolves each.
   * @default - none
   */
  readonly subdomain?: string;
  /**
   * Labels of the pool, its machines, their instances and pods. Running members get them when they next start.
   * @default {} - none but the one that tells the members of a pool
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the members' instances, where KubeVirt looks for them.
   * @default {} - none but those that KubeVirt needs
   */
  readonly annotations?: { [key: string]: string };
  /**
   * What is known to destroy data or the controller and is wanted nevertheless.
   * @default [] - nothing: it is refused, in overrides too
   */
  readonly acceptRisks?: PoolRisk[];
  /**
   * What has no prop of its own: any part of the pool's spec, laid over what the props make. Objects are merged, lists and single
   * values replaced, `null` removes.
   * @default - nothing
   * @jsii ignore
   */
  readonly overrides?: DeepPartial<VirtualMachinePoolSpec>;
}
