import type { BootImage } from './boot-image';
import { blankDisk, bootDevice, ownBootDisk } from './disk';
import type { DiskBus } from './guest-disk';
import { defined } from '../../toolkit/shape';
import type { MachineParts } from '../machine-parts';
import type { MachineProps } from '../machine-props';
import { MachineDisk, OWN_DISKS, VolumeDevice } from './machine-volume';
import { shownVolume, usableVolumes } from './shown-volume';
import { partsOf } from '../guest/parts-of-guest';

/** The disks of a machine: what it boots from, the extra disks, its volumes, and the disk with cloud-init data. */
export function disksOf(props: MachineProps, parts: MachineParts): MachineDisk[] {
  const { diskBus: bus, disks } = partsOf(props);
  return [
    ...bootDisks(props, parts, bus),
    ...parts.extraDisks.map((disk) => blankDisk(claimName(parts, disk.name), { bus, ...disk })),
    ...usableVolumes(props, parts.extraDisks).map((volume) => shownVolume(volume, props)),
    ...installationDisks(props),
    ...cloudInitDisks(props, bus),
    ...disks,
  ];
}

/** The disk that the machine boots from; none if it boots from something else. */
function bootDisks(props: MachineProps, parts: MachineParts, bus: DiskBus): MachineDisk[] {
  return hasBootDisk(props) ? [bootDiskOf(props, parts, bus)] : [];
}

/** Whether the first disk of a machine is the one that it boots from. */
export function hasBootDisk({ boot }: MachineProps): boolean {
  return boot?._content.withoutDisk !== true;
}

function bootDiskOf({ image, boot, ...props }: MachineProps, parts: MachineParts, bus: DiskBus): MachineDisk {
  const bootDisk = { bus, ...props.bootDisk };
  const name = OWN_DISKS.boot;
  const claim = claimName(parts, name);
  const { imported, volume, installation } = boot?._content ?? {};
  if (volume !== undefined) return { disk: bootDevice(name, bootDisk), volume: volume._volume(name) };
  if (imported !== undefined) {
    const { source, capacity, preallocation } = imported;
    const content = defined({ source: source._rules.source(parts.target), preallocation });
    return ownBootDisk(name, claim, content, capacity ?? bootDisk.capacity, bootDisk);
  }
  if (installation !== undefined) {
    return ownBootDisk(name, claim, { source: { blank: {} } }, installation.capacity, bootDisk);
  }
  return clonedBootDisk(claim, image!, bootDisk);
}

/** A clone of an image: as large as the image, and in its class, unless the props say something else. */
function clonedBootDisk(claim: string, image: BootImage, bootDisk: NonNullable<MachineProps['bootDisk']>): MachineDisk {
  const sourceRef = { kind: 'DataSource', name: image.dataSourceName, namespace: image.namespaceName };
  const usual = image._mayBeSnapshot ? undefined : image._size?.toBytesText();
  const stored = { ...bootDisk, storageClassName: bootDisk.storageClassName ?? image._storageClassName };
  return ownBootDisk(OWN_DISKS.boot, claim, { sourceRef }, bootDisk.capacity ?? usual, stored);
}

/** The CD-ROM drive of an installation, which is tried after the boot disk. */
function installationDisks(props: MachineProps): MachineDisk[] {
  const medium = props.boot?._content.installation?.medium;
  if (medium === undefined) return [];
  const drive = { name: OWN_DISKS.installation, source: medium, device: VolumeDevice.CDROM, bootOrder: 2 };
  return [shownVolume(drive, props)];
}

function cloudInitDisks({ cloudInit }: MachineProps, bus: DiskBus): MachineDisk[] {
  if (cloudInit === undefined) return [];
  const disk = { name: OWN_DISKS.cloudInit, disk: { bus } };
  return [{ disk, volume: cloudInit._volume(OWN_DISKS.cloudInit) }];
}

/** The name of the DataVolume of a disk. */
function claimName({ name, single }: MachineParts, disk: string): string {
  const names = single?.dataVolumeNames ?? {};
  return Object.hasOwn(names, disk) ? names[disk] : `${name}-${disk}`;
}
