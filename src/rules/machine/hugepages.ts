import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { Quantity } from '../../toolkit/quantity';
import type { MachineRule } from '../rule';
import { DOMAIN, vmiAdmitter } from './paths';
import { bytesOf, isMultiple } from './quantities';

const HUGEPAGES = `${DOMAIN}.memory.hugepages`;

export const HUGE_PAGES: MachineRule = {
  id: 'VM019',
  name: 'machines/hugepages',
  on: 'machine',
  concerns: ['domain.memory.hugepages'],
  severity: Severity.ERROR,
  title: 'Memory is a multiple of its huge pages',
  why: 'KubeVirt refuses memory that its pages do not fill, and its webhook fails if the machine states no memory.',
  remedy: 'Write memory.guest, in a multiple of the page size.',
  source: vmiAdmitter('validateHugepagesMemoryRequests'),
  acceptable: false,

  *check({ spec, vmi }) {
    const { memory, resources } = vmi.domain ?? {};
    const pageSize = memory?.hugepages?.pageSize;
    if (pageSize === undefined) return;
    if (!isPageSize(pageSize)) {
      yield fault(`${HUGEPAGES}.pageSize`, `"${pageSize}" is not a size of pages`,
        'Write one that the nodes have, such as "2Mi" or "1Gi".');
      return;
    }
    // an instancetype always states the memory
    if (spec.instancetype !== undefined) return;
    const stated = resources?.requests?.memory ?? memory?.guest;
    if (stated === undefined) {
      // Observed on the real virt-api: the webhook's connection breaks, so the API server's error explains nothing.
      yield fault(HUGEPAGES,
        'is written without memory.guest, which makes KubeVirt\'s admission crash', 'Write memory.guest too.');
      return;
    }
    const bytes = bytesOf(stated);
    if (bytes === undefined) return;
    if (!isMultiple(bytes, Quantity.parse(pageSize)!)) {
      yield fault(`${HUGEPAGES}.pageSize`, `is "${pageSize}", but the memory of "${stated}" is not a multiple of it`,
        'Write a multiple.');
    }
  },
};

function isPageSize(text: string): boolean {
  const size = Quantity.parse(text);
  return size !== undefined && size.isWhole() && !size.isZero() && !size.isNegative();
}
