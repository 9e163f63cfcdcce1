import { BAD, DOUBTFUL, providerRule } from './deployment-rule';
import { about, Fault, fault } from '../../findings/rule';
import { isReference, textOf } from '../../machine-controller/config-var';
import { DeploymentParts, MACHINE, mapIn, SIZE } from '../../machine-controller/parts';
import { isWritten } from '../../machine-controller/schema/check';
import { TEMPLATE } from '../../machine-controller/schema/provider';
import { complaint, Complaint } from '../../toolkit/complaint';
import { notOneOf } from '../../toolkit/one-of';
import { notByteSize, Quantity, tooLarge } from '../../toolkit/quantity';
import { present } from '../../toolkit/shape';
import { kubevirt, machineController } from '../sources';

const PROVIDER = 'pkg/cloudprovider/provider/kubevirt/provider.go';
const CPUS = ['cpus', 'vcpus'] as const;
const WAYS = 'Write instancetype alone, or memory with one of cpus and vcpus.';

export const SIZE_MISSING = providerRule({
  id: 'MD013',
  name: 'workers/deployment-size-missing',
  title: 'A machine without an instancetype has memory, and either cpus or vcpus',
  why: 'machine-controller refuses a MachineDeployment without them.',
  remedy: WAYS,
  source: machineController(`${PROVIDER}: parseResources, Validate`),
}, function* ({ virtualMachine, template }) {
  if (virtualMachine.instancetype) return;
  if (!isWritten(template, 'memory', TEMPLATE)) yield fault(`${SIZE}.memory`, 'is missing', WAYS);
  if (CPUS.some((key) => isWritten(template, key, TEMPLATE))) return;
  yield fault(`${SIZE}.cpus`, 'is missing, and so is vcpus', WAYS);
});

export const SIZE_TWICE = providerRule({
  ...BAD,
  id: 'MD014',
  name: 'workers/deployment-size-twice',
  title: 'A machine has its size in one way: instancetype, vcpus or cpus',
  why: 'machine-controller takes vcpus before cpus and ignores both, and memory, where there is an instancetype.',
  remedy: WAYS,
  source: machineController(`${PROVIDER}: parseResources, newVirtualMachine`),
}, function* ({ virtualMachine, template }) {
  const written = present(template).filter((key) => ['cpus', 'vcpus', 'memory'].includes(key));
  if (virtualMachine.instancetype && written.length > 0) {
    yield fault(`${MACHINE}.instancetype`, `sets the size, so ${written.join(' and ')} in template `
      + `${written.length > 1 ? 'have' : 'has'} no effect`, WAYS);
  } else if (CPUS.every((key) => written.includes(key))) {
    yield fault(`${SIZE}.cpus`, 'has no effect, because vcpus is written as well', WAYS);
  }
});

export const AMOUNTS = providerRule({
  id: 'MD015',
  name: 'workers/deployment-amounts',
  title: 'CPUs and memory are amounts that a machine can have',
  why: 'machine-controller cannot read anything else but a quantity, and KubeVirt refuses negative ones.',
  remedy: 'Write a number of cores, and a number of bytes with a unit, such as "4Gi".',
  source: machineController(`${PROVIDER}: parseResources`),
}, function* ({ template: { cpus, memory, vcpus } }) {
  yield* amountFaults(cpus, `${SIZE}.cpus`, notCores);
  yield* amountFaults(memory, `${SIZE}.memory`, notByteSize);
  const { cores } = mapIn<{ readonly cores?: unknown }>(vcpus);
  if (typeof cores === 'number' && cores < 1) {
    yield fault(`${SIZE}.vcpus.cores`, `is ${cores}, but a machine has at least one core`, 'Write 1 or more.');
  } else if (vcpus && cores === undefined) {
    yield fault(`${SIZE}.vcpus.cores`, 'is missing', 'Write 1 or more.');
  }
});

export const MATCHER_NAME = providerRule({
  id: 'MD016',
  name: 'workers/deployment-instancetype-name',
  title: 'An instancetype or preference has a name',
  why: 'machine-controller looks for the instancetype by its name, and KubeVirt refuses a preference without one.',
  remedy: 'Write its name.',
  source: machineController(`${PROVIDER}: newVirtualMachine`),
}, function* (parts) {
  for (const { matcher, at } of matchersOf(parts)) {
    if (!matcher.name) yield fault(`${at}.name`, 'is missing', 'Write it.');
  }
});

