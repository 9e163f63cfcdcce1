import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { items } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DEVICES, located } from './paths';

/** The buses that each kind of disk can be plugged on. The medium of a CD-ROM drive is changed on any bus. */
const BUSES = { disk: ['virtio', 'scsi'], lun: ['scsi'] } as const;

export const HOTPLUGGABLE: MachineRule = {
  id: 'VM075',
  name: 'machines/hotpluggable',
  on: 'machine',
  concerns: ['volumes.dataVolume', 'volumes.persistentVolumeClaim'],
  severity: Severity.ERROR,
  title: 'A disk that can be plugged into a running machine is on a bus that takes one',
  why: 'KubeVirt plugs disks on virtio and scsi, and LUNs on scsi. On another bus it refuses the disk that is added to '
    + 'a running machine, and never takes out the one that is removed.',
  remedy: 'Write virtio or scsi, and scsi for a LUN.',
  source: kubevirt('pkg/storage/admitters/storagehotplug.go: ValidateHotplugDiskConfiguration; '
    + 'pkg/virt-launcher/virtwrap/manager.go: getAttachedDisks, getDetachedDisks'),
  acceptable: true,

  *check({ vmi }) {
    const plugged = items(vmi.volumes).filter(({ dataVolume, persistentVolumeClaim }) =>
      dataVolume?.hotpluggable ?? persistentVolumeClaim?.hotpluggable);
    if (plugged.length === 0) return;
    const names = new Set(plugged.map(({ name }) => name));
    for (const [disk, at] of located(vmi.domain?.devices?.disks, `${DEVICES}.disks`)) {
      const kind = disk.lun === undefined ? 'disk' : 'lun';
      const bus = disk[kind]?.bus;
      if (!bus || !names.has(disk.name) || (BUSES[kind] as readonly string[]).includes(bus)) continue;
      yield fault(`${at}.${kind}.bus`, `is ${bus}, but "${disk.name}" is hotpluggable, and KubeVirt plugs a ${kind} `
        + `only on ${BUSES[kind].join(' and ')}`, `Write ${BUSES[kind].join(' or ')}, or leave hotpluggable out.`);
    }
  },
};
