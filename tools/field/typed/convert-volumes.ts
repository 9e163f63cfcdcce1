import { isEmpty, listOf, Loose } from './loose';
import { DiskBlockSize, GuestDisk, MachineVolume, VolumeDevice, VolumeSource } from '../../../src';
import { defined } from '../../../src/toolkit/shape';

/** A volume as a prop; none if its source has no prop. */
export function volumeOf(volume: Loose, disk: Loose | undefined): MachineVolume[] {
  const source = sourceOf(volume);
  if (source === undefined) return [];
  const { name } = volume;
  if (disk === undefined) return [{ name, source, device: VolumeDevice.FILESYSTEM }];
  const { bootOrder, serial } = disk;
  const device = [VolumeDevice.CDROM, VolumeDevice.LUN].find((kind) => disk[kind] !== undefined) ?? VolumeDevice.DISK;
  const { bus, readonly } = disk[device];
  const readOnly = device === VolumeDevice.CDROM && readonly === true ? undefined : readonly;
  return [defined({ name, source, device, bootOrder, serial, bus, readOnly, ...guestDisk(disk) })];
}

/** How the guest sees a disk, other than its bus. */
export function guestDisk({ cache, io, errorPolicy, blockSize, shareable, dedicatedIOThread }: Loose): GuestDisk {
  const { custom } = blockSize ?? {};
  const size = custom === undefined ? DiskBlockSize.ofVolume() : DiskBlockSize.of(custom.logical, custom.physical);
  return defined({
    cache, io, errorPolicy, blockSize: blockSize && size, shareable, dedicatedIoThread: dedicatedIOThread,
  });
}

/** How the image of a container disk is pulled, and where the disk is in it. */
export function containerDiskOptions({ imagePullSecret, imagePullPolicy, path }: Loose) {
  return defined({ pullSecret: imagePullSecret, pullPolicy: imagePullPolicy, path });
}

function sourceOf(volume: Loose): VolumeSource | undefined {
  const { dataVolume, persistentVolumeClaim, ephemeral, containerDisk, emptyDisk, hostDisk } = volume;
  if (dataVolume !== undefined) return VolumeSource.dataVolume(dataVolume.name, pluggable(dataVolume));
  if (persistentVolumeClaim?.claimName !== undefined) {
    return VolumeSource.claim(persistentVolumeClaim.claimName, pluggable(persistentVolumeClaim));
  }
  if (ephemeral !== undefined) return VolumeSource.ephemeral(ephemeral.persistentVolumeClaim.claimName);
  if (containerDisk !== undefined) {
    return VolumeSource.containerDisk(containerDisk.image, containerDiskOptions(containerDisk));
  }
  if (emptyDisk !== undefined) return VolumeSource.emptyDisk(emptyDisk.capacity);
  if (hostDisk !== undefined) {
    const { path, type, capacity, shared } = hostDisk;
    return VolumeSource.hostDisk(path, defined({ type, capacity, shared }));
  }
  return filesOf(volume);
}

function filesOf({ configMap, secret, serviceAccount, sysprep, downwardAPI, downwardMetrics }: Loose) {
  if (configMap !== undefined) return VolumeSource.configMap(configMap.name, labelOf(configMap));
  if (secret !== undefined) return VolumeSource.secret(secret.secretName, labelOf(secret));
  if (serviceAccount !== undefined) return VolumeSource.serviceAccount(serviceAccount.serviceAccountName);
  if (sysprep?.secret !== undefined) return VolumeSource.sysprepSecret(sysprep.secret.name);
  if (sysprep?.configMap !== undefined) return VolumeSource.sysprepConfigMap(sysprep.configMap.name);
  if (isEmpty(downwardMetrics)) return VolumeSource.downwardMetrics();
  return downwardAPI && VolumeSource.downwardApi(listOf(downwardAPI.fields).map(({ path, fieldRef }) => (
    { path, fieldPath: fieldRef?.fieldPath })));
}

function pluggable({ hotpluggable }: Loose): { hotpluggable?: boolean } {
  return defined({ hotpluggable });
}

function labelOf({ optional, volumeLabel }: Loose): { optional?: boolean; volumeLabel?: string } {
  return defined({ optional, volumeLabel });
}
