import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { inJson } from '../../props/words';
import { notDnsSubdomain } from '../../toolkit/names';
import { notOneOf } from '../../toolkit/one-of';
import { table } from '../../toolkit/table';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

const PRIORITY_CLASS = 'scheduling.k8s.io/PriorityClass';
const source = kubernetes('pkg/apis/scheduling/validation/validation.go: ValidatePriorityClass');
const why = 'The API server refuses the class, and no machine that names it starts.';

// Kubernetes v1.35 pkg/apis/scheduling/types.go: HighestUserDefinablePriority, SystemPriorityClassPrefix.
// Values are int32.
const HIGHEST = 1_000_000_000;
const LOWEST = -2_147_483_648;
const RANGE = `those are whole numbers from ${LOWEST} to ${HIGHEST}, and higher ones are Kubernetes' own`;
const RESERVED = 'system-';

/** Kubernetes' own classes, which may be written unchanged (the same file: systemPriorityClasses). */
const OWN: { readonly [name: string]: number } = table({
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
});

export const PRIORITY_CLASS_VALUE: ObjectRule = {
  id: 'SCHED022',
  name: 'scheduling/priority-class-value',
  on: 'object',
  kinds: [PRIORITY_CLASS],
  severity: Severity.ERROR,
  title: `A priority is a whole number from ${LOWEST} to ${HIGHEST}`,
  why,
  remedy: 'Write a value in that range; higher ones are Kubernetes\' own.',
  source,
  acceptable: false,

  *check(object) {
    const { value } = object;
    if (value === undefined || isPriority(value) || isKubernetesOwn(object)) return;
    yield fault('value', `${inJson(value)} is not a priority: ${RANGE}`, 'Write one in that range.');
  },
};

export const PRIORITY_CLASS_PREEMPTION: ObjectRule = {
  id: 'SCHED023',
  name: 'scheduling/priority-class-preemption',
  on: 'object',
  kinds: [PRIORITY_CLASS],
  severity: Severity.ERROR,
  title: 'preemptionPolicy is PreemptLowerPriority or Never',
  why,
  remedy: 'Write one of the two.',
  source,
  acceptable: false,

  *check({ preemptionPolicy }) {
    yield* about('preemptionPolicy', notOneOf(preemptionPolicy, ['PreemptLowerPriority', 'Never']));
  },
};

export const PRIORITY_CLASS_OBJECT_NAME: ObjectRule = {
  id: 'SCHED024',
  name: 'scheduling/priority-class-object-name',
  on: 'object',
  kinds: [PRIORITY_CLASS],
  severity: Severity.ERROR,
  title: 'A PriorityClass has a name of its own, not one of Kubernetes\'',
  why,
  remedy: `Write a DNS subdomain that does not begin with "${RESERVED}".`,
  source,
  acceptable: false,

  *check(object) {
    const { name } = object.metadata;
    yield* about('metadata.name', notDnsSubdomain(name));
    if (!name.startsWith(RESERVED) || isKubernetesOwn(object)) return;
    yield fault('metadata.name', `"${name}" begins with "${RESERVED}", which only Kubernetes' own classes may`,
      `Write another name, such as "${name.slice(RESERVED.length) || 'workers'}".`);
  },
};

/** Rules about PriorityClasses. */
export const PRIORITY_CLASS_RULES: readonly ObjectRule[] = [
  PRIORITY_CLASS_VALUE,
  PRIORITY_CLASS_PREEMPTION,
  PRIORITY_CLASS_OBJECT_NAME,
];

function isPriority(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= LOWEST && (value as number) <= HIGHEST;
}

function isKubernetesOwn({ metadata, value, globalDefault }: any): boolean {
  return OWN[metadata.name] === value && globalDefault !== true;
}
