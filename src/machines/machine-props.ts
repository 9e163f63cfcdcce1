import type { Duration } from 'cdk8s';
import type { Boot } from './disks/boot';
import type { BootImage } from './disks/boot-image';
import type { BlankDisk, BootDisk } from './disks/disk';
import type { MachineVolume } from './disks/machine-volume';
import type { MachineClock } from './guest/clock';
import type { DeviceClaim, MachineGpu, MachineHostDevice } from './guest/devices';
import type { MachineFeatures } from './guest/features';
import type { Firmware } from './guest/firmware';
import type { Guest } from './guest/guest';
import type { GuestDevices } from './guest/guest-devices';
import type { GuestPasswords } from './guest/guest-passwords';
import type { LaunchSecurity } from './guest/launch-security';
import type { MachineProbe } from './guest/probe';
import type { InterfaceModel } from './networks/interface-model';
import type { PodInterface } from './networks/interface-options';
import type { MachineDns } from './networks/machine-dns';
import type { MultusNetwork } from './networks/network';
import type { PodNetworkBinding } from './networks/network-binding';
import type { IoThreads } from './size/io-threads';
import type { MachinePreference } from './size/machine-preference';
import type { MachineSize } from './size/machine-size';
import type { Architecture, EvictionStrategy, RunStrategy } from './strategies';
import type { CloudInit } from './user-data/cloud-init';
import type { SshKeys } from './user-data/ssh-keys';
import type { VirtualMachineSpec } from '../../imports/kubevirt.io';
import type { DeepPartial } from '../toolkit/merge';

