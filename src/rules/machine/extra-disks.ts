import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { BlankDisk } from '../../machines/disks/disk';
import { takenNames } from '../../machines/disks/shown-volume';
import type { MachineProps } from '../../machines/machine-props';
import { notDnsLabel } from '../../toolkit/names';
import { repeated } from '../../toolkit/shape';
import type { PropRule } from '../rule';
import { kubevirt, own } from '../sources';

// One of Kubermatic's source documents allows three secondary disks, and its dashboard allows no more.
const MOST_EXTRA_DISKS = 3;

export const EXTRA_DISKS: PropRule = {
  id: 'VM112',
  name: 'workers/extra-disks',
  on: 'props',
  severity: Severity.INFO,
  title: `A machine has at most ${MOST_EXTRA_DISKS} extra disks`,
  why: 'Kubermatic\'s dashboard takes no more than three secondary disks. KubeVirt has no such limit.',
  remedy: 'Leave some out if that dashboard manages the machines.',
  source: own('docs/architecture.md'),
  acceptable: true,
};

export function* extraDiskFaults(disks: readonly BlankDisk[]): Iterable<Fault> {
  if (disks.length <= MOST_EXTRA_DISKS) return;
  yield fault('extraDisks', `holds ${disks.length} disks, which KubeVirt takes, but Kubermatic's dashboard takes at `
    + `most ${MOST_EXTRA_DISKS}`,
  EXTRA_DISKS.remedy);
}

export const EXTRA_DISK_NAME: PropRule = {
  id: 'VM113',
  name: 'workers/extra-disk-name',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The name of an extra disk is a DNS label',
  why: 'The name becomes part of the name of a DataVolume, and KubeVirt refuses disks whose names have dots.',
  remedy: 'Use lower-case letters, digits and "-".',
  source: kubevirt('pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go: validateVolumes'),
  acceptable: false,
};

export function* extraDiskNameFaults(disks: readonly BlankDisk[]): Iterable<Fault> {
  for (const [index, { name }] of disks.entries()) {
    const found = notDnsLabel(name);
    if (found !== undefined) yield { field: `extraDisks[${index}].name`, ...found };
  }
}

export const EXTRA_DISK_TWICE: PropRule = {
  id: 'VM114',
  name: 'workers/extra-disk-twice',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Each disk of a machine has a name of its own',
  why: 'KubeVirt refuses a machine with two disks of one name.',
  remedy: 'Give each its own name.',
  source: kubevirt('pkg/storage/admitters/disks.go: ValidateDisks'),
  acceptable: false,
};

export function* extraDiskTwiceFaults({ extraDisks = [], guest }: MachineProps): Iterable<Fault> {
  const names = extraDisks.map(({ name }) => name);
  for (const name of repeated(names)) {
    yield fault('extraDisks', `holds two disks named "${name}"`, EXTRA_DISK_TWICE.remedy);
  }
  for (const name of takenNames(guest).filter((each) => names.includes(each))) {
    yield fault('extraDisks', `holds a disk named "${name}", which a machine has already`, 'Give it another name.');
  }
}

/** The extra disks that are valid, whatever is reported about the others. */
export function usableDisks({ extraDisks = [], guest }: MachineProps): BlankDisk[] {
  const taken = takenNames(guest);
  return extraDisks.filter(({ name }, index) => {
    if (notDnsLabel(name) !== undefined || taken.includes(name)) return false;
    return extraDisks.findIndex((other) => other.name === name) === index;
  });
}
