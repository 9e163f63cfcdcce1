import { Construct, IConstruct } from 'constructs';
import type { Quantity } from '../../toolkit/quantity';

/** The tenant whose machines or disks clone an image. */
export interface CloningTenant extends IConstruct {
  /** The name of the tenant's namespace. */
  readonly namespaceName: string;
}

/** An image that machines boot clones of. It is either a golden image or one that exists in the cluster. */
export abstract class BootImage extends Construct {
  /** The name of the DataSource that disks are cloned from. It never changes when the image is refreshed. */
  public abstract readonly dataSourceName: string;
  /** The namespace of the DataSource. */
  public abstract readonly namespaceName: string;
  /** The minimum size of a clone; undefined if it is not known. @internal */
  public abstract readonly _size: Quantity | undefined;
  /** The StorageClass that the image states; undefined if it states none. @internal */
  public readonly _storageClassName: string | undefined = undefined;
  /** The claim with the image; undefined if its name is not known beforehand. @internal */
  public readonly _claim: string | undefined = undefined;
  /**
   * Whether the DataSource may lead to a snapshot, whose size the storage rounds up. CDI refuses clones that ask for
   * less (CDI v1.65.0, pkg/controller/datavolume/snapshot-clone-controller.go: validateSnapshotClone). @internal
   */
  public readonly _mayBeSnapshot: boolean = false;

  /**
   * Gives a tenant's machines the right to clone the image, if the image is open to them; rules on the finished
   * machines report it if not. An image of another cluster is reported on the asking construct. Machines clone as the
   * ServiceAccount that they run as, which is resolved at synthesis (default: `default`). @internal
   */
  public abstract _cloneFor(asker: IConstruct, tenant: CloningTenant, account?: () => string): void;
}
