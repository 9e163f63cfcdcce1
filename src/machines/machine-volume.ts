import type { Guest } from './guest';
import { DiskBus, GuestDisk, guestFields } from './guest-disk';
import { ANY_GUEST } from './guest-parts';
import type { MachineProps } from './machine-props';
import { Architecture } from './strategies';
import type { VolumeSource } from './volume-source';
import type { Disk, Filesystem, Volume } from '../../imports/kubevirt.io';
import { notDnsLabel } from '../toolkit/names';
import { defined } from '../toolkit/shape';

/** The device through which a guest sees a volume. */
export enum VolumeDevice {
  /** A disk. */
  DISK = 'disk',
  /** A device of the storage that the guest sends SCSI commands to. Only claims, DataVolumes and `Disk`s can be one. */
  LUN = 'lun',
  /** A CD-ROM drive, which is read-only. */
  CDROM = 'cdrom',
  /**
   * A directory that the guest mounts by virtiofs, with the volume's name as the tag. Up to KubeVirt v1.7 it turns on
   * a feature gate, and such a machine cannot be live-migrated if the volume is a claim of its own.
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
   * The serial number by which the guest finds the disk: letters, digits, `_`, `.`, `+` and `-`. virtio shows the first
   * 20 characters.
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

/** What decides how a volume is shown where its props leave a choice. */
type SeenBy = Pick<MachineProps, 'guest' | 'architecture'>;

// QEMU's virtio disks pass no SCSI commands on, a CD-ROM drive cannot be on virtio, and only amd64 has SATA.
function usualBus(device: VolumeDevice, { guest, architecture }: SeenBy): DiskBus {
  if (device === VolumeDevice.DISK) return partsOf(guest).diskBus;
  const isAmd = architecture === undefined || architecture === Architecture.AMD64;
  return device === VolumeDevice.CDROM && isAmd ? DiskBus.SATA : DiskBus.SCSI;
}

/** A volume of a machine's props in the form of the API. */
export function shownVolume(given: MachineVolume, seenBy: SeenBy): ShownVolume {
  const { name, source, bootOrder, serial, readOnly } = given;
  const volume = source._volume(name);
  const device = given.device ?? (volume.sysprep === undefined ? VolumeDevice.DISK : VolumeDevice.CDROM);
  if (device === VolumeDevice.FILESYSTEM) return { volume, filesystem: { name, virtiofs: {} } };
  const target = defined({ bus: given.bus ?? usualBus(device, seenBy), readonly: readOnly });
  return { volume, disk: defined({ name, bootOrder, serial, [device]: target, ...guestFields(given) }) };
}

/** The names that a machine's own disks have. */
export const OWN_DISKS = { boot: 'boot', cloudInit: 'cloudinit', installation: 'installation' } as const;

/** The names that volumes and extra disks of a machine cannot have, because its own disks and its guest's have them. */
export function takenNames(guest: Guest | undefined): readonly string[] {
  return [...Object.values(OWN_DISKS), ...partsOf(guest).disks.map(({ volume }) => volume.name)];
}

function partsOf(guest: Guest | undefined) {
  return guest?._parts ?? ANY_GUEST;
}

/** The volumes that have a valid name of their own; rules report the others. */
export function usableVolumes(
  { volumes = [], guest }: MachineProps, disks: readonly { readonly name: string }[],
): MachineVolume[] {
  const others = [...takenNames(guest), ...disks.map(({ name }) => name)];
  return volumes.filter(({ name }, index) => (
    notDnsLabel(name) === undefined && !others.includes(name)
      && volumes.findIndex((other) => other.name === name) === index));
}
