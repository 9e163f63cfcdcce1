/** When a node pulls an image. */
export enum ImagePullPolicy {
  /** Whenever it is needed. */
  ALWAYS = 'Always',
  /** If the node does not have it. */
  IF_NOT_PRESENT = 'IfNotPresent',
  /** Never: the node must have it. */
  NEVER = 'Never',
}
