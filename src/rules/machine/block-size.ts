import type { Disk } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { DiskBus } from '../../machines/disks/guest-disk';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DEVICES, located } from './paths';

const SMALLEST = 512;
const LARGEST = 2097152;

export const BLOCK_SIZE: MachineRule = {
  id: 'VM033',
  name: 'machines/block-size',
  on: 'machine',
  concerns: ['domain.devices.disks.blockSize'],
  severity: Severity.ERROR,
  title: `Block sizes of a disk are powers of two from ${SMALLEST} to ${LARGEST}, the logical at most the physical`,
  why: 'KubeVirt refuses other sizes, logical blocks other than 512 on sata, and a custom size '
    + 'beside that of the volume.',
  remedy: 'Leave blockSize out, or write matchVolume.',
  source: kubevirt('pkg/storage/admitters/disks.go'),
  acceptable: false,

  *check({ vmi }) {
    for (const [disk, at] of located(vmi.domain?.devices?.disks, `${DEVICES}.disks`)) {
      yield* blockFaults(disk, `${at}.blockSize`);
    }
  },
};

function* blockFaults(disk: Disk, at: string): Iterable<Fault> {
  const { custom, matchVolume } = disk.blockSize ?? {};
  if (custom === undefined) return;
  if (matchVolume && matchVolume.enabled !== false) {
    yield fault(at, 'has custom and matchVolume, which exclude each other', 'Leave one of the two out.');
    return;
  }
  const { logical = 0, physical = 0, discardGranularity } = custom;
  if (logical > physical) {
    yield fault(`${at}.custom.logical`, `${logical} is more than physical ${physical}`, 'Write the same or less.');
  }
  const bus = disk.disk?.bus ?? disk.lun?.bus ?? disk.cdrom?.bus;
  if (bus === DiskBus.SATA && logical !== SMALLEST) {
    yield fault(`${at}.custom.logical`, `is ${logical}, but a sata disk has 512`, 'Write 512.');
  }
  if (discardGranularity !== undefined && logical !== 0 && discardGranularity % logical !== 0) {
    yield fault(`${at}.custom.discardGranularity`, `${discardGranularity} is not a multiple of logical ${logical}`,
      'Write a multiple.');
  }
  for (const [field, size] of Object.entries({ logical, physical })) {
    if (isBlockSize(size)) continue;
    yield fault(`${at}.custom.${field}`, `is ${size}, but must be a power of two from ${SMALLEST} to ${LARGEST}`,
      'Write one, such as 4096.');
  }
}

function isBlockSize(size: number): boolean {
  return size >= SMALLEST && size <= LARGEST && Number.isInteger(Math.log2(size));
}
