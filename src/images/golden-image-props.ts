import type { Size } from 'cdk8s';
import type { ImageSource } from './image-source';
import type { InstancetypeKind, PreferenceKind } from './inference';
import type { DataVolumeSpec } from '../../imports/cdi.kubevirt.io';
import type { AccessMode, VolumeMode } from '../machines/disk';
import type { Tenant } from '../tenants/tenant';
import type { DeepPartial } from '../toolkit/merge';

/** What a golden image is to be. */
export interface GoldenImageProps {
  /** Where the image comes from, and whether it is looked for anew by a schedule. */
  readonly source: ImageSource;

  /**
   * The size of the disk that the image is stored on, at least its virtual size; no disk cloned from it can be smaller.
   * A `cdk8s.Size` or a Kubernetes quantity such as `10Gi`, at least `1Mi`. For a refreshed image another size takes
   * effect with the next digest that the registry shows, because CDI keeps the import of a digest that it has.
   * @default - required, but for copies of a claim or a snapshot, which get the size of what they copy
   */
  readonly capacity?: Size | string;

  /**
   * The name of the DataSource, which pools refer to, and so the image's identity: a DNS label of at most 63
   * characters, or of 54 for an image that is not refreshed, whose DataVolume adds a hash to it.
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * The namespace of the image, where it is not to be one of ours. It is not emitted, so it must be there before the
   * images are.
   * @default - that of the `ImageNamespace` or the tenant around it, else `golden-images`, which is emitted once per
   * cluster
   */
  readonly namespaceName?: string;

  /**
   * The StorageClass of the image. Required for an image that is refreshed, unless `followDefaultStorageClass` is set.
   * @default - the cluster's default class when the image is first imported
   */
  readonly storageClassName?: string;

  /**
   * Whether a refreshed image may do without `storageClassName`. Then, as soon as someone makes another class the
   * cluster's default, CDI deletes the current image and imports it anew into that class; until it has done so no
   * machine can be cloned (CDI v1.65.0, pkg/controller/dataimportcron-controller.go: handleStorageClassChange).
   * @default false - a class must be named
   */
  readonly followDefaultStorageClass?: boolean;

  /**
   * From how many nodes the image's volume can be used; clones have access modes of their own.
   * @default - those that the StorageProfile of the class prefers
   */
  readonly accessModes?: AccessMode[];

  /**
   * Whether the image is stored on a block device or as a file.
   * @default - the one that the StorageProfile of the class prefers
   */
  readonly volumeMode?: VolumeMode;

  /**
   * Whether the volume is bound and filled at once, also where its class waits for a first consumer: no machine ever
   * uses a golden image itself, so it would never be filled, and a sync that waits for its health would never end.
   * @default true - imports start at once; a refreshed image cannot do otherwise
   */
  readonly bindImmediately?: boolean;

  /**
   * Whether all of the volume's space is allocated beforehand.
   * @default - what CDI's configuration says, which is not to
   */
  readonly preallocation?: boolean;

  /**
   * The PriorityClass of the pods that import.
   * @default - none
   */
  readonly priorityClassName?: string;

  /**
   * The ServiceAccount that imports run as; for a refreshed copy of a claim the one that must be allowed to clone it.
   * CDI v1.65.0 and newer, for refreshed copies v1.64.0 and newer.
   * @default - the namespace's ServiceAccount `default`
   */
  readonly serviceAccountName?: string;

  /**
   * How many imports of a refreshed image to keep, the current one included: at least 2, so that a clone in progress
   * does not lose what it reads.
   * @default 3 - as CDI does
   */
  readonly importsToKeep?: number;

  /**
   * The instancetype for machines that infer theirs from their boot disk.
   * @default - none to infer
   */
  readonly defaultInstancetype?: string;

  /**
   * Whether that is one of the cluster or one of the machine's namespace.
   * @default InstancetypeKind.CLUSTER - as KubeVirt takes it
   */
  readonly defaultInstancetypeKind?: InstancetypeKind;

  /**
   * The preference for machines that infer theirs from their boot disk.
   * @default - none to infer
   */
  readonly defaultPreference?: string;

  /**
   * Whether that is one of the cluster or one of the machine's namespace.
   * @default PreferenceKind.CLUSTER - as KubeVirt takes it
   */
  readonly defaultPreferenceKind?: PreferenceKind;

  /**
   * The only tenants (or names of their namespaces) that may clone the image; a machine of any other is an error. Being
   * named here gives no right by itself, using the image does, or `grantClone` and `allowClone`.
   * @default - every tenant whose machines use it
   */
  readonly tenants?: (Tenant | string)[];

  /**
   * Labels of the image's objects. On the volumes and the DataSource that CDI makes of a refreshed image it repeats
   * those of `kubevirt.io` domains only.
   * @default {} - none
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Annotations of the image's objects.
   * @default {} - none
   */
  readonly annotations?: { readonly [key: string]: string };

  /**
   * Parts of the DataVolume's spec (for a refreshed image: of its template) that have no prop of their own. Objects are
   * merged, lists and scalars replaced, `null` removes. Plain values only, no `Lazy`. JSON patches on the spec of a
   * DataVolume are an error, because the hash in its name cannot see them.
   * @default {} - none
   * @jsii ignore
   */
  readonly overrides?: DeepPartial<DataVolumeSpec>;
}
