import { DOMAIN } from './paths';
import type {
  VirtualMachineInstancetypeSpec, VirtualMachinePreferenceSpec,
} from '../../../imports/instancetype.kubevirt.io';
import type { VirtualMachineInstanceSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { statedArchitecture } from '../../inventory/machine-architecture';
import { instancetypeOf, preferenceOf } from '../../inventory/referenced';
import { type Machine, VMI } from '../../machines/machine';
import { guestMemoryOf } from '../../machines/size/guest-memory';
import { Quantity } from '../../toolkit/quantity';
import { table } from '../../toolkit/table';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';

export const PREFERENCE_REQUIREMENTS: MachineRule = {
  id: 'VM120',
  name: 'workers/preference-requirements',
  on: 'machine',
  concerns: ['spec.preference'],
  severity: Severity.ERROR,
  title: 'A machine has what its preference requires',
  why: 'KubeVirt refuses a machine with less CPU or memory than its preference requires, or of another architecture.',
  remedy: 'Give the machine what the preference requires, or name another preference.',
  source: kubevirt('pkg/instancetype/preference/requirements/checker.go: Check; '
    + 'pkg/instancetype/preference/validation/cpu.go: CheckSpreadCPUTopology'),
  acceptable: false,

  *check(machine, entry) {
    const preference = preferenceOf(entry);
    if (preference === undefined) return;
    const instancetype = instancetypeOf(entry);
    const isKnown = machine.spec.instancetype === undefined || instancetype !== undefined;
    if (isKnown) {
      yield* cpuFaults(machine, preference, instancetype);
      yield* memoryFaults(machine, preference, instancetype);
    }
    const { architecture } = preference.requirements ?? {};
    const stated = statedArchitecture(entry);
    if (!architecture || stated === undefined || stated.architecture === architecture) return;
    yield stated.preference === undefined
      ? fault(`${VMI}.architecture`, `is "${stated.architecture}", but the preference "${nameOf(machine)}" requires `
        + `"${architecture}"`, this.remedy)
      : fault('preference', `"${nameOf(machine)}" prefers the architecture "${stated.architecture}" and requires `
        + `"${architecture}"`, 'Write the architecture that it requires into the machine, or name another preference.');
  },
};

function* cpuFaults(
  machine: Machine, preference: VirtualMachinePreferenceSpec, instancetype: VirtualMachineInstancetypeSpec | undefined,
): Iterable<Fault> {
  const required = preference.requirements?.cpu?.guest ?? 0;
  if (instancetype !== undefined) {
    const vcpus = instancetype.cpu?.guest;
    if (vcpus < required) {
      yield fault('instancetype', `"${machine.spec.instancetype?.name}" has ${vcpus} vCPUs, but the preference `
        + `"${nameOf(machine)}" requires ${required}`, 'Name a larger one.');
    }
    yield* unevenSpread(machine, preference, vcpus);
    return;
  }
  const counted = countedParts(preference);
  const topology = topologyOf(machine.vmi);
  const vcpus = counted.reduce((product, part) => product * topology[part], 1);
  if (vcpus >= required) return;
  const what = counted.length === 1 ? counted[0] : `${counted.join(' times ')}`;
  yield fault(`${DOMAIN}.cpu`, `has ${vcpus} as ${what}, but the preference "${nameOf(machine)}" requires ${required} `
    + 'vCPUs there', `Raise ${counted.join(' or ')}.`);
}

type Part = 'sockets' | 'cores' | 'threads';

/** The parts of the topology in which a preference counts vCPUs. */
function countedParts({ cpu }: VirtualMachinePreferenceSpec): Part[] {
  switch ((cpu?.preferredCPUTopology ?? 'sockets').replace(/^prefer/, '').toLowerCase()) {
    case 'cores': return ['cores'];
    case 'threads': return ['threads'];
    case 'sockets': return ['sockets'];
    case 'any': return ['sockets', 'cores', 'threads'];
    default: return SPREAD[cpu?.spreadOptions?.across ?? 'SocketsCores'] ?? [];
  }
}

const SPREAD: { readonly [across: string]: Part[] } = table({
  SocketsCores: ['sockets', 'cores'],
  CoresThreads: ['cores', 'threads'],
  SocketsCoresThreads: ['sockets', 'cores', 'threads'],
});

/** What KubeVirt counts: a machine that states no part gets its CPU share as sockets. */
function topologyOf({ domain }: VirtualMachineInstanceSpec): { readonly [part in Part]: number } {
  const { sockets = 0, cores = 0, threads = 0 } = domain?.cpu ?? {};
  if (sockets + cores + threads > 0) return { sockets, cores, threads };
  const { limits, requests } = domain?.resources ?? {};
  const share = Quantity.parse(limits?.cpu ?? requests?.cpu ?? 1);
  return { sockets: Number(share?.toUnits() ?? 1), cores: 1, threads: 1 };
}

const THREADS = 2;

/** A spread divides the vCPUs of an instancetype evenly. */
function* unevenSpread(
  machine: Machine, { cpu, preferSpreadSocketToCoreRatio }: VirtualMachinePreferenceSpec, vcpus: number,
): Iterable<Fault> {
  if (!/^(preferS|s)pread$/.test(cpu?.preferredCPUTopology ?? '')) return;
  const { across = 'SocketsCores', ratio = preferSpreadSocketToCoreRatio || 2 } = cpu?.spreadOptions ?? {};
  const divisor = across === 'SocketsCoresThreads' ? ratio * THREADS : ratio;
  if (divisor < 1 || vcpus % divisor === 0) return;
  yield fault('instancetype', `"${machine.spec.instancetype?.name}" has ${vcpus} vCPUs, which the preference `
    + `"${nameOf(machine)}" cannot spread: they are not a multiple of ${divisor}`,
  'Name an instancetype with a multiple of that, or another preference.');
}

function* memoryFaults(
  machine: Machine, preference: VirtualMachinePreferenceSpec, instancetype: VirtualMachineInstancetypeSpec | undefined,
): Iterable<Fault> {
  const required = preference.requirements?.memory?.guest;
  const least = required === undefined ? undefined : Quantity.parse(required);
  const stated = instancetype?.memory?.guest ?? guestMemoryOf(machine.vmi) ?? 0;
  const provided = Quantity.parse(stated);
  if (least === undefined || provided === undefined || !provided.isLessThan(least)) return;
  const at = instancetype === undefined ? `${DOMAIN}.memory.guest` : 'instancetype';
  const { name } = machine.spec.instancetype ?? {};
  const problem = instancetype === undefined ? `is "${stated}"` : `"${name}" has "${stated}"`;
  yield fault(at, `${problem}, but the preference "${nameOf(machine)}" requires "${required}" of memory`,
    instancetype === undefined ? 'Raise it.' : 'Name a larger one.');
}

function nameOf({ spec }: Machine): string | undefined {
  return spec.preference?.name;
}
