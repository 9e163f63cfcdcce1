import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { MachineProps } from '../../machines/machine-props';
import { Quantity } from '../../toolkit/quantity';
import type { PropRule } from '../rule';
import { kubevirt } from '../sources';

export const GUEST_NEEDS: PropRule = {
  id: 'VM143',
  name: 'workers/guest-needs',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A machine has the architecture, CPU and memory that its guest needs',
  why: 'Windows is for amd64, and its setup stops on a machine with less. KubeVirt\'s preferences require the same.',
  remedy: 'Give the machine what the guest needs.',
  source: kubevirt('pkg/virt-operator/resource/generate/components/data/common-instancetypes/'
    + 'common-clusterpreferences-bundle.yaml: windows.*'),
  acceptable: true,
};

export function* guestNeedsFaults({ guest, architecture, size }: MachineProps): Iterable<Fault> {
  const needs = guest?._parts.needs;
  if (needs === undefined) return;
  const { name } = needs;
  if (architecture !== undefined && architecture !== needs.architecture) {
    yield fault('architecture', `is "${architecture}", but ${name} is for ${needs.architecture}`,
      `Write Architecture.${needs.architecture.toUpperCase()}, or leave it out.`);
  }
  const { cpu, memory } = size._spec();
  if (cpu === undefined || memory?.guest === undefined) return;
  const { cores = 1, sockets = 1, threads = 1 } = cpu;
  const vcpus = cores * sockets * threads;
  if (vcpus >= 1 && vcpus < needs.vcpus) {
    yield fault('size', `has ${vcpus} vCPU, but ${name} needs ${needs.vcpus}`, 'Raise cores.');
  }
  if (Quantity.parse(memory.guest)?.isLessThan(Quantity.parse(needs.memory)!)) {
    yield fault('size.memory', `is "${memory.guest}", but ${name} needs "${needs.memory}"`, 'Raise it.');
  }
}
