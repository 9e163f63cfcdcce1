import type { Gpu, HostDevice } from '../../imports/kubevirt.io';
import { defined, unlessEmpty } from '../toolkit/shape';

/** A device of a node that a machine gets: a resource that a device plugin offers. */
export interface MachineHostDevice {
  /** The device's name within the machine. */
  readonly name: string;
  /**
   * The resource that nodes offer, such as `intel.com/qat`: a `resourceName` of the cluster's `permittedHostDevices`.
   */
  readonly deviceName: string;
  /**
   * A tag by which the guest finds the device in its metadata.
   * @default - none
   */
  readonly tag?: string;
}

/** A GPU, or a part of one (vGPU), that a machine gets. */
export interface MachineGpu extends MachineHostDevice {
  /**
   * Whether a vGPU shows the guest's display.
   * @default - KubeVirt's choice
   */
  readonly display?: boolean;
}

/** The devices of nodes in a machine's spec. */
export interface NodeDevices {
  readonly gpus?: Gpu[];
  readonly hostDevices?: HostDevice[];
}

/** The devices of nodes as KubeVirt's API has them. */
export function nodeDevices(gpus: readonly MachineGpu[], hostDevices: readonly MachineHostDevice[]): NodeDevices {
  return {
    gpus: unlessEmpty(gpus.map((gpu) => ({ ...device(gpu), ...displayOf(gpu) }))),
    hostDevices: unlessEmpty(hostDevices.map(device)),
  };
}

function device({ name, deviceName, tag }: MachineHostDevice): HostDevice {
  return defined({ name, deviceName, tag });
}

function displayOf({ display }: MachineGpu): Pick<Gpu, 'virtualGPUOptions'> {
  return display === undefined ? {} : { virtualGPUOptions: { display: { enabled: display } } };
}
