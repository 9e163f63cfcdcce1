import { Construct } from 'constructs';

/** An object of the cluster that says what guests prefer, such as a `Preference`. */
export abstract class NamedPreference extends Construct {
  /** The name of the object. Machines refer to it by this name. */
  public abstract readonly preferenceName: string;

  /** Its kind, which says whether it is cluster-wide. @internal */
  public abstract readonly _kind: string;
}
