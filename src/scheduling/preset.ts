/** Whether the scheduler must or should follow a preset. */
export enum Preset {
  /** Required: a machine without a matching node stays pending (`requiredDuringSchedulingIgnoredDuringExecution`). */
  HARD = 'hard',
  /**
   * Preferred: a machine without a matching node runs elsewhere (`preferredDuringSchedulingIgnoredDuringExecution`).
   */
  SOFT = 'soft',
}

/** Nodes that machines should run on, selected by one node label. */
export interface NodeAffinityPreset {
  /** Whether the nodes are required or preferred. */
  readonly type: Preset;
  /** The node label's key, such as `topology.kubernetes.io/zone`. */
  readonly key: string;
  /**
   * The label values that match.
   * @default [] - any value: the label only has to exist
   */
  readonly values?: string[];
}
