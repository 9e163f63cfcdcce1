import type { Size } from 'cdk8s';
import type { DiskContent } from './disk-content';
import type { AccessMode, VolumeMode } from '../machines/disks/disk';

/** Props of a disk that outlives its machines. */
export interface PersistentDiskProps {
  /**
   * The size of the disk, at least the virtual size of its content. A larger number grows the disk, if its StorageClass
   * has `allowVolumeExpansion`; the guest sees the new size at its next start, or at once if the storage can do that.
   * A disk cannot shrink: the API server refuses a smaller number. The DataVolume of a copied image cannot be changed;
   * resize the claim that it made.
   * @default - required, except for the copy of an image, which gets the image's size
   */
  readonly capacity?: Size | string;
  /**
   * What the disk contains when it is made. It cannot be changed later.
   * @default DiskContent.blank() - nothing
   */
  readonly content?: DiskContent;
  /**
   * The name of the PersistentVolumeClaim, and the disk's identity: a new name makes a new disk. At most 253
   * characters, and 63 if CDI imports the content or it is uploaded.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * The StorageClass. It cannot be changed later.
   * @default - for a copy of an image, that of the image; otherwise the cluster's default class
   */
  readonly storageClassName?: string;
  /**
   * The access modes. They cannot be changed later.
   * @default [AccessMode.READ_WRITE_MANY] - live migration needs it, and a claim must state its modes; a DataVolume
   * gets the best ones according to CDI's StorageProfile of the class
   */
  readonly accessModes?: AccessMode[];
  /**
   * Whether the disk is a block device or a file. It cannot be changed later.
   * @default VolumeMode.BLOCK - the whole size is the guest's; a file system takes some of it. An archive is unpacked
   * into a file system. A DataVolume gets the best one according to CDI's StorageProfile of the class
   */
  readonly volumeMode?: VolumeMode;
  /**
   * Whether the space is fully allocated while content is imported.
   * @default - as in CDI's configuration: not allocated
   */
  readonly preallocation?: boolean;
  /**
   * Whether the disk is a DataVolume in any case. Write it for content of a StorageClass without a CSI driver: such a
   * class ignores CDI's populators, and makes an empty claim. The size can then not be changed in Git, because CDI
   * refuses changes of a DataVolume's spec.
   * @default - only if the content is copied from another namespace
   */
  readonly dataVolume?: boolean;
  /**
   * Labels of the disk's objects, in addition to those that name the cluster and the tenant.
   * @default {} - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the claim or DataVolume, and of the VolumeImportSource or VolumeCloneSource that fills the claim, in
   * addition to those that keep them.
   * @default {} - none
   */
  readonly annotations?: { [key: string]: string };
}
