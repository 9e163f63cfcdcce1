import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { instancetypeOf } from '../../inventory/referenced';
import { Quantity } from '../../toolkit/quantity';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';

/** A size in numbers is judged where it is given; this is about one that has a name. */
export const GUEST_SIZE: MachineRule = {
  id: 'SIZE019',
  name: 'instancetypes/guest-size',
  on: 'machine',
  concerns: ['spec.instancetype'],
  severity: Severity.ERROR,
  title: 'The instancetype of a machine has the CPU and memory that its guest needs',
  why: 'The setup of Windows stops on a machine with less. KubeVirt\'s preferences require the same.',
  remedy: 'Name a larger instancetype.',
  source: kubevirt('pkg/virt-operator/resource/generate/components/data/common-instancetypes/'
    + 'common-clusterpreferences-bundle.yaml: windows.*'),
  acceptable: true,

  *check({ spec }, entry) {
    const { guestNeeds: needs } = entry.intent;
    const offered = needs && instancetypeOf(entry);
    if (needs === undefined || offered === undefined) return;
    const name = spec.instancetype?.name;
    const { cpu: { guest: vcpus }, memory: { guest: memory } } = offered;
    if (vcpus < needs.vcpus) {
      yield fault('instancetype.name', `"${name}" has ${vcpus} vCPU, but ${needs.name} needs ${needs.vcpus}`,
        this.remedy);
    }
    if (Quantity.parse(memory)?.isLessThan(Quantity.parse(needs.memory)!)) {
      yield fault('instancetype.name', `"${name}" has "${memory}" of memory, but ${needs.name} needs "${needs.memory}"`,
        this.remedy);
    }
  },
};
