import type { InstancetypeMatcher, VirtualMachineInstanceSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { inJson } from '../../props/words';
import { notDnsSubdomain } from '../../toolkit/names';
import { notOneOf } from '../../toolkit/one-of';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DOMAIN } from './paths';

export const INSTANCETYPE: MachineRule = {
  id: 'VM005',
  name: 'machines/instancetype',
  on: 'machine',
  concerns: ['spec.instancetype'],
  severity: Severity.ERROR,
  title: 'A machine with an instancetype does not state CPU and memory itself',
  why: 'An instancetype always sets CPU and memory, and KubeVirt refuses a machine that states them too.',
  remedy: 'Leave out the instancetype, or what it says.',
  source: kubevirt('pkg/instancetype/conflict, pkg/instancetype/apply'),
  acceptable: false,

  *check({ spec: { instancetype }, vmi }) {
    if (instancetype === undefined) return;
    const name = instancetype.name ?? instancetype.inferFromVolume;
    for (const [field, value] of Object.entries(sizeIn(vmi))) {
      if (value === undefined) continue;
      const problem = `is ${inJson(value)}, but the instancetype "${name}" says it already, `
        + 'and KubeVirt refuses a machine that has both';
      yield fault(`${DOMAIN}.${field}`, problem, 'Leave one of the two out.');
    }
  },
};

export const INSTANCETYPE_REFERENCE: MachineRule = {
  id: 'VM006',
  name: 'machines/instancetype-reference',
  on: 'machine',
  concerns: ['spec.instancetype', 'spec.preference'],
  severity: Severity.ERROR,
  title: 'An instancetype or a preference is referred to in a way that can be followed',
  why: 'KubeVirt refuses a reference without name, with name and inferFromVolume, or with an unknown word, '
    + 'and never finds an object of a kind or name that cannot exist.',
  remedy: 'Write kind and name, or inferFromVolume alone.',
  source: kubevirt('pkg/instancetype/webhooks/vm/mutator.go, pkg/instancetype/find'),
  acceptable: false,

  *check({ spec }) {
    yield* referenceFaults('instancetype', spec.instancetype, 'Instancetype');
    yield* referenceFaults('preference', spec.preference, 'Preference');
  },
};

/** The fields that an instancetype sets, by their path within the domain. */
function sizeIn({ domain }: VirtualMachineInstanceSpec): { readonly [path: string]: unknown } {
  const { cpu, memory, resources } = domain ?? {};
  return {
    'cpu.cores': cpu?.cores,
    'cpu.sockets': cpu?.sockets,
    'cpu.threads': cpu?.threads,
    'memory.guest': memory?.guest,
    'resources.requests.cpu': resources?.requests?.cpu,
    'resources.requests.memory': resources?.requests?.memory,
    'resources.limits.cpu': resources?.limits?.cpu,
    'resources.limits.memory': resources?.limits?.memory,
  };
}

function* referenceFaults(at: string, given: InstancetypeMatcher | undefined, noun: string): Iterable<Fault> {
  if (given === undefined) return;
  const { kind = '', name, inferFromVolume, inferFromVolumeFailurePolicy } = given;
  const kinds = [`VirtualMachine${noun}`, `VirtualMachineCluster${noun}`];
  if (!isKindOf(kinds, kind)) yield* about(`${at}.kind`, notOneOf(kind, kinds));
  if (name === undefined && inferFromVolume === undefined) {
    yield fault(at, 'names nothing', 'Write a name, or inferFromVolume with the name of a volume.');
  }
  if (name !== undefined) yield* about(`${at}.name`, notDnsSubdomain(name));
  if (inferFromVolume !== undefined && (name !== undefined || given.kind !== undefined)) {
    yield fault(`${at}.inferFromVolume`,
      `is "${inferFromVolume}", which excludes name and kind`, 'Write one or the other.');
  }
  yield* about(`${at}.inferFromVolumeFailurePolicy`, notOneOf(inferFromVolumeFailurePolicy, ['Reject', 'Ignore']));
}

/** KubeVirt accepts singular and plural in any case, and takes an empty kind for the cluster-wide one. */
function isKindOf(kinds: readonly string[], kind: string): boolean {
  const spellings = kinds.flatMap((each) => [each, `${each}s`]).map((each) => each.toLowerCase());
  return kind === '' || spellings.includes(kind.toLowerCase());
}
