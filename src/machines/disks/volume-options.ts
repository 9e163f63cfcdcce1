import type { ImagePullPolicy } from './image-pull-policy';
import type { INamed } from '../../toolkit/named';

/** How a machine uses a volume that exists apart from it. */
export interface ClaimVolumeOptions {
  /**
   * Whether the volume can be plugged into and out of the machine while it runs. KubeVirt v1.9 does that when the
   * volume is added to or removed from `volumes`; older releases need the feature gate DeclarativeHotplugVolumes, which
   * is turned on. Only disks on the buses virtio and scsi can be plugged, LUNs on scsi, and the media of CD-ROM drives;
   * never a volume that is shared as a filesystem.
   * @default false - a change takes effect at the next start
   */
  readonly hotpluggable?: boolean;
}

/** How a node pulls the image of a container disk. */
export interface ContainerDiskOptions {
  /**
   * The Secret in the machine's namespace, or its name, with the credentials of the registry.
   * @default - the credentials of the node
   */
  readonly pullSecret?: string | INamed;
  /**
   * When the node pulls the image.
   * @default - ALWAYS for the tag `latest` and for an image without a tag; otherwise IF_NOT_PRESENT
   */
  readonly pullPolicy?: ImagePullPolicy;
  /**
   * The path of the disk within the image.
   * @default - the only file below `/disk`
   */
  readonly path?: string;
}

/** Whether the file of a host disk exists already. */
export enum HostDiskType {
  /** The file exists. */
  DISK = 'Disk',
  /** KubeVirt makes the file if it does not exist. */
  DISK_OR_CREATE = 'DiskOrCreate',
}

/** A disk in a file of the node. */
export interface HostDiskOptions {
  /**
   * Whether the file exists already.
   * @default - DISK_OR_CREATE with a capacity, DISK without one
   */
  readonly type?: HostDiskType;
  /**
   * The size of a file that is made, such as `10Gi`.
   * @default - none: the file exists and has a size
   */
  readonly capacity?: string;
  /**
   * Whether the file is the same on every node, so that the machine can be live-migrated.
   * @default false
   */
  readonly shared?: boolean;
}

/** How a ConfigMap or a Secret becomes a volume. */
export interface ConfigVolumeOptions {
  /**
   * Whether the machine starts even if the object does not exist.
   * @default false - the machine waits for it
   */
  readonly optional?: boolean;
  /**
   * The label of the file system in which the guest finds the files.
   * @default - none
   */
  readonly volumeLabel?: string;
}

/** A file with a field of the machine's pod. */
export interface DownwardApiFile {
  /** The path of the file, relative to the volume, without `..`. */
  readonly path: string;
  /**
   * The field of the pod: `metadata.name`, `metadata.namespace`, `metadata.uid`, `metadata.labels`,
   * `metadata.annotations`, or a single one such as `metadata.labels['app']`.
   */
  readonly fieldPath: string;
}
