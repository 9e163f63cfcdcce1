import type { PoolBackend } from './pool-backend';
import type { BootImage } from '../images/boot-image';
import type { MachineProps } from '../machines/machine-props';
import type { SchedulingPolicy } from '../scheduling/scheduling-policy';

/** Who sets the number of a pool's members instead of the program. */
export interface ExternalScaling {
  /** Who it is, such as `HorizontalPodAutoscaler workers`. */
  readonly by: string;
  /** The largest number of members there will be. The tenant's quota is checked against it. */
  readonly maxReplicas: number;
}

/** N equal machines of a tenant. What is said of the machine holds for each member. */
export interface WorkerPoolProps extends MachineProps {
  /**
   * How many members there are: a whole number. It is always written: KubeVirt takes a missing number for 1 and deletes
   * the rest.
   * @default - none; then `externallyScaled` must say who sets it
   */
  readonly replicas?: number;
  /**
   * Who sets the number of members instead of the program. The YAML then carries no number, and never may have carried
   * one: a pool
   * that had a number shrinks to 1 when it is dropped.
   * @default - nobody; `replicas` says it
   */
  readonly externallyScaled?: ExternalScaling;
  /** The image that each member boots from a clone of. */
  readonly image: BootImage;
  /**
   * The pool's name. It is its identity: a pool of another name is another pool, and the old one is deleted with its
   * machines.
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
   * Whether the members' disks hold nothing that matters. If so, they are deleted with a member that is scaled away,
   * and the pool
   * is deleted when it vanishes from the bundle.
   * @default false
   */
  readonly stateless?: boolean;
  /**
   * Which kind of object makes the members, with the options that only this kind has.
   * @default PoolBackend.virtualMachinePool() - a VirtualMachinePool
   */
  readonly backend?: PoolBackend;
}
