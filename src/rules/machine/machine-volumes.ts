import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { VolumeDevice } from '../../machines/disks/machine-volume';
import { takenNames } from '../../machines/disks/shown-volume';
import type { MachineProps } from '../../machines/machine-props';
import { notDnsLabel } from '../../toolkit/names';
import { present, repeated } from '../../toolkit/shape';
import type { PropRule } from '../rule';
import { kubevirt, own } from '../sources';

export const VOLUME_NAME: PropRule = {
  id: 'VM151',
  name: 'machines/volume-name',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Each volume of a machine has a name of its own, which is a DNS label',
  why: 'The disk of a volume has its name, and KubeVirt refuses two disks of one name, and names with dots.',
  remedy: 'Give each its own name of lower-case letters, digits and "-".',
  source: kubevirt('pkg/storage/admitters/disks.go: ValidateDisks'),
  acceptable: false,
};

/** Names of volumes that cannot be, or that another disk of the machine has. */
export function* volumeNameFaults({ volumes = [], extraDisks = [], guest }: MachineProps): Iterable<Fault> {
  const names = volumes.map(({ name }) => name);
  for (const [index, name] of names.entries()) {
    const found = notDnsLabel(name);
    if (found !== undefined) yield { field: `volumes[${index}].name`, ...found };
  }
  for (const name of repeated(names)) {
    yield fault('volumes', `holds two volumes named "${name}"`, 'Give each its own name.');
  }
  const disks = extraDisks.map(({ name }) => name);
  const reserved = takenNames(guest);
  for (const name of new Set(names)) {
    if (reserved.includes(name)) {
      yield fault('volumes', `holds a volume named "${name}", which a machine has already`, 'Give it another name.');
    } else if (disks.includes(name)) {
      yield fault('volumes', `holds a volume named "${name}", as extraDisks does`, 'Give one of them another name.');
    }
  }
}

export const FILESYSTEM_OPTIONS: PropRule = {
  id: 'VM152',
  name: 'machines/filesystem-options',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A volume that is shared as a filesystem has no options of a disk',
  why: 'virtiofs shares a directory. It has no bus, no cache and no place in the boot order, so they would be lost.',
  remedy: 'Leave them out, or choose another device.',
  source: own(),
  acceptable: false,
};

const OF_FILESYSTEMS = ['name', 'source', 'device'];

/** Options of a disk for a directory. */
export function* filesystemOptionFaults({ volumes = [] }: MachineProps): Iterable<Fault> {
  for (const [index, volume] of volumes.entries()) {
    if (volume.device !== VolumeDevice.FILESYSTEM) continue;
    const lost = present(volume).filter((option) => !OF_FILESYSTEMS.includes(option));
    if (lost.length === 0) continue;
    yield fault(`volumes[${index}]`, `has ${lost.join(', ')}, which a filesystem has not`, FILESYSTEM_OPTIONS.remedy);
  }
}
