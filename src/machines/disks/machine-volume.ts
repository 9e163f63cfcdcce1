import type { GuestDisk } from './guest-disk';
import type { VolumeSource } from './volume-source';
import type { DataVolumeTemplate, Disk, Filesystem, Volume } from '../../../imports/kubevirt.io';

/** The device through which a guest sees a volume. */
export enum VolumeDevice {
  /** A disk. */
  DISK = 'disk',
  /** A device of the storage that the guest sends SCSI commands to. Only claims, DataVolumes and `Disk`s can be one. */
  LUN = 'lun',
  /** A CD-ROM drive, which is read-only. */
  CDROM = 'cdrom',
  /**
   * A directory that the guest mounts by virtiofs, with the volume's name as the tag: a claim or DataVolume of the
   * volume mode Filesystem, a ConfigMap, a Secret, a ServiceAccount, or the downward API. Up to KubeVirt v1.7 it turns
   * on a feature gate, and such a machine cannot be live-migrated if the volume is a claim of its own.
   */
  FILESYSTEM = 'filesystem',
}

/** A volume of a machine, and how the guest sees it. */
export interface MachineVolume extends GuestDisk {
  /**
   * The name of the volume and its disk within the machine: lower-case letters, digits and hyphens. No other disk of
   * the machine has it; `boot`, `cloudinit` and `installation` are taken, and with Windows the names of its CD-ROMs,
   * `sysprep` and `virtio-drivers`.
   */
  readonly name: string;
  /** What the volume is. */
  readonly source: VolumeSource;
  /**
   * The device through which the guest sees the volume.
   * @default VolumeDevice.DISK - CDROM for sysprep, where Windows looks for it
   */
  readonly device?: VolumeDevice;
  /**
   * The place of the disk in the order in which the machine tries to boot from its devices. The boot disk has 1.
   * @default - it is not booted from
   */
  readonly bootOrder?: number;
  /**
   * The serial number of the disk, which the guest sees: letters, digits, `_`, `.`, `+` and `-`. On virtio the guest
   * sees the first 20 characters.
   * @default - none
   */
  readonly serial?: string;
  /**
   * Whether the guest can only read the disk. A disk on the bus SATA cannot be read-only; a CD-ROM is in any case.
   * @default false
   */
  readonly readOnly?: boolean;
}

/** A volume with the device through which the guest sees it. */
export interface ShownVolume {
  readonly volume: Volume;
  readonly disk?: Disk;
  readonly filesystem?: Filesystem;
}

/** A disk or a filesystem of a machine, with a DataVolume if each machine has its own. */
export interface MachineDisk extends ShownVolume {
  readonly template?: DataVolumeTemplate;
}

/** The names that a machine's own disks have. */
export const OWN_DISKS = { boot: 'boot', cloudInit: 'cloudinit', installation: 'installation' } as const;
