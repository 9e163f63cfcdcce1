import { Construct, IConstruct } from 'constructs';
import type { Tenant } from '../tenants/tenant';
import type { Quantity } from '../toolkit/quantity';

/** An image that machines boot from a clone of, whether we keep it fresh or find it in the cluster. */
export abstract class BootImage extends Construct {
  /** The name of the DataSource that disks are cloned from. It never changes when the image is refreshed. */
  public abstract readonly dataSourceName: string;
  /** The namespace of the DataSource. */
  public abstract readonly namespaceName: string;
  /** The size below which a clone cannot be; undefined if it is not known. @internal */
  public abstract readonly _size: Quantity | undefined;

  /**
   * Gives a tenant's machines the right to clone the image, if the image is open to them; rules on the finished
   * machines report where it is not. That the image is in another cluster is reported on the construct that asks. The
   * machines clone as the ServiceAccount that they run as, which is asked for at synthesis; as `default` if it is not
   * given. @internal
   */
  public abstract _cloneFor(asker: IConstruct, tenant: Tenant, account?: () => string): void;
}

/** The name of a namespace, given as such or as the tenant that stands for it. */
export function namespaceNameOf(tenant: Tenant | string): string {
  return typeof tenant === 'string' ? tenant : tenant.namespaceName;
}
