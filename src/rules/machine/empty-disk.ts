import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import { Quantity } from '../../toolkit/quantity';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { located } from './paths';
import { quantityOf } from './quantities';

const LEAST = Quantity.parse('1Mi')!;

export const EMPTY_DISK: MachineRule = {
  id: 'VM072',
  name: 'machines/empty-disk',
  on: 'machine',
  concerns: ['volumes.emptyDisk'],
  severity: Severity.ERROR,
  title: 'An emptyDisk has at least 1Mi',
  why: 'The launcher makes it in whole mebibytes, and stops if none is left.',
  remedy: 'Write a larger capacity, such as "1Gi".',
  source: kubevirt('pkg/emptydisk/emptydisk.go: CreateTemporaryDisks'),
  acceptable: false,

  *check({ vmi }) {
    for (const [{ emptyDisk }, at] of located(vmi.volumes, `${VMI}.volumes`)) {
      const capacity = quantityOf(emptyDisk?.capacity);
      if (capacity === undefined || !capacity.isLessThan(LEAST)) continue;
      yield fault(`${at}.emptyDisk.capacity`, `is "${emptyDisk!.capacity}", less than 1Mi, so the machine would not `
        + 'start', this.remedy);
    }
  },
};
