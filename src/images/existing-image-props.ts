import type { Size } from 'cdk8s';
import type { Tenant } from '../tenants/tenant';

/** What must be said of an image that is in the cluster already. */
export interface ExistingImageProps {
  /** The name of its DataSource. */
  readonly dataSourceName: string;
  /** The namespace of its DataSource. */
  readonly namespaceName: string;
  /**
   * The size of the image's volume, so that smaller disks are found before CDI refuses them.
   * @default - not known, so nothing is checked against it
   */
  readonly capacity?: Size | string;
  /**
   * From where the image may be cloned besides its own namespace: `true` for everywhere, or namespaces (names, or
   * tenants) whose ServiceAccount `default` may create `datavolumes/source` in the image's namespace. The rights
   * themselves are not emitted.
   * @default false - only its own namespace, and a pool elsewhere is an error
   */
  readonly cloneableFrom?: boolean | (Tenant | string)[];
}
