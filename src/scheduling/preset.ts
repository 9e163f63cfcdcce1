/** How strictly a wish about nodes binds the scheduler. */
export enum Preset {
  /** A machine that finds no node as wished waits: `requiredDuringSchedulingIgnoredDuringExecution`. */
  HARD = 'hard',
  /** A machine that finds no node as wished runs elsewhere: `preferredDuringSchedulingIgnoredDuringExecution`. */
  SOFT = 'soft',
}

/** Nodes that machines should run on, by one label of theirs. */
export interface NodeAffinityPreset {
  /** Whether the nodes are required or preferred. */
  readonly type: Preset;
  /** The node label's key, such as `topology.kubernetes.io/zone`. */
  readonly key: string;
  /**
   * The label values that are wanted.
   * @default [] - any value: the label must only be there
   */
  readonly values?: string[];
}
