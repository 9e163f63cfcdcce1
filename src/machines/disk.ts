import type { Size } from 'cdk8s';
import type { DataVolumeTemplate, DataVolumeTemplateSpec, Disk, Volume } from '../../imports/kubevirt.io';
import { sizeText } from '../toolkit/quantity';
import { defined } from '../toolkit/shape';

/** The bus through which a guest sees a disk. */
export enum DiskBus {
  /** The fastest. Every current Linux has its driver. */
  VIRTIO = 'virtio',
  SCSI = 'scsi',
  SATA = 'sata',
  USB = 'usb',
}

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
export interface DiskProps {
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
   * The bus through which the guest sees the disk.
   * @default DiskBus.VIRTIO - the fastest
   */
  readonly bus?: DiskBus;
}

/**
 * The disk that a machine boots from: a clone of its image. Without `storageClassName` it gets the class that the image
 * states, so that the storage can clone it without copying; if the image states none, the cluster's default class.
 */
export interface BootDisk extends DiskProps {
  /**
   * The size of the disk, at least the image's capacity. For a refreshed image, write whole GiB, above its capacity:
   * its class may keep imports as snapshots whose size is rounded up, and CDI refuses smaller clones. Changing it does
   * not change existing disks: resize their PersistentVolumeClaim.
   * @default - the capacity of the image; for an image that is refreshed or exists already, the size of its volume or
   * snapshot, as CDI finds it
   */
  readonly capacity?: Size | string;
}

/**
 * A blank disk, which the guest must format. The guest can find it by its serial number, which is its name (virtio
 * shows the first 20 characters).
 */
export interface BlankDisk extends DiskProps {
  /** The disk's name within the machine: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** The size of the disk. Changing it does not change existing disks: resize their PersistentVolumeClaim. */
  readonly capacity: Size | string;
}

/** A disk of a machine: the disk as the guest sees it, its volume, and a DataVolume if each machine has its own. */
export interface MachineDisk {
  readonly disk: Disk;
  readonly volume: Volume;
  readonly template?: DataVolumeTemplate;
}

/** The source that a boot disk is cloned from. */
export interface CloneSource {
  /**
   * The name of the DataSource. It stays the same when the image is refreshed, so that the template does not change.
   */
  readonly name: string;
  readonly namespace: string;
}

/** A boot disk that is cloned from a DataSource. `claim` is the DataVolume's name. */
export function clonedBootDisk(
  name: string, claim: string, source: CloneSource, capacity: Size | string | undefined, props: DiskProps,
): MachineDisk {
  const sourceRef = { kind: 'DataSource', name: source.name, namespace: source.namespace };
  const { bus = DiskBus.VIRTIO } = props;
  return { disk: { name, bootOrder: 1, disk: { bus } }, ...claimed(name, claim, { sourceRef }, capacity, props) };
}

/** A blank disk. `claim` is the DataVolume's name. */
export function blankDisk(claim: string, disk: BlankDisk): MachineDisk {
  const { name, capacity, bus = DiskBus.VIRTIO } = disk;
  const content = { source: { blank: {} } };
  return { disk: { name, serial: name, disk: { bus } }, ...claimed(name, claim, content, capacity, disk) };
}

type Content = Pick<DataVolumeTemplateSpec, 'source' | 'sourceRef'>;

/**
 * The volume and its DataVolume. It uses the `storage` stanza, so CDI fills in what suits the storage class and adds
 * the filesystem's overhead to the size.
 */
function claimed(
  name: string, claim: string, content: Content, capacity: Size | string | undefined, props: DiskProps,
): Pick<MachineDisk, 'volume' | 'template'> {
  const { accessModes, storageClassName, volumeMode } = props;
  const resources = capacity === undefined ? undefined : { requests: { storage: sizeText(capacity) } };
  const storage = defined({ accessModes, resources, storageClassName, volumeMode });
  const template = { metadata: { name: claim }, spec: { ...content, storage } };
  return { volume: { name, dataVolume: { name: claim } }, template };
}
