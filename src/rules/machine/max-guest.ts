import type { VirtualMachineInstanceSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { Quantity } from '../../toolkit/quantity';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DOMAIN } from './paths';
import { bytesOf, isMultiple } from './quantities';

const MEMORY = `${DOMAIN}.memory`;
const GIBIBYTE = Quantity.parse('1Gi')!;

export const MAX_GUEST: MachineRule = {
  id: 'VM020',
  name: 'machines/max-guest',
  on: 'machine',
  concerns: ['domain.memory.maxGuest'],
  severity: Severity.ERROR,
  title: 'maxGuest is memory that can be added to the running machine',
  why: 'KubeVirt refuses maxGuest below guest, off the blocks in which memory is added, and on machines '
    + 'that take none.',
  remedy: 'Write a multiple of 2Mi (of 1Gi with huge pages of 1Gi) above memory.guest, or leave maxGuest out.',
  source: kubevirt('pkg/liveupdate/memory/memory.go: ValidateLiveUpdateMemory'),
  acceptable: false,

  *check({ spec, vmi }) {
    const given = vmi.domain?.memory;
    if (given?.maxGuest === undefined || spec.instancetype !== undefined) return;
    const at = `${MEMORY}.maxGuest`;
    const bar = hotplugBar(vmi);
    if (bar !== undefined) {
      yield fault(at,
        `is "${given.maxGuest}", but memory cannot be added to a running machine with ${bar}`, 'Leave maxGuest out.');
    }
    if (given.guest === undefined) {
      yield fault(at, `is "${given.maxGuest}", but memory.guest is missing`, 'Write it.');
    }
    const [guest, most] = [bytesOf(given.guest), bytesOf(given.maxGuest)];
    if (guest && most?.isLessThan(guest)) {
      yield fault(at, `"${given.maxGuest}" is less than memory.guest "${given.guest}"`, 'Raise it.');
    }
    if (guest?.isLessThan(GIBIBYTE)) {
      yield fault(at,
        `needs a memory.guest of at least 1Gi, but that is "${given.guest}"`, 'Raise it, or leave maxGuest out.');
    }
    const block = given.hugepages?.pageSize === '1Gi' ? '1Gi' : '2Mi';
    for (const field of ['guest', 'maxGuest'] as const) {
      const bytes = bytesOf(given[field]);
      if (bytes === undefined || isMultiple(bytes, Quantity.parse(block)!)) continue;
      yield fault(`${MEMORY}.${field}`,
        `"${given[field]}" is not a multiple of ${block}, the blocks in which memory is added`,
        'Write a multiple.');
    }
  },
};

/** What prevents KubeVirt from hotplugging memory into a running machine. */
function hotplugBar({ architecture, domain }: VirtualMachineInstanceSpec): string | undefined {
  if (domain.cpu?.realtime) return 'realtime CPUs';
  if (domain.cpu?.numa?.guestMappingPassthrough) return 'guestMappingPassthrough';
  if (domain.launchSecurity) return 'launchSecurity';
  if (architecture !== undefined && architecture !== 'amd64') return `the architecture ${architecture}`;
  return undefined;
}