export const PREFERENCE_KIND = providerRule({
  id: 'MD017',
  name: 'workers/deployment-preference-kind',
  title: 'A preference is a VirtualMachinePreference or a VirtualMachineClusterPreference',
  why: 'machine-controller hands it on as it is, and KubeVirt refuses the machine.',
  remedy: 'Write one of the two kinds.',
  source: kubevirt('pkg/instancetype/preference/find/find.go: Find'),
}, function* (parts) {
  const { preference } = parts.virtualMachine;
  yield* about(`${MACHINE}.preference.kind`, notKind(mapIn<Matcher>(preference).kind, kindsOf('Preference')));
});

export const MATCHER_KIND = providerRule({
  ...DOUBTFUL,
  id: 'MD018',
  name: 'workers/deployment-size-kind',
  title: 'An instancetype or preference has a kind',
  why: 'Without one, machine-controller takes an instancetype of the namespace before one of the cluster, and KubeVirt '
    + 'looks for a preference only among those of the cluster.',
  remedy: 'Write the kind.',
  source: machineController(`${PROVIDER}: defaultVMInstanceType`),
}, function* (parts) {
  for (const { matcher, noun, at } of matchersOf(parts)) {
    const kinds = kindsOf(noun);
    if (!matcher.kind) yield fault(`${at}.kind`, 'is missing', `Write ${kinds.join(' or ')}.`);
    // Preferences are judged by the rule above.
    else if (noun === 'Instancetype') yield* about(`${at}.kind`, notKind(matcher.kind, kinds));
  }
});

export const MATCHER_IGNORED = providerRule({
  ...DOUBTFUL,
  id: 'MD019',
  name: 'workers/deployment-instancetype-fields',
  title: 'An instancetype is given by its name alone',
  why: 'machine-controller finds it by its name. Its revision, or the volume that it could be inferred from, is not '
    + 'there when the first machine is made.',
  remedy: 'Write name and kind alone.',
  source: machineController(`${PROVIDER}: defaultVMInstanceType`),
}, function* ({ virtualMachine }) {
  const ignored = present(mapIn(virtualMachine.instancetype)).filter((key) => INFERRED.includes(key));
  for (const key of ignored) yield fault(`${MACHINE}.instancetype.${key}`, 'is not heeded', 'Leave it out.');
});

export const FLAVOR = providerRule({
  ...DOUBTFUL,
  id: 'MD020',
  name: 'workers/deployment-flavor',
  title: 'A MachineDeployment has no flavor',
  why: 'It named a VirtualMachineInstancePreset in KKP 2.21. Since 2.22 nothing reads it.',
  remedy: 'Write instancetype and preference.',
  source: machineController('sdk/cloudprovider/kubevirt/types.go: Flavor'),
}, function* ({ virtualMachine }) {
  if (present(mapIn(virtualMachine.flavor)).length === 0) return;
  yield fault(`${MACHINE}.flavor`, 'has no effect since KKP 2.22', 'Write instancetype and preference.');
});

const INFERRED = ['revisionName', 'inferFromVolume', 'inferFromVolumeFailurePolicy'];

interface Matcher {
  readonly name?: unknown;
  readonly kind?: unknown;
}

interface WrittenMatcher {
  readonly matcher: Matcher;
  readonly noun: 'Instancetype' | 'Preference';
  readonly at: string;
}

function matchersOf({ virtualMachine: { instancetype, preference } }: DeploymentParts): WrittenMatcher[] {
  const written: WrittenMatcher[] = [];
  if (instancetype) written.push({ matcher: mapIn(instancetype), noun: 'Instancetype', at: `${MACHINE}.instancetype` });
  if (preference) written.push({ matcher: mapIn(preference), noun: 'Preference', at: `${MACHINE}.preference` });
  return written;
}

function kindsOf(noun: string): string[] {
  return [`VirtualMachine${noun}`, `VirtualMachineCluster${noun}`];
}

/** KubeVirt takes a kind in any case. */
function notKind(kind: unknown, kinds: readonly string[]): Complaint | undefined {
  if (typeof kind !== 'string' || kind === '') return undefined;
  if (kinds.some((each) => each.toLowerCase() === kind.toLowerCase())) return undefined;
  return notOneOf(kind, kinds);
}

/** Reports an amount that is written in the object and that cannot be one. */
export function* amountFaults(
  value: unknown,
  at: string,
  check: (text: string) => Complaint | undefined,
): Iterable<Fault> {
  if (value === undefined || value === null || isReference(value)) return;
  const text = textOf(value);
  if (text !== undefined) yield* about(at, check(text));
}

function notCores(text: string): Complaint | undefined {
  const quantity = Quantity.parse(text);
  if (quantity === undefined) {
    return complaint(`"${text}" is not a Kubernetes quantity`, 'Write a number, such as "2".');
  }
  if (quantity.isTooLarge()) return tooLarge(text);
  if (!quantity.isZero() && !quantity.isNegative()) return undefined;
  return complaint(`"${text}" must be more than zero`, 'Write a number of cores, such as "2".');
}
