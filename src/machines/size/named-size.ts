import { Construct } from 'constructs';

/** An object of the cluster that gives machines their CPU and memory, such as an `Instancetype`. */
export abstract class NamedSize extends Construct {
  /** The name of the object. Machines refer to it by this name. */
  public abstract readonly instancetypeName: string;

  /** Its kind, which says whether it is cluster-wide. @internal */
  public abstract readonly _kind: string;
}
