import { MachineRule, VMI } from './machine';
import type { InstancetypeMatcher } from '../../../imports/kubevirt.io';
import type { Sentence } from '../../toolkit/problems';
import { dnsSubdomain, oneOf } from '../../toolkit/sentences';

/**
 * KubeVirt v1.9.0 pkg/instancetype/conflict and pkg/instancetype/apply: what an instancetype always sets, a machine must not.
 * The names of matchers: pkg/instancetype/webhooks/vm/mutator.go and find.
 */
export const instancetypes: MachineRule = ({ spec, vmi }) => [
  ...matcher('instancetype', spec.instancetype, 'Instancetype'),
  ...matcher('preference', spec.preference, 'Preference'),
  ...(spec.instancetype === undefined ? [] : conflicts({
    'cpu.cores': vmi.domain?.cpu?.cores,
    'cpu.sockets': vmi.domain?.cpu?.sockets,
    'cpu.threads': vmi.domain?.cpu?.threads,
    'memory.guest': vmi.domain?.memory?.guest,
    'resources.requests.cpu': vmi.domain?.resources?.requests?.cpu,
    'resources.requests.memory': vmi.domain?.resources?.requests?.memory,
    'resources.limits.cpu': vmi.domain?.resources?.limits?.cpu,
    'resources.limits.memory': vmi.domain?.resources?.limits?.memory,
  }, spec.instancetype)),
];

function conflicts(fields: { [path: string]: unknown }, instancetype: InstancetypeMatcher): Sentence[] {
  return Object.entries(fields).filter(([, value]) => value !== undefined).map(([path, value]) => `${VMI}.domain.${path} is ${JSON.stringify(value)}, but the instancetype "${instancetype.name ?? instancetype.inferFromVolume}" says it already, and KubeVirt refuses a machine that has both. Leave one of the two out.`);
}

function matcher(what: string, given: InstancetypeMatcher | undefined, noun: string): Sentence[] {
  if (given === undefined) return [];
  const kinds = [`VirtualMachine${noun}`, `VirtualMachineCluster${noun}`];
  const kind = given.kind ?? '';
  const known = kind === '' || kinds.some((each) => [each, `${each}s`].some((spelling) => spelling.toLowerCase() === kind.toLowerCase()));
  return [
    known ? undefined : oneOf(`${what}.kind`, kind, kinds),
    given.name === undefined && given.inferFromVolume === undefined ? `${what} names nothing. Write a name, or inferFromVolume with the name of a volume.` : undefined,
    given.name === undefined ? undefined : dnsSubdomain(`${what}.name`, given.name),
    given.inferFromVolume !== undefined && (given.name !== undefined || given.kind !== undefined) ? `${what}.inferFromVolume is "${given.inferFromVolume}", which excludes name and kind. Write one or the other.` : undefined,
    oneOf(`${what}.inferFromVolumeFailurePolicy`, given.inferFromVolumeFailurePolicy, ['Reject', 'Ignore']),
  ];
}