/** Props of every machine, whichever kind of object creates it. */
export interface MachineProps {
  /** The CPU and memory of the machine. */
  readonly size: MachineSize;
  /**
   * The operating system in the machine: it decides about what the other props leave open, such as buses, firmware,
   * clock and Hyper-V.
   * @default - any; virtio disks and network interfaces, otherwise what KubeVirt chooses
   */
  readonly guest?: Guest;
  /**
   * What the machine starts with.
   * @default - as the guest needs it; otherwise as the preference says, or BIOS on amd64 and UEFI on arm64
   */
  readonly firmware?: Firmware;
  /**
   * What the virtual hardware is able to do. Single features have precedence over those of the guest.
   * @default - as the guest needs it
   */
  readonly features?: MachineFeatures;
  /**
   * What the guest's clock shows when it starts. The timers are as the guest needs them.
   * @default - UTC
   */
  readonly clock?: MachineClock;
  /**
   * Devices that the guest sees, other than disks, network interfaces and devices of its node.
   * @default - as the guest needs them
   */
  readonly devices?: GuestDevices;
  /**
   * The threads that do the I/O of disks. With an instancetype that says so too, KubeVirt refuses the machine.
   * @default - QEMU's main thread
   */
  readonly ioThreads?: IoThreads;
  /**
   * What keeps the node from reading the guest's memory.
   * @default - nothing
   */
  readonly launchSecurity?: LaunchSecurity;
  /**
   * How Kubernetes learns whether the machine is ready for the traffic of its services.
   * @default - the machine is ready while it runs
   */
  readonly readinessProbe?: MachineProbe;
  /**
   * How Kubernetes learns whether the guest is alive. If it is not, the machine is stopped, and restarted as the run
   * strategy says.
   * @default - the guest is alive while it runs
   */
  readonly livenessProbe?: MachineProbe;
  /**
   * What the guest prefers where its machine leaves a choice. It has no effect on what `guest` and other props write.
   * @default - none
   */
  readonly preference?: MachinePreference;
  /**
   * When the machine runs.
   * @default - for a pool RunStrategy.ALWAYS: it counts machines that exist, not those that run, so a worker that shuts
   * down would stay missing; for a single machine RunStrategy.RERUN_ON_FAILURE, so that `virtctl start` and `stop` do
   * not change what Git says
   */
  readonly runStrategy?: RunStrategy;
  /**
   * The image that the machine boots a clone of. Each machine has its own clone, which is deleted with it.
   * @default - none; then `boot` is required
   */
  readonly image?: BootImage;
  /**
   * What the machine boots from, if it is not a clone of an image: an import of its own, a container disk, a disk that
   * exists apart from it, or an installation medium.
   * @default - none; then `image` is required
   */
  readonly boot?: Boot;
  /**
   * How the boot disk is stored, and how the guest sees it. What it is stored on has no meaning for a disk that exists
   * apart from the machine.
   * @default - as large as the image, in its storage class, or else in the cluster's default one
   */
  readonly bootDisk?: BootDisk;
  /**
   * Further disks, which are blank. Each machine has its own.
   * @default [] - none
   */
  readonly extraDisks?: BlankDisk[];
  /**
   * Further volumes: disks that exist apart from the machine, temporary ones, and files for the guest.
   * @default [] - none
   */
  readonly volumes?: MachineVolume[];
  /**
   * How the machine is connected to the pod network. With a bridge, the annotation that permits live migration is
   * written too, unless the eviction strategy is `NONE`.
   * @default - for a pool PodNetworkBinding.BRIDGE, so that each Kubernetes node has an address of its own; for a
   * single machine and a replica set PodNetworkBinding.MASQUERADE: such a machine can be live-migrated, and has IPv6
   * too
   */
  readonly podNetwork?: PodNetworkBinding;
  /**
   * Further properties of the interface on the pod network.
   * @default - as KubeVirt chooses
   */
  readonly podInterface?: PodInterface;
  /**
   * Multus networks, in the order in which the guest sees them after the pod network.
   * @default [] - none
   */
  readonly networks?: MultusNetwork[];
  /**
   * The network card that the guest sees for each network, other than those that are virtual functions.
   * @default - InterfaceModel.E1000E for Windows without virtio drivers; otherwise as the preference says, or
   * InterfaceModel.VIRTIO
   */
  readonly interfaceModel?: InterfaceModel;
  /**
   * Whether network interfaces have a queue for each vCPU.
   * @default - as the preference says; otherwise not
   */
  readonly networkInterfaceMultiqueue?: boolean;
  /**
   * GPUs and vGPUs of the node. The machine cannot be live-migrated, except with a single vGPU from KubeVirt v1.9 on,
   * if `featureGates` of the cluster names VGPULiveMigration.
   * @default [] - none
   */
  readonly gpus?: MachineGpu[];
  /**
   * Other devices of the node, on PCI, as mediated devices or on USB. The machine cannot be live-migrated. Turns on the
   * feature gate HostDevices.
   * @default [] - none
   */
  readonly hostDevices?: MachineHostDevice[];
  /**
   * Claims of devices, for `gpus` and `hostDevices` with a `claim`. Kubernetes must serve `resource.k8s.io`, and its
   * nodes must have a driver.
   * @default [] - none
   */
  readonly deviceClaims?: DeviceClaim[];
  /**
   * The configuration of the guest at its first boot.
   * @default - none
   */
  readonly cloudInit?: CloudInit;
  /**
   * Ignition data as JSON, for Flatcar and Fedora CoreOS. It is written to an annotation, which everyone who may read
   * machines can read, so it must not contain secrets. Turns on the feature gate ExperimentalIgnitionSupport. The
   * annotation `kubevirt.io/placePCIDevicesOnRootComplex` is written too: without it KubeVirt loses the data before the
   * guest starts. Such a machine has no free PCI ports, so network interfaces and virtio disks cannot be plugged into
   * it while it runs; SCSI disks can.
   * @default - none
   */
  readonly ignition?: string;
  /**
   * SSH public keys that may log in to the machine.
   * @default [] - none
   */
  readonly sshKeys?: SshKeys[];
  /**
   * Passwords of users of the guest, which the guest agent sets.
   * @default [] - none
   */
  readonly passwords?: GuestPasswords[];
  /**
   * What happens to the machine when its node is drained.
   * @default EvictionStrategy.LIVE_MIGRATE_IF_POSSIBLE - a drain waits until a machine that can be live-migrated has
   * moved, and shuts down others; KubeVirt's own default shuts down all of them
   */
  readonly evictionStrategy?: EvictionStrategy;
  /**
   * The controller that acts when the machine's node is drained. Name it for the eviction strategy `EXTERNAL`: without
   * such a controller, the drain never ends, so there is a warning.
   * @default - none
   */
  readonly evictionHandler?: string;
  /**
   * How long the guest may take to shut down before it is switched off.
   * @default Duration.seconds(180) - enough for a Kubernetes node to end its pods; with Windows
   * Duration.hours(1), because it may install updates; KubeVirt's own default is 30 seconds
   */
  readonly terminationGracePeriod?: Duration;
  /**
   * The machine's CPU architecture. If it is set, GitOps tools see no difference from what KubeVirt would fill in.
   * @default - the cluster's
   */
  readonly architecture?: Architecture;
  /**
   * The machine type, such as `pc-q35-rhel9.6.0`. If it is set, machines that are created later get the same type.
   * @default - as the preference says; otherwise the cluster's default when a machine is created
   */
  readonly machineType?: string;
  /**
   * The DNS subdomain of the machine. With a headless Service of that name, other pods find the machine by
   * `<host name>.<subdomain>`.
   * @default - none
   */
  readonly subdomain?: string;
  /**
   * Whether the headless Service of the `subdomain` is written too. It selects these machines alone, has no ports and
   * opens nothing: the isolation of tenants is as before. Let one machine write it if several have the same subdomain,
   * and write a Service of your own that selects all of them if each must be found by the subdomain alone.
   * @default false
   */
  readonly subdomainService?: boolean;
  /**
   * Where the machine looks names up.
   * @default - as Kubernetes: in the cluster's DNS
   */
  readonly dns?: MachineDns;
  /**
   * Labels of the machine, its instance and its pod. Members of a pool that exist already get changed ones as the
   * pool's `updateStrategy` says: by default not at all.
   * @default {} - only those that the kind of object needs
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the machine's instance, where KubeVirt reads them.
   * @default {} - only those that KubeVirt needs
   */
  readonly annotations?: { [key: string]: string };
  /**
   * Whether cluster-autoscaler of the infra cluster may drain the node of the machine. Otherwise it never removes a
   * node with a machine, because launchers have directories on their node. If true, an annotation names these as no
   * reason to stay (`cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes`). The drain then does what
   * `evictionStrategy` says, as any other one. A machine with plugged volumes keeps its node nevertheless: the pods
   * with which KubeVirt plugs them have a directory there, too, and no such annotation.
   * @default false - a machine keeps its node until someone drains it
   */
  readonly safeToEvictLocalVolumes?: boolean;
  /**
   * Overrides for parts of the VirtualMachine's spec that have no prop, merged over what the props make. Objects are
   * merged, lists and scalars replaced, `null` removes.
   * @default - none
   * @jsii ignore
   */
  readonly overrides?: DeepPartial<VirtualMachineSpec>;
}
