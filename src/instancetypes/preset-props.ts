import type { Domain } from '../../imports/kubevirt.io';
import type { MachineClock } from '../machines/guest/clock';
import type { MachineFeatures } from '../machines/guest/features';
import type { Firmware } from '../machines/guest/firmware';
import type { WatchdogAction } from '../machines/guest/guest-devices';
import type { IoThreads } from '../machines/size/io-threads';
import type { MachineResources } from '../machines/size/machine-resources';
import type { DeepPartial } from '../toolkit/merge';

/** What a preset gives to instances that do not state it themselves. */
export interface VirtualMachineInstancePresetProps {
  /**
   * The labels of the instances that get it. An instance that two presets match and contradict is refused.
   */
  readonly matchLabels: { [key: string]: string };
  /**
   * The name of the VirtualMachineInstancePreset.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * What instances request, if they state no request at all. The guest gets the requested memory.
   * @default - none
   */
  readonly requests?: MachineResources;
  /**
   * Cores per socket, if instances state nothing about their CPU: a whole number, at least 1.
   * @default - none; KubeVirt takes the requested CPU
   */
  readonly cores?: number;
  /**
   * Sockets, with `cores`.
   * @default 1
   */
  readonly sockets?: number;
  /**
   * Threads per core, with `cores`.
   * @default 1
   */
  readonly threads?: number;
  /**
   * The CPU model that guests see, with `cores`.
   * @default - the cluster's
   */
  readonly cpuModel?: string;
  /**
   * What instances start with.
   * @default - none
   */
  readonly firmware?: Firmware;
  /**
   * What the clocks of guests show.
   * @default - none
   */
  readonly clock?: MachineClock;
  /**
   * What the virtual hardware is able to do.
   * @default - none
   */
  readonly features?: MachineFeatures;
  /**
   * What happens when a guest hangs.
   * @default - none
   */
  readonly watchdog?: WatchdogAction;
  /**
   * The threads that do the I/O of disks: `IoThreads.shared()` or `IoThreads.auto()`.
   * @default - none
   */
  readonly ioThreads?: IoThreads;
  /**
   * Labels of the object.
   * @default {} - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Other fields of the domain. KubeVirt gives most of them to no instance, which is an error.
   * @default - none
   * @jsii ignore
   */
  readonly overrides?: DeepPartial<Domain>;
}
