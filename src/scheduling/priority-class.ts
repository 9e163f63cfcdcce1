import type { Labels } from './affinity';
import { KEPT_WHEN_PRUNED } from '../layout/protection';

/** Whether pods of a priority may preempt others. */
export enum PreemptionPolicy {
  /**
   * Machines of lower priority are shut down if there is no room, and start again when there is some. They are not
   * migrated, whatever their `evictionStrategy`: the scheduler deletes their launchers without asking for an eviction.
   */
  PREEMPT_LOWER_PRIORITY = 'PreemptLowerPriority',
  /** The machine waits at the head of the queue and preempts no others. */
  NEVER = 'Never',
}

/**
 * A PriorityClass to create. The value and preemption policy of an existing one cannot be changed: use a new name for
 * new values.
 */
export interface PriorityClassProps {
  /**
   * The priority: a whole number from -2147483648 to 1000000000. Higher values are scheduled first and preempted last.
   */
  readonly value: number;
  /**
   * The name of the PriorityClass. It is cluster-wide, so policies of two tenants need two names. Names that begin with
   * `system-` are reserved for Kubernetes.
   * @default - the id of the policy
   */
  readonly name?: string;
  /**
   * Whether machines of this class may preempt others.
   * @default PreemptionPolicy.NEVER - a preempted machine is shut down
   */
  readonly preemptionPolicy?: PreemptionPolicy;
  /**
   * A description of the class.
   * @default - none
   */
  readonly description?: string;
}

/** The PriorityClass in the form of the API. */
export function priorityClassOf(name: string, props: PriorityClassProps, labels: Labels) {
  return {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    // pools that are kept refer to it, and without it their launchers are not admitted
    metadata: { name, labels, annotations: KEPT_WHEN_PRUNED },
    value: props.value,
    globalDefault: false,
    preemptionPolicy: props.preemptionPolicy ?? PreemptionPolicy.NEVER,
    ...(props.description !== undefined && { description: props.description }),
  };
}
