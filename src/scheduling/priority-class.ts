import { KEPT_WHEN_PRUNED } from '../layout/protection';

/** Whether pods of a priority may push out others to make room. */
export enum PreemptionPolicy {
  /**
   * Machines of lower priority are shut down when there is no room, and start again where there is some. They are not
   * migrated, whatever their `evictionStrategy`: the scheduler deletes their launchers, and asks for no eviction.
   */
  PREEMPT_LOWER_PRIORITY = 'PreemptLowerPriority',
  /** The machine waits at the head of the queue, but pushes nobody out. */
  NEVER = 'Never',
}

/**
 * A PriorityClass to make. Value and preemption policy of one that exists cannot be changed: give a changed one a new
 * name.
 */
export interface PriorityClassProps {
  /**
   * The priority: a whole number from -2147483648 to 1000000000, the higher the sooner scheduled and the later pushed
   * out.
   */
  readonly value: number;
  /**
   * The object's name. It is cluster-wide: policies of two tenants need two names. Names that begin with `system-` are
   * Kubernetes' own.
   * @default - the id of the policy
   */
  readonly name?: string;
  /**
   * Whether machines of this class may push out others.
   * @default PreemptionPolicy.NEVER - a machine that is pushed out is a machine that is shut down
   */
  readonly preemptionPolicy?: PreemptionPolicy;
  /**
   * What the class is for, in words.
   * @default - none
   */
  readonly description?: string;
}

/** The PriorityClass as the API has it. */
export function priorityClassOf(name: string, props: PriorityClassProps) {
  return {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    // pools that are kept name it, and without it no launcher of theirs is admitted
    metadata: { name, annotations: KEPT_WHEN_PRUNED },
    value: props.value,
    globalDefault: false,
    preemptionPolicy: props.preemptionPolicy ?? PreemptionPolicy.NEVER,
    ...(props.description !== undefined && { description: props.description }),
  };
}
