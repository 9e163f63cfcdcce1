import { isForGuest } from './architecture-of';
import { DOMAIN } from './paths';
import type { VirtualMachineSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { statedArchitecture } from '../../inventory/machine-architecture';
import { sizedMachine } from '../../inventory/sized';
import type { GuestNeeds } from '../../machines/guest/guest-parts';
import { vcpusOf } from '../../machines/launcher/launcher-overhead';
import { VMI } from '../../machines/machine';
import { guestMemoryOf } from '../../machines/size/guest-memory';
import { Quantity } from '../../toolkit/quantity';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';

export const GUEST_NEEDS: MachineRule = {
  id: 'VM143',
  name: 'workers/guest-needs',
  on: 'machine',
  concerns: ['always'],
  severity: Severity.ERROR,
  title: 'A machine has the architecture, CPU and memory that its guest needs',
  why: 'Windows is for amd64, and its setup stops on a machine with less. KubeVirt\'s preferences require the same.',
  remedy: 'Give the machine what the guest needs.',
  source: kubevirt('pkg/virt-operator/resource/generate/components/data/common-instancetypes/'
    + 'common-clusterpreferences-bundle.yaml: windows.*'),
  acceptable: true,

  *check(_machine, entry) {
    const { guest } = entry.intent;
    if (guest === undefined) return;
    if (!isForGuest(entry)) {
      const { architecture, preference } = statedArchitecture(entry)!;
      const usual = `Architecture.${guest.architecture.toUpperCase()}`;
      const problem = `but ${guest.name} is for ${guest.architecture}`;
      yield preference === undefined
        ? fault(`${VMI}.architecture`, `is "${architecture}", ${problem}`, `Write ${usual}, or leave it out.`)
        : fault('preference', `"${preference}" prefers the architecture "${architecture}", ${problem}`,
          `Write ${usual} as the machine's architecture, or name another preference.`);
    }
    const sized = sizedMachine(entry);
    if (sized !== undefined) yield* sizeFaults(sized, guest);
  },
};

/** What is too small. The size of an instancetype that the bundle does not hold is not known. */
function* sizeFaults({ instancetype, template }: VirtualMachineSpec, guest: GuestNeeds): Iterable<Fault> {
  const vmi = template.spec;
  const memory = vmi && guestMemoryOf(vmi);
  if (vmi === undefined || memory === undefined) return;
  const vcpus = vcpusOf(vmi) ?? 1;
  const isTight = Quantity.parse(memory)?.isLessThan(Quantity.parse(guest.memory)!) ?? false;
  const few = `has ${vcpus} vCPU, but ${guest.name} needs ${guest.vcpus}`;
  const little = `"${memory}", but ${guest.name} needs "${guest.memory}"`;
  if (instancetype === undefined) {
    if (vcpus < guest.vcpus) yield fault(`${DOMAIN}.cpu`, few, 'Raise cores.');
    if (isTight) yield fault(`${DOMAIN}.memory.guest`, `is ${little}`, 'Raise it.');
    return;
  }
  const name = `"${instancetype.name}"`;
  if (vcpus < guest.vcpus) yield fault('instancetype', `${name} ${few}`, 'Name a larger one.');
  if (isTight) yield fault('instancetype', `${name} has a memory of ${little}`, 'Name a larger one.');
}
