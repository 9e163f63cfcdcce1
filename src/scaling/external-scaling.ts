/** Something other than the program that sets the number of machines of a pool or replica set. */
export interface ExternalScaling {
  /** The name of the scaler, such as `ScaledObject workers`. */
  readonly by: string;
  /** The maximum number of machines. The tenant's quota is checked against it. */
  readonly maxReplicas: number;
}
