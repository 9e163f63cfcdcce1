import type { Disk, Volume } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import { items } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DEVICES, located, vmiAdmitter } from './paths';

export const DISK_VOLUMES: MachineRule = {
  id: 'VM038',
  name: 'machines/disk-volume',
  on: 'machine',
  concerns: ['domain.devices.disks'],
  severity: Severity.ERROR,
  title: 'Each disk has a volume of its name, of a kind that it can show',
  why: 'KubeVirt refuses a disk without a volume, a LUN whose volume is not a disk of the storage, and similar '
    + 'mistakes.',
  remedy: 'Write a volume of the disk\'s name.',
  source: vmiAdmitter('validateVirtualMachineInstanceSpecVolumeDisks'),
  acceptable: false,

  *check({ vmi }) {
    const byName = new Map(items(vmi.volumes).map((volume) => [volume.name, volume]));
    for (const [disk, at] of located(vmi.domain?.devices?.disks, `${DEVICES}.disks`)) {
      const volume = byName.get(disk.name);
      if (volume !== undefined) {
        yield* pairFaults(disk, volume, at);
      } else if (disk.cdrom === undefined) {
        // Only a CD-ROM drive may be empty.
        yield fault(at, `"${disk.name}" has no volume of its name`, 'Write one in volumes, or leave the disk out.');
      }
    }
  },
};

export const VOLUME_WITHOUT_DISK: MachineRule = {
  id: 'VM039',
  name: 'machines/volume-without-disk',
  on: 'machine',
  concerns: ['volumes'],
  severity: Severity.WARNING,
  title: 'Each volume has a disk or a filesystem of its name',
  why: 'KubeVirt adds a disk for it behind all others, on the bus that the preference or KubeVirt itself chooses.',
  remedy: 'Write a disk of that name to choose its bus and its place.',
  source: kubevirt('pkg/util/util.go: SetDefaultVolumeDisk'),
  acceptable: true,

  *check({ vmi }) {
    const { disks, filesystems } = vmi.domain?.devices ?? {};
    const shown = new Set([...items(disks), ...items(filesystems)].map((device) => device.name));
    for (const [volume, at] of located(vmi.volumes, `${VMI}.volumes`)) {
      if (shown.has(volume.name) || volume.memoryDump !== undefined) continue;
      yield fault(at, `"${volume.name}" has no disk of its name, so KubeVirt adds one on a bus of its own choice`,
        this.remedy);
    }
  },
};

export const FILESYSTEM_WITHOUT_VOLUME: MachineRule = {
  id: 'VM040',
  name: 'machines/filesystem-without-volume',
  on: 'machine',
  concerns: ['domain.devices.filesystems'],
  severity: Severity.ERROR,
  title: 'Each filesystem has a volume of its name',
  why: 'KubeVirt takes it, and the guest is offered a filesystem that does not exist.',
  remedy: 'Write a volume of that name, or leave the filesystem out.',
  source: vmiAdmitter('validateVirtualMachineInstanceSpecVolumeDisks'),
  acceptable: true,

  *check({ vmi }) {
    const volumes = new Set(items(vmi.volumes).map((volume) => volume.name));
    const names = new Set(items(vmi.domain?.devices?.filesystems).map((filesystem) => filesystem.name));
    for (const name of names) {
      if (volumes.has(name)) continue;
      yield fault(`${DEVICES}.filesystems`, `holds "${name}", but the machine has no volume of that name`,
        'Write one in volumes, or leave it out.');
    }
  },
};

function* pairFaults(disk: Disk, volume: Volume, at: string): Iterable<Fault> {
  if (disk.lun !== undefined && volume.persistentVolumeClaim === undefined && volume.dataVolume === undefined) {
    yield fault(`${at}.lun`,
      `"${disk.name}" needs a persistentVolumeClaim or a dataVolume, because a LUN is a device of the storage`,
      'Write one of these as its volume, or a disk.');
  }
  if (volume.downwardMetrics !== undefined && disk.disk?.bus !== 'virtio') {
    yield fault(at,
      `"${disk.name}" shows downwardMetrics, which needs a disk on the bus virtio`, 'Write disk with the bus virtio.');
  }
  if (volume.containerPath !== undefined) {
    yield fault(at, `"${disk.name}" shows a containerPath, which is a directory`, 'Write it in filesystems.');
  }
}
