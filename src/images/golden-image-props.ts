import type { Size } from 'cdk8s';
import type { InstancetypeKind, PreferenceKind } from './inference';
import type { DataVolumeSpec } from '../../imports/cdi.kubevirt.io';
import type { AccessMode, VolumeMode } from '../machines/disks/disk';
import type { ImageSource } from '../sources/image-source';
import type { Tenant } from '../tenants/tenant';
import type { DeepPartial } from '../toolkit/merge';

/** Props of a golden image. */
export interface GoldenImageProps {
  /** The source of the image, and whether it is refreshed on a schedule. */
  readonly source: ImageSource;

  /**
   * The size of the disk that the image is stored on: at least the image's virtual size. No disk cloned from it can be
   * smaller. A `cdk8s.Size` or a Kubernetes quantity such as `10Gi`, at least `1Mi`. For a refreshed image a new size
   * takes effect with the next digest in the registry, because CDI keeps the import of a digest that it has.
   * @default - required, except for copies of a claim or a snapshot, which get the size of their source
   */
  readonly capacity?: Size | string;

  /**
   * The name of the DataSource, which pools refer to, and so the image's identity. A DNS subdomain of at most
   * 63 characters, or of at most 54 if the image is not refreshed (its DataVolume adds a hash to the name), or of at
   * most 49 if it is refreshed and has a namespace of its own.
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * The namespace of the image, if it is not managed by this program. It is not emitted, so it must exist before the
   * images are applied. Tenants that clone a refreshed image may clone every volume of its namespace.
   * @default - that of the `ImageNamespace` or the tenant around it; else `golden-images-<name>` for a refreshed image,
   * and `golden-images` for all others, which are emitted with the images
   */
  readonly namespaceName?: string;

  /**
   * The StorageClass of the image. Required for an image that is refreshed, unless `followDefaultStorageClass` is set.
   * @default - the cluster's default class when the image is first imported
   */
  readonly storageClassName?: string;

  /**
   * Whether a refreshed image may do without `storageClassName`. If someone then makes another class the cluster's
   * default, CDI deletes the current image and imports it again into that class. Until that is done, no machine can be
   * cloned (CDI v1.65.0, pkg/controller/dataimportcron-controller.go: handleStorageClassChange).
   * @default false - a class must be named
   */
  readonly followDefaultStorageClass?: boolean;

  /**
   * The access modes of the image's volume. Clones have access modes of their own.
   * @default - those that the StorageProfile of the class prefers
   */
  readonly accessModes?: AccessMode[];

  /**
   * Whether the image is stored on a block device or as a file.
   * @default - the one that the StorageProfile of the class prefers
   */
  readonly volumeMode?: VolumeMode;

  /**
   * Whether the volume is bound and filled at once, even if its class waits for a first consumer. No machine uses a
   * golden image itself, so without this it would never be filled, and a sync that waits for its health would never
   * end.
   * @default true - imports start at once; a refreshed image cannot do otherwise
   */
  readonly bindImmediately?: boolean;

  /**
   * Whether the volume's space is fully allocated beforehand.
   * @default - as in CDI's configuration: not allocated
   */
  readonly preallocation?: boolean;

  /**
   * The PriorityClass of the importer pods.
   * @default - none
   */
  readonly priorityClassName?: string;

  /**
   * The ServiceAccount that imports run as. For a refreshed copy of a claim, it must be allowed to clone the claim.
   * Requires CDI v1.65.0 or newer, for refreshed copies v1.64.0 or newer.
   * @default - the namespace's ServiceAccount `default`
   */
  readonly serviceAccountName?: string;

  /**
   * How many imports of a refreshed image are kept, including the current one. At least 2, so that a clone in progress
   * does not lose its source.
   * @default 3 - CDI's default
   */
  readonly importsToKeep?: number;

  /**
   * The instancetype for machines that infer theirs from their boot disk.
   * @default - none
   */
  readonly defaultInstancetype?: string;

  /**
   * Whether that instancetype is cluster-wide or in the machine's namespace.
   * @default InstancetypeKind.CLUSTER - KubeVirt's default
   */
  readonly defaultInstancetypeKind?: InstancetypeKind;

  /**
   * The preference for machines that infer theirs from their boot disk.
   * @default - none
   */
  readonly defaultPreference?: string;

  /**
   * Whether that preference is cluster-wide or in the machine's namespace.
   * @default PreferenceKind.CLUSTER - KubeVirt's default
   */
  readonly defaultPreferenceKind?: PreferenceKind;

  /**
   * The only tenants (or names of their namespaces) that may clone the image. Machines of others are an error. Listing
   * a tenant does not grant the right by itself: using the image does, or `grantClone` and `allowClone`.
   * @default - every tenant whose machines use it
   */
  readonly tenants?: (Tenant | string)[];

  /**
   * Labels of the image's objects, beside those that name the cluster. For a refreshed image, CDI copies only labels of
   * `kubevirt.io` domains to the volumes and the DataSource that it makes.
   * @default {} - none
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Annotations of the image's objects.
   * @default {} - none
   */
  readonly annotations?: { readonly [key: string]: string };

  /**
   * Overrides for parts of the DataVolume's spec (for a refreshed image: of its template) that have no prop. Objects
   * are merged, lists and scalars replaced, `null` removes. Plain values only, no `Lazy`. JSON patches on the spec of a
   * DataVolume are an error, because the hash in its name does not cover them.
   * @default {} - none
   * @jsii ignore
   */
  readonly overrides?: DeepPartial<DataVolumeSpec>;
}
