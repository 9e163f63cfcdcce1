import type { Duration, Size } from 'cdk8s';
import type { PreferredDevices } from './preferred-devices';
import type { VirtualMachinePreferenceSpec } from '../../imports/instancetype.kubevirt.io';
import type { MachineClock } from '../machines/guest/clock';
import type { MachineFeatures } from '../machines/guest/features';
import type { Firmware } from '../machines/guest/firmware';
import type { Guest } from '../machines/guest/guest';
import type { LaunchSecurity } from '../machines/guest/launch-security';
import type { CpuFeature } from '../machines/size/cpu-feature';
import type { Architecture } from '../machines/strategies';
import type { DeepPartial } from '../toolkit/merge';

/** How the vCPUs of a machine with an instancetype become sockets, cores and threads. */
export enum CpuTopology {
  /** Each vCPU is a socket, KubeVirt's default. KubeVirt hotplugs CPUs by the socket. */
  SOCKETS = 'sockets',
  /** Each vCPU is a core of one socket. */
  CORES = 'cores',
  /** Each vCPU is a thread of one core. */
  THREADS = 'threads',
  /** As `cpuSpread` says. */
  SPREAD = 'spread',
  /** As SOCKETS, but for a machine without instancetype requirements count sockets, cores and threads. */
  ANY = 'any',
}

/** What vCPUs are spread across. */
export enum SpreadAcross {
  SOCKETS_CORES = 'SocketsCores',
  /** One core has two threads, so the ratio is 2. */
  CORES_THREADS = 'CoresThreads',
  /** One core has two threads, and `ratio` is that of sockets to cores. */
  SOCKETS_CORES_THREADS = 'SocketsCoresThreads',
}

/** How vCPUs are spread, only with the topology SPREAD. */
export interface CpuSpread {
  /**
   * What they are spread across.
   * @default - KubeVirt's own: SpreadAcross.SOCKETS_CORES
   */
  readonly across?: SpreadAcross;
  /**
   * How many of the lower part there are for each of the upper one: a whole number, at least 1. The vCPUs of an
   * instancetype must be a multiple of it.
   * @default - KubeVirt's own: 2
   */
  readonly ratio?: number;
}

/** What a machine must have, so that KubeVirt accepts it with the preference. */
export interface PreferenceRequirements {
  /**
   * The number of vCPUs: a whole number, at least 1.
   * @default - any
   */
  readonly cpu?: number;
  /**
   * The memory, such as `Size.gibibytes(2)` or `"2Gi"`.
   * @default - any
   */
  readonly memory?: Size | string;
  /**
   * The CPU architecture.
   * @default - any
   */
  readonly architecture?: Architecture;
}

/** Props of what guests prefer. */
export interface PreferenceProps {
  /**
   * The object's name. A name of the preferences that KubeVirt brings itself, such as `ubuntu`, is not possible for a
   * cluster-wide one: virt-operator would overwrite it.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Whether the name ends in a hash of the content, such as `db-3f9a1c2b`, so that a changed preference is another
   * object, and Git shows which machines get it.
   * @default false - the name is as given
   */
  readonly nameByContent?: boolean;
  /**
   * The operating system, whose needs the preference gets: requirements, clock, Hyper-V, firmware and devices. Other
   * props have precedence. What only a machine can have, such as a CD-ROM with drivers, is left out.
   * @default - any
   */
  readonly guest?: Guest;
  /**
   * What a machine must have, in place of what the guest requires.
   * @default - what the guest requires, otherwise nothing
   */
  readonly requirements?: PreferenceRequirements;
  /**
   * How the vCPUs of an instancetype become sockets, cores and threads.
   * @default - KubeVirt's own: CpuTopology.SOCKETS
   */
  readonly cpuTopology?: CpuTopology;
  /**
   * How vCPUs are spread, only with `CpuTopology.SPREAD`.
   * @default - KubeVirt's own: across sockets and cores, with a ratio of 2
   */
  readonly cpuSpread?: CpuSpread;
  /**
   * Features of the CPU that the guest sees, or does not see.
   * @default [] - those of the model
   */
  readonly cpuFeatures?: CpuFeature[];
  /**
   * What the guest's clock shows when it starts.
   * @default - UTC
   */
  readonly clock?: MachineClock;
  /**
   * What the virtual hardware is able to do. `hyperVPassthrough` is not possible.
   * @default - as the guest needs it
   */
  readonly features?: MachineFeatures;
  /**
   * What the machine starts with: BIOS or UEFI.
   * @default - as the guest needs it
   */
  readonly firmware?: Firmware;
  /**
   * Devices and their buses.
   * @default - as the guest needs them
   */
  readonly devices?: PreferredDevices;
  /**
   * The machine type, such as `q35`.
   * @default - the cluster's
   */
  readonly machineType?: string;
  /**
   * The CPU architecture of machines that state none.
   * @default - the cluster's
   */
  readonly architecture?: Architecture;
  /**
   * What keeps the node from reading the guest's memory, from KubeVirt v1.9.0 on.
   * @default - nothing
   */
  readonly launchSecurity?: LaunchSecurity;
  /**
   * The DNS subdomain of machines.
   * @default - none
   */
  readonly subdomain?: string;
  /**
   * How long the guest may take to shut down before it is switched off. The machines of this library state it
   * themselves.
   * @default - as the guest needs it, otherwise 30 seconds
   */
  readonly terminationGracePeriod?: Duration;
  /**
   * The StorageClass of disks that state none.
   * @default - the cluster's default class
   */
  readonly storageClassName?: string;
  /**
   * Annotations that instances of machines get.
   * @default {} - those that the guest needs
   */
  readonly machineAnnotations?: { [key: string]: string };
  /**
   * Labels of the object, in addition to those that name the cluster and the tenant.
   * @default {} - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the object, in addition to those that keep it.
   * @default {} - none
   */
  readonly annotations?: { [key: string]: string };
  /**
   * Other fields of the spec, merged over what the props make. Objects are merged, lists and scalars replaced, `null`
   * removes.
   * @default - none
   * @jsii ignore
   */
  readonly overrides?: DeepPartial<VirtualMachinePreferenceSpec>;
}
