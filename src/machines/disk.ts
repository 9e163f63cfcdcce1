import type { Size } from 'cdk8s';
import type { DataVolumeTemplate, DataVolumeTemplateSpec, Disk, Volume } from '../../imports/kubevirt.io';
import { sizeText } from '../toolkit/quantity';
import { defined } from '../toolkit/shape';

/** How a guest sees a disk. */
export enum DiskBus {
  /** The fastest; every Linux of today has its driver. */
  VIRTIO = 'virtio',
  SCSI = 'scsi',
  SATA = 'sata',
  USB = 'usb',
}

/** From how many nodes a disk can be used. */
export enum AccessMode {
  /** From one node: the machine cannot be live-migrated. */
  READ_WRITE_ONCE = 'ReadWriteOnce',
  /** From several nodes: what live migration needs. */
  READ_WRITE_MANY = 'ReadWriteMany',
  /** By one pod: the machine cannot be live-migrated. */
  READ_WRITE_ONCE_POD = 'ReadWriteOncePod',
  /** From several nodes, for reading. */
  READ_ONLY_MANY = 'ReadOnlyMany',
}

/** Whether a disk is a block device or a file in a filesystem. */
export enum VolumeMode {
  BLOCK = 'Block',
  FILESYSTEM = 'Filesystem',
}

/** How a disk is stored and seen, whatever is on it. */
export interface DiskProps {
  /**
   * The StorageClass.
   * @default - the cluster's default class for machines, or its default class
   */
  readonly storageClassName?: string;
  /**
   * From how many nodes the disk can be used. Live migration needs `READ_WRITE_MANY`.
   * @default - what CDI's StorageProfile of the class knows to be best
   */
  readonly accessModes?: AccessMode[];
  /**
   * Whether the disk is a block device or a file.
   * @default - what CDI's StorageProfile of the class knows to be best
   */
  readonly volumeMode?: VolumeMode;
  /**
   * How the guest sees it.
   * @default DiskBus.VIRTIO - the fastest
   */
  readonly bus?: DiskBus;
}

/** The disk that a machine boots from: a clone of its image. */
export interface BootDisk extends DiskProps {
  /**
   * How much the disk holds; never less than the image's capacity. A disk that exists keeps its capacity when this
   * changes; resize its PersistentVolumeClaim.
   * @default - the capacity of the image
   */
  readonly capacity?: Size | string;
}

/**
 * A blank disk, which the guest must format. It finds it by its serial number, which is the name (virtio shows the
 * first 20 characters).
 */
export interface BlankDisk extends DiskProps {
  /** The disk's name within the machine: lower-case letters, digits and hyphens. */
  readonly name: string;
  /**
   * How much the disk holds. A disk that exists keeps its capacity when this changes; resize its PersistentVolumeClaim.
   */
  readonly capacity: Size | string;
}

/**
 * A disk of a machine: how the guest sees it, the volume behind it, and the DataVolume that each machine gets of its
 * own.
 */
export interface MachineDisk {
  readonly disk: Disk;
  readonly volume: Volume;
  readonly template?: DataVolumeTemplate;
}

/** Where a boot disk is cloned from. */
export interface CloneSource {
  /** The DataSource. It keeps its name when the image is refreshed, so that the template does not change. */
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
 * The volume, and its DataVolume with the `storage` stanza, in which CDI fills in what the storage class likes best and
 * adds a filesystem's overhead to the size.
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
