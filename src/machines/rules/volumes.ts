import { Machine, MachineRule, VMI } from './machine';
import type { HostDisk, Volume } from '../../../imports/kubevirt.io';
import type { Sentence } from '../../toolkit/problems';
import { oneOf } from '../../toolkit/sentences';
import { items, present, repeated } from '../../toolkit/shape';

const VOLUMES = `${VMI}.volumes`;
const RESERVED_PATHS = ['/var/run/kubevirt', '/var/run/libvirt'];

/** KubeVirt v1.9.0 pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go: validateVolumes, validateBootOrder, validateVirtualMachineInstanceSpecVolumeDisks. */
export const volumes: MachineRule = (machine) => {
  const all = items(machine.vmi.volumes);
  const limited = ['serviceAccount', 'downwardMetrics', 'memoryDump'] as const;
  return [
    ...all.flatMap((volume, index) => one(volume, `${VOLUMES}[${index}]`)),
    ...repeated(all.map((volume) => volume.name)).map((name) => `${VOLUMES} holds two volumes named "${name}". Give each its own name.`),
    ...limited.filter((kind) => all.filter((volume) => volume[kind] !== undefined).length > 1).map((kind) => `${VOLUMES} holds more than one ${kind}, of which a machine has one. Leave the others out.`),
    items(machine.vmi.utilityVolumes).length > 0 ? `${VMI}.utilityVolumes are plugged into running machines by KubeVirt itself and are refused when a machine is made. Leave them out.` : undefined,
    ...pairs(machine),
  ];
};

function one(volume: Volume, at: string): Sentence[] {
  const sources = present(volume).filter((key) => key !== 'name');
  return [
    sources.length === 1 ? undefined : `${at} "${volume.name}" has ${sources.length === 0 ? 'no source' : `the sources ${sources.join(' and ')}`}, but a volume has exactly one. ${sources.length === 0 ? 'Write one, such as dataVolume' : 'Leave the others out'}.`,
    ...Object.entries({
      'dataVolume.name': volume.dataVolume?.name,
      'configMap.name': volume.configMap && (volume.configMap.name ?? ''),
      'secret.secretName': volume.secret && (volume.secret.secretName ?? ''),
      'serviceAccount.serviceAccountName': volume.serviceAccount && (volume.serviceAccount.serviceAccountName ?? ''),
    }).map(([field, value]) => (value === '' ? `${at}.${field} is empty. Write the name of the object.` : undefined)),
    absolute(`${at}.containerDisk.path`, volume.containerDisk?.path),
    ...(volume.hostDisk === undefined ? [] : hostDisk(volume.hostDisk, `${at}.hostDisk`)),
    RESERVED_PATHS.some((path) => volume.containerPath?.path.startsWith(path)) ? `${at}.containerPath.path "${volume.containerPath!.path}" is KubeVirt's own. Write another path.` : undefined,
  ];
}

/** KubeVirt v1.9.0 pkg/storage/admitters/disks.go, ValidatePath. */
export function absolute(at: string, path: string | undefined): Sentence {
  if (path === undefined || path === '') return undefined;
  const clean = path.startsWith('/') && path !== '/' && !path.replace(/\/+$/, '').slice(1).split('/').some((part) => part === '' || part === '.' || part === '..');
  return clean ? undefined : `${at} "${path}" is no absolute path of a file. Write one without "." and "..", such as "/disk/image.qcow2".`;
}

function hostDisk({ path, type, capacity }: HostDisk, at: string): Sentence[] {
  return [
    path === '' ? `${at}.path is empty. Write the path on the node.` : undefined,
    oneOf(`${at}.type`, type, ['Disk', 'DiskOrCreate']),
    type === 'Disk' && capacity !== undefined ? `${at}.capacity is "${capacity}", but the type Disk means a file that exists and has a size. Write the type DiskOrCreate, or leave the capacity out.` : undefined,
  ];
}

/** Disks and volumes belong together by name. */
function pairs({ vmi }: Machine): Sentence[] {
  const devices = vmi.domain?.devices;
  const byName = new Map(items(vmi.volumes).map((volume) => [volume.name, volume]));
  const disks = items(devices?.disks);
  const shown = new Set([...disks, ...items(devices?.filesystems)].map((device) => device.name));
  const filesystems = new Set(items(devices?.filesystems).map((device) => device.name));
  return [
    ...disks.flatMap((disk, index) => {
      const at = `${VMI}.domain.devices.disks[${index}]`;
      const volume = byName.get(disk.name);
      return [
        volume === undefined && disk.cdrom === undefined ? `${at} "${disk.name}" has no volume of its name. Write one in ${VOLUMES}, or leave the disk out.` : undefined,
        volume !== undefined && disk.lun !== undefined && volume.persistentVolumeClaim === undefined && volume.dataVolume === undefined ? `${at}.lun "${disk.name}" needs a persistentVolumeClaim or a dataVolume, for a LUN is a device of the storage. Write one of these as its volume, or a disk.` : undefined,
        volume?.downwardMetrics !== undefined && disk.disk?.bus !== 'virtio' ? `${at} "${disk.name}" shows downwardMetrics, which takes a disk on the bus virtio. Write disk with the bus virtio.` : undefined,
        volume?.containerPath !== undefined ? `${at} "${disk.name}" shows a containerPath, which is a directory. Write it in filesystems.` : undefined,
      ];
    }),
    ...items(vmi.volumes).map((volume, index) => (shown.has(volume.name) || volume.memoryDump !== undefined ? undefined : `${VOLUMES}[${index}] "${volume.name}" has no disk of its name, so what the guest sees is left to chance. Write a disk or a filesystem of that name, or leave the volume out.`)),
    ...[...filesystems].map((name) => (byName.has(name) ? undefined : `${VMI}.domain.devices.filesystems holds "${name}", of which there is no volume. Write one in ${VOLUMES}, or leave it out.`)),
  ];
}
