import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { MachineRule } from '../rule';
import { DOMAIN, vmiAdmitter } from './paths';
import { bytesOf } from './quantities';

export const MEMORY_LIMIT: MachineRule = {
  id: 'VM146',
  name: 'machines/memory-limit',
  on: 'machine',
  concerns: ['domain.resources'],
  severity: Severity.ERROR,
  title: 'The limit on memory is at least the guest\'s memory',
  why: 'The node kills a machine whose guest uses more than the limit. With the roll-out strategy Stage, KubeVirt '
    + 'refuses the machine.',
  remedy: 'Raise the limit, or leave it out.',
  source: vmiAdmitter('validateGuestMemoryLimit'),
  acceptable: true,

  *check({ vmi }) {
    const { memory, resources } = vmi.domain ?? {};
    const [guest, limit] = [bytesOf(memory?.guest), bytesOf(resources?.limits?.memory)];
    if (guest === undefined || limit === undefined || limit.isZero() || !limit.isLessThan(guest)) return;
    yield fault(`${DOMAIN}.resources.limits.memory`, `is "${resources!.limits!.memory}", less than memory.guest `
      + `"${memory!.guest}", so the machine is killed when its guest uses its memory`, this.remedy);
  },
};
