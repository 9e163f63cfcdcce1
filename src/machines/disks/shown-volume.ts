import { DiskBus, guestFields } from './guest-disk';
import type { MachineProps } from '../machine-props';
import { MachineVolume, OWN_DISKS, ShownVolume, VolumeDevice } from './machine-volume';
import type { Volume } from '../../../imports/kubevirt.io';
import { notDnsLabel } from '../../toolkit/names';
import { defined } from '../../toolkit/shape';
import type { Guest } from '../guest/guest';
import { partsOf } from '../guest/parts-of-guest';
import { Architecture } from '../strategies';

/** What decides how a volume is shown where its props leave a choice. */
type SeenBy = Pick<MachineProps, 'guest' | 'architecture'>;

// QEMU's virtio disks pass no SCSI commands on, a CD-ROM drive cannot be on virtio, and only amd64 has SATA. KubeVirt
// takes downward metrics on virtio alone.
function usualBus(volume: Volume, device: VolumeDevice, { guest, architecture }: SeenBy): DiskBus {
  if (volume.downwardMetrics !== undefined) return DiskBus.VIRTIO;
  if (device === VolumeDevice.DISK) return partsOf({ guest, architecture }).diskBus;
  const isAmd = architecture === undefined || architecture === Architecture.AMD64;
  return device === VolumeDevice.CDROM && isAmd ? DiskBus.SATA : DiskBus.SCSI;
}

/** A volume of a machine's props in the form of the API. */
export function shownVolume(given: MachineVolume, seenBy: SeenBy): ShownVolume {
  const { name, source, bootOrder, serial, readOnly } = given;
  const volume = source._volume(name);
  const device = given.device ?? (volume.sysprep === undefined ? VolumeDevice.DISK : VolumeDevice.CDROM);
  if (device === VolumeDevice.FILESYSTEM) return { volume, filesystem: { name, virtiofs: {} } };
  const target = defined({ bus: given.bus ?? usualBus(volume, device, seenBy), readonly: readOnly });
  return { volume, disk: defined({ name, bootOrder, serial, [device]: target, ...guestFields(given) }) };
}

/** The names that volumes and extra disks of a machine cannot have, because its own disks and its guest's have them. */
export function takenNames(guest: Guest | undefined): readonly string[] {
  return [...Object.values(OWN_DISKS), ...partsOf({ guest }).disks.map(({ volume }) => volume.name)];
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
