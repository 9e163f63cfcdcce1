import type { Size } from 'cdk8s';
import type { Tenant } from '../tenants/tenant';

/** Props of an image that exists in the cluster already. */
export interface ExistingImageProps {
  /** The name of its DataSource. */
  readonly dataSourceName: string;
  /** The namespace of its DataSource. */
  readonly namespaceName: string;
  /**
   * The size of the image's volume. With it, smaller disks are reported before CDI refuses them.
   * @default - not known, so nothing is checked against it
   */
  readonly capacity?: Size | string;
  /**
   * Namespaces, other than its own, from which the image may be cloned: `true` for all, or a list of namespaces (names,
   * or tenants) whose ServiceAccount `default` may create `datavolumes/source` in the image's namespace. The rights
   * themselves are not emitted.
   * @default false - only its own namespace, and a pool elsewhere is an error
   */
  readonly cloneableFrom?: boolean | (Tenant | string)[];
}
