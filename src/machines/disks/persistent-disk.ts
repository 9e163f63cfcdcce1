import { Construct } from 'constructs';
import type { Volume } from '../../../imports/kubevirt.io';

/** A disk that outlives the machines that use it, such as a `Disk`. */
export abstract class PersistentDisk extends Construct {
  /** The name of its PersistentVolumeClaim. */
  public abstract readonly claimName: string;

  /** The volume of a machine that uses the disk, without its name. @internal */
  public abstract _volume(): Omit<Volume, 'name'>;
}
