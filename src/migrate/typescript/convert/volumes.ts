import { VolumeDevice } from '../../../index';
import { defined } from '../../../toolkit/shape';
import { call, Code, Props } from '../code';
import { isEmpty, listOf, Loose } from '../same/loose';

/** A volume as a prop; none if its source has no prop. */
export function volumeOf(volume: Loose, disk: Loose | undefined): Props[] {
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
export function guestDisk({ cache, io, errorPolicy, blockSize, shareable, dedicatedIOThread }: Loose): Props {
  const { custom } = blockSize ?? {};
  const size = custom === undefined
    ? call('DiskBlockSize.ofVolume') : call('DiskBlockSize.of', custom.logical, custom.physical);
  return defined({
    cache, io, errorPolicy, blockSize: blockSize && size, shareable, dedicatedIoThread: dedicatedIOThread,
  });
}

/** How the image of a container disk is pulled, and where the disk is in it. */
export function containerDiskOptions({ imagePullSecret, imagePullPolicy, path }: Loose): Props {
  return defined({ pullSecret: imagePullSecret, pullPolicy: imagePullPolicy, path });
}

function sourceOf(volume: Loose): Code {
  const { dataVolume, persistentVolumeClaim, ephemeral, containerDisk, emptyDisk, hostDisk } = volume;
  if (dataVolume !== undefined) return call('VolumeSource.dataVolume', dataVolume.name, pluggable(dataVolume));
  if (persistentVolumeClaim?.claimName !== undefined) {
    return call('VolumeSource.claim', persistentVolumeClaim.claimName, pluggable(persistentVolumeClaim));
  }
  if (ephemeral !== undefined) return call('VolumeSource.ephemeral', ephemeral.persistentVolumeClaim.claimName);
  if (containerDisk !== undefined) {
    return call('VolumeSource.containerDisk', containerDisk.image, containerDiskOptions(containerDisk));
  }
  if (emptyDisk !== undefined) return call('VolumeSource.emptyDisk', emptyDisk.capacity);
  if (hostDisk !== undefined) {
    const { path, type, capacity, shared } = hostDisk;
    return call('VolumeSource.hostDisk', path, defined({ type, capacity, shared }));
  }
  return filesOf(volume);
}

function filesOf({ configMap, secret, serviceAccount, sysprep, downwardAPI, downwardMetrics }: Loose): Code {
  if (configMap !== undefined) return call('VolumeSource.configMap', configMap.name, labelOf(configMap));
  if (secret !== undefined) return call('VolumeSource.secret', secret.secretName, labelOf(secret));
  if (serviceAccount !== undefined) return call('VolumeSource.serviceAccount', serviceAccount.serviceAccountName);
  if (sysprep?.secret !== undefined) return call('VolumeSource.sysprepSecret', sysprep.secret.name);
  if (sysprep?.configMap !== undefined) return call('VolumeSource.sysprepConfigMap', sysprep.configMap.name);
  if (isEmpty(downwardMetrics)) return call('VolumeSource.downwardMetrics');
  return downwardAPI && call('VolumeSource.downwardApi', listOf(downwardAPI.fields).map(({ path, fieldRef }) => (
    { path, fieldPath: fieldRef?.fieldPath })));
}

function pluggable({ hotpluggable }: Loose): Props {
  return defined({ hotpluggable });
}

function labelOf({ optional, volumeLabel }: Loose): Props {
  return defined({ optional, volumeLabel });
}
