import type { PoolBackend } from './pool-backend';
import type { MachineProps } from '../machines/machine-props';
import type { Autoscale } from '../scaling/autoscale';
import type { ExternalScaling } from '../scaling/external-scaling';
import type { SchedulingPolicy } from '../scheduling/scheduling-policy';

/** Props of a pool of equal machines. Props of the machine apply to each member. */
export interface WorkerPoolProps extends MachineProps {
  /**
   * The number of members: a whole number. It is always written, because KubeVirt takes a missing number for 1 and
   * deletes the other members.
   * @default - none; then `autoscale` or `externallyScaled` is required
   */
  readonly replicas?: number;
  /**
   * How a HorizontalPodAutoscaler sets the number of members. The YAML then has no number. Hand the number over to the
   * autoscaler first (docs/how-to/autoscale-a-pool.md): a pool from whose YAML the number is only removed shrinks to 1,
   * and an autoscaler does nothing for a pool that never had a number.
   * @default - none; `replicas` sets the number
   */
  readonly autoscale?: Autoscale;
  /**
   * What else sets the number of members in place of the program. The YAML then has no number. Hand the number over to
   * the scaler first, as to an autoscaler (docs/how-to/autoscale-a-pool.md).
   * @default - nothing; `replicas` sets it
   */
  readonly externallyScaled?: ExternalScaling;
  /**
   * The pool's name, and its identity: a new name makes a new pool. The old one stays in the cluster, with its machines
   * and disks, until you delete it; only a `stateless` one is deleted with them. Both count against the quota.
   * Members are called `<name>-<number>`, disks `<name>-<disk>-<number>`, so it has at most 58 characters.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Where members may run.
   * @default - anywhere
   */
  readonly scheduling?: SchedulingPolicy;
  /**
   * Whether the members' disks hold no data that matters. If true, disks are deleted with their members on scale-in,
   * and the pool is deleted when it is no longer in the bundle.
   * @default false
   */
  readonly stateless?: boolean;
  /**
   * Whether volumes are plugged into running members: by the CSI driver of a Kubernetes cluster whose nodes they are,
   * or by hand (`virtctl addvolume`). If true, the feature gate for it is turned on (DeclarativeHotplugVolumes), and
   * update strategies that take plugged volumes away are errors. With that gate, volumes are plugged through the
   * VirtualMachine. KubeVirt then refuses to plug one into an instance alone, where it would be gone after the next
   * start. A cluster that names HotplugVolumes keeps that gate instead.
   * @default false - members take no volumes, unless something else turns a gate for it on
   */
  readonly pluggedVolumes?: boolean;
  /**
   * The kind of object that creates the members, with the options that only this kind has.
   * @default PoolBackend.virtualMachinePool() - a VirtualMachinePool
   */
  readonly backend?: PoolBackend;
}
