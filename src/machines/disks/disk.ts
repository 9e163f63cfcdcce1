import type { Size } from 'cdk8s';
import { DiskBus, GuestDisk, guestFields } from './guest-disk';
import type { ShownVolume } from './machine-volume';
import type { DataVolumeTemplate, DataVolumeTemplateSpec, Disk } from '../../../imports/kubevirt.io';
import { sizeText } from '../../toolkit/quantity';
import { defined, unlessEmpty } from '../../toolkit/shape';

/** How nodes and pods may use a disk. */
export enum AccessMode {
  /** By one node. The machine cannot be live-migrated. */
  READ_WRITE_ONCE = 'ReadWriteOnce',
  /** By several nodes. Live migration needs this. */
  READ_WRITE_MANY = 'ReadWriteMany',
  /** By one pod. The machine cannot be live-migrated. */
  READ_WRITE_ONCE_POD = 'ReadWriteOncePod',
  /** By several nodes, read-only. */
  READ_ONLY_MANY = 'ReadOnlyMany',
}

/** Whether a disk is a block device or a file in a filesystem. */
export enum VolumeMode {
  BLOCK = 'Block',
  FILESYSTEM = 'Filesystem',
}

/** How a disk is stored, and how the guest sees it. */
export interface DiskProps extends GuestDisk {
  /**
   * The StorageClass.
   * @default - for a boot disk, that of its image; else the cluster's default class for machines, or its default class
   */
  readonly storageClassName?: string;
  /**
   * The access modes of the disk. Live migration needs `READ_WRITE_MANY`.
   * @default - the best ones according to CDI's StorageProfile of the class
   */
  readonly accessModes?: AccessMode[];
  /**
   * Whether the disk is a block device or a file.
   * @default - the best one according to CDI's StorageProfile of the class
   */
  readonly volumeMode?: VolumeMode;
  /**
   * Labels of the disk's DataVolume, which CDI copies to its PersistentVolumeClaim.
   * @default {} - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the disk's DataVolume, such as those that CDI reads.
   * @default {} - none
   */
  readonly annotations?: { [key: string]: string };
}

/**
 * The disk that a machine boots from: a clone of its image, unless `boot` says something else. Without
 * `storageClassName` a clone gets the class that the image states, so that the storage can clone it without copying; if
 * the image states none, the cluster's default class.
 */
export interface BootDisk extends DiskProps {
  /**
   * The size of the disk, at least the image's capacity. For a refreshed image, write whole GiB, above its capacity:
   * its class may keep imports as snapshots whose size is rounded up, and CDI refuses smaller clones. Changing it does
   * not change existing disks: resize their PersistentVolumeClaim. A machine with `boot` states the size there.
   * @default - the capacity of the image; for an image that is refreshed or exists already, the size of its volume or
   * snapshot, as CDI finds it
   */
  readonly capacity?: Size | string;
}

/**
 * A blank disk of the machine's own, which the guest must format. It is deleted with its machine; a `Disk` outlives its
 * machines. The guest can find it by its serial number, which is its name (virtio shows the first 20 characters).
 */
export interface BlankDisk extends DiskProps {
  /** The disk's name within the machine: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** The size of the disk. Changing it does not change existing disks: resize their PersistentVolumeClaim. */
  readonly capacity: Size | string;
}

/** A disk of a machine's own, with the DataVolume that is made for it. */
export interface OwnDisk extends ShownVolume {
  readonly template: DataVolumeTemplate;
}

/** What fills a disk of a machine's own. */
export type DiskContent = Pick<DataVolumeTemplateSpec, 'source' | 'sourceRef' | 'preallocation'>;

/** A boot disk of a machine's own. `claim` is the DataVolume's name. */
export function ownBootDisk(
  name: string, claim: string, content: DiskContent, capacity: Size | string | undefined, props: DiskProps,
): OwnDisk {
  return { disk: bootDevice(name, props), ...claimed(name, claim, content, capacity, props) };
}

/** The disk that a machine boots from as the guest sees it. */
export function bootDevice(name: string, props: GuestDisk): Disk {
  return { name, bootOrder: 1, disk: { bus: props.bus ?? DiskBus.VIRTIO }, ...guestFields(props) };
}

/** A blank disk. `claim` is the DataVolume's name. */
export function blankDisk(claim: string, disk: BlankDisk): OwnDisk {
  const { name, capacity, bus = DiskBus.VIRTIO } = disk;
  const device = { name, serial: name, disk: { bus }, ...guestFields(disk) };
  return { disk: device, ...claimed(name, claim, { source: { blank: {} } }, capacity, disk) };
}

/**
 * The volume and its DataVolume. It uses the `storage` stanza, so CDI fills in what suits the storage class and adds
 * the filesystem's overhead to the size.
 */
function claimed(
  name: string, claim: string, content: DiskContent, capacity: Size | string | undefined, props: DiskProps,
): Pick<OwnDisk, 'volume' | 'template'> {
  const { accessModes, storageClassName, volumeMode, labels, annotations } = props;
  const resources = capacity === undefined ? undefined : { requests: { storage: sizeText(capacity) } };
  const storage = defined({ accessModes, resources, storageClassName, volumeMode });
  const metadata = defined({ name: claim, labels: unlessEmpty(labels), annotations: unlessEmpty(annotations) });
  return { volume: { name, dataVolume: { name: claim } }, template: { metadata, spec: { ...content, storage } } };
}
