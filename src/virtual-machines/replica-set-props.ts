import type { MachineProps } from '../machines/machine-props';
import type { Autoscale } from '../scaling/autoscale';
import type { ExternalScaling } from '../scaling/external-scaling';
import type { SchedulingPolicy } from '../scheduling/scheduling-policy';

/**
 * Props of a replica set. `boot` is a container disk or an ephemeral claim. Props that need a VirtualMachine around an
 * instance are errors: an instancetype as `size`, `preference`, `runStrategy`, and what gives each machine disks of its
 * own: `image`, `extraDisks`, `Boot.imported` and `Boot.iso`.
 */
export interface VirtualMachineReplicaSetProps extends MachineProps {
  /**
   * The number of instances: a whole number.
   * @default 1 - as KubeVirt takes a missing number, unless `autoscale` or `externallyScaled` says who sets it
   */
  readonly replicas?: number;
  /**
   * How a HorizontalPodAutoscaler sets the number of instances. The YAML then has no number. Hand the number over to
   * the autoscaler first (docs/how-to/autoscale-a-pool.md).
   * @default - none; `replicas` sets the number
   */
  readonly autoscale?: Autoscale;
  /**
   * What else sets the number of instances in place of the program. Hand the number over first, as to an autoscaler.
   * @default - nothing; `replicas` sets the number
   */
  readonly externallyScaled?: ExternalScaling;
  /**
   * Whether the controller leaves the instances alone: it makes none, and deletes none.
   * @default false
   */
  readonly paused?: boolean;
  /**
   * The replica set's name. Its instances are called by it and five random characters.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Where instances may run.
   * @default - anywhere
   */
  readonly scheduling?: SchedulingPolicy;
}
