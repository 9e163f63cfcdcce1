import type { PoolBackend } from './pool-backend';
import type { MachineProps } from '../machines/machine-props';
import type { SchedulingPolicy } from '../scheduling/scheduling-policy';

/** Something other than the program that sets the number of a pool's members. */
export interface ExternalScaling {
  /** The name of the scaler, such as `HorizontalPodAutoscaler workers`. */
  readonly by: string;
  /** The maximum number of members. The tenant's quota is checked against it. */
  readonly maxReplicas: number;
}

/** Props of a pool of equal machines. Props of the machine apply to each member. */
export interface WorkerPoolProps extends MachineProps {
  /**
   * The number of members: a whole number. It is always written, because KubeVirt takes a missing number for 1 and
   * deletes the other members.
   * @default - none; then `externallyScaled` is required
   */
  readonly replicas?: number;
  /**
   * What sets the number of members in place of the program. The YAML then has no number, and must never have had one:
   * a pool that had a number shrinks to 1 when the number is removed.
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
