import type { Size } from 'cdk8s';
import type { VirtualMachineInstancetypeSpec } from '../../imports/instancetype.kubevirt.io';
import type { MachineGpu, MachineHostDevice } from '../machines/guest/devices';
import type { LaunchSecurity } from '../machines/guest/launch-security';
import type { IoThreads } from '../machines/size/io-threads';
import type { DeepPartial } from '../toolkit/merge';

/** Props of a size that machines name. */
export interface InstancetypeProps {
  /** Virtual CPUs of the guest: a whole number, at least 1. */
  readonly cpu: number;
  /** The guest's memory, such as `Size.gibibytes(16)` or `"16Gi"`. */
  readonly memory: Size | string;
  /**
   * The object's name. A name of the instancetypes that KubeVirt brings itself, such as `u1.medium`, is not possible
   * for a cluster-wide one: virt-operator would overwrite it.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Whether the name ends in a hash of the content, such as `large-3f9a1c2b`. A changed size is then another object,
   * and Git shows which machines get it. Without it a changed size keeps its name, and machines that exist keep the old
   * content (KubeVirt v1.9.0, pkg/instancetype/revision/store.go).
   * @default false - the name is as given
   */
  readonly nameByContent?: boolean;
  /**
   * The sockets that a running machine can be given at most. A whole number, at least the number of sockets that the
   * machine starts with.
   * @default - four times those, KubeVirt's own
   */
  readonly maxSockets?: number;
  /**
   * The memory that a running machine can be given at most.
   * @default - four times `memory`, KubeVirt's own
   */
  readonly maxMemory?: Size | string;
  /**
   * The CPU model that the guest sees, such as `host-model`, `host-passthrough` or `Cascadelake-Server`.
   * @default - the machine's, or else the cluster's
   */
  readonly cpuModel?: string;
  /**
   * Whether each vCPU gets a core of the node to itself. Needs nodes whose kubelet runs the static CPU manager.
   * @default false
   */
  readonly dedicatedCpus?: boolean;
  /**
   * Whether QEMU's own threads get an additional dedicated core, only with `dedicatedCpus`.
   * @default false
   */
  readonly isolateEmulatorThread?: boolean;
  /**
   * Whether the guest sees the NUMA nodes that its cores and its memory are on. Only with `dedicatedCpus` and
   * `hugepages`.
   * @default false
   */
  readonly numaPassthrough?: boolean;
  /**
   * Whether virtual CPUs have a realtime scheduler. Only with `dedicatedCpus` and `numaPassthrough`, on nodes with a
   * realtime kernel.
   * @default false
   */
  readonly realtime?: boolean;
  /**
   * The virtual CPUs that are realtime ones, such as `0-2,^1`. Only with `realtime`.
   * @default - all
   */
  readonly realtimeMask?: string;
  /**
   * The page size of the huge pages that back the memory, such as `2Mi` or `1Gi`. The memory must be a multiple of it.
   * @default - ordinary pages
   */
  readonly hugepages?: string;
  /**
   * By how many percent the memory that a machine requests from its node is less than the guest's: a whole number from
   * 0 to 100. If guests use more than the node has, machines are killed. Not with `hugepages`.
   * @default 0 - the machine requests all of its memory
   */
  readonly memoryOvercommitPercent?: number;
  /**
   * GPUs and vGPUs of the node.
   * @default [] - none
   */
  readonly gpus?: MachineGpu[];
  /**
   * Other devices of the node, on PCI, as mediated devices or on USB.
   * @default [] - none
   */
  readonly hostDevices?: MachineHostDevice[];
  /**
   * The threads that do the I/O of disks.
   * @default - the machine's, or else QEMU's main thread
   */
  readonly ioThreads?: IoThreads;
  /**
   * What keeps the node from reading the guest's memory. From KubeVirt v1.9.0 on, `launchSecurity` of a `Preference`
   * replaces it.
   * @default - nothing
   */
  readonly launchSecurity?: LaunchSecurity;
  /**
   * Labels that the nodes of machines must have.
   * @default {} - none
   */
  readonly nodeSelector?: { [key: string]: string };
  /**
   * The scheduler that chooses the nodes of machines.
   * @default - Kubernetes' own
   */
  readonly schedulerName?: string;
  /**
   * Annotations that instances of machines get.
   * @default {} - none
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
  readonly overrides?: DeepPartial<VirtualMachineInstancetypeSpec>;
}
