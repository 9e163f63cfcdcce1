import type { MachineIdentity } from './identity';
import type { MachineProps } from '../machines/machine-props';
import type { UpdateVolumesStrategy } from '../machines/strategies';
import type { SchedulingPolicy } from '../scheduling/scheduling-policy';

/** Props of a single machine. */
export interface VirtualMachineProps extends MachineProps {
  /**
   * The machine's name, and its identity: a new name makes a new machine with new disks. The old one stays in the
   * cluster with its disks until you delete it; only a `stateless` one is deleted with them. Disks are called
   * `<name>-<disk>`, unless `dataVolumeNames` says something else. The name has at most 63 characters, because it is
   * the value of a label too.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Names of the DataVolumes of the machine's own disks, by disk: `boot`, or the name of an extra disk. For a machine
   * that exists already with disks of other names, which would get new, empty disks otherwise.
   * @default - `<name>-<disk>` for each disk
   */
  readonly dataVolumeNames?: { [disk: string]: string };
  /**
   * The guest's host name: one DNS label.
   * @default - the machine's name, as KubeVirt has it
   */
  readonly hostname?: string;
  /**
   * The firmware's UUID and serial number.
   * @default - both are derived from the names of the cluster, the namespace and the machine, so that a machine that is
   * replaced or recreated is still the same to its guest. KubeVirt would draw them at random when it creates the object
   */
  readonly identity?: MachineIdentity;
  /**
   * The MAC address of the interface on the pod network, such as `02:00:00:00:00:01`. That of another network is a prop
   * of the network. A static IP address needs a Multus network, and is part of cloud-init's network data
   * (docs/how-to/run-and-stop-machines.md).
   * @default - KubeVirt chooses one; the guest gets another one at each start
   */
  readonly macAddress?: string;
  /**
   * Where the machine may run.
   * @default - anywhere
   */
  readonly scheduling?: SchedulingPolicy;
  /**
   * Whether the machine's disks hold no data that matters. If true, the machine is deleted with its disks when it is no
   * longer in the bundle.
   * @default false
   */
  readonly stateless?: boolean;
  /**
   * What happens when a volume of the running machine names another claim or DataVolume.
   * @default - nothing is written, which KubeVirt takes for REPLACEMENT
   */
  readonly updateVolumesStrategy?: UpdateVolumesStrategy;
}
