import { POOL_KINDS, CONTROLLER, Pool } from './kind';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { autoscalersOf, SCALABLE } from '../../inventory/autoscalers';
import type { Entry } from '../../inventory/entry';
import type { Intent } from '../../inventory/known';
import { MOST_INT32 } from '../../toolkit/int32';
import type { ObjectRule, PropRule } from '../rule';
import { kubevirt, own } from '../sources';

export const REPLICAS: PropRule = {
  id: 'POOL003',
  name: 'workers/replicas',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The number of members is a whole number of at least 0',
  why: 'The API server refuses anything else.',
  remedy: 'Write a whole number of at least 0.',
  source: kubevirt('VirtualMachinePool.spec.replicas in the CRD'),
  acceptable: false,
};

/** Reports an invalid number of members. */
export function* replicasFaults(replicas: number | undefined): Iterable<Fault> {
  if (replicas === undefined || isCount(replicas)) return;
  yield fault('replicas', `${replicas} is not a number of machines`, REPLICAS.remedy);
}

/** Whether a number is a valid number of machines. A lazy value is judged when it is written. */
export function isCount(value: number): boolean {
  return typeof value !== 'number' || (Number.isInteger(value) && value >= 0);
}

export const REPLICAS_MISSING: ObjectRule = {
  id: 'POOL004',
  name: 'workers/replicas-missing',
  on: 'object',
  kinds: POOL_KINDS,
  severity: Severity.ERROR,
  title: 'A pool says how many members it has, or who sets the number',
  why: 'KubeVirt takes a missing number for 1, and deletes all other members.',
  remedy: 'Write replicas or autoscale, or name in externallyScaled who sets the number.',
  source: kubevirt(`${CONTROLLER}: calcDiff`),
  acceptable: true,

  *check({ spec }: Pool, entry: Entry) {
    if (spec.replicas !== undefined || entry.intent.externallyScaled !== undefined) return;
    if (autoscalersOf(entry).length > 0) return;
    yield fault('spec.replicas', 'is missing, and KubeVirt takes that for 1: it would delete all members but one',
      this.remedy);
  },
};

export const SCALED_BY_TWO: ObjectRule = {
  id: 'POOL006',
  name: 'workers/externally-scaled',
  on: 'object',
  kinds: SCALABLE,
  severity: Severity.ERROR,
  title: 'Only one party sets the number of members',
  why: 'If the YAML holds a number and an autoscaler sets another, each sync sets it back and deletes members.',
  remedy: 'Write one of replicas, autoscale and externallyScaled.',
  source: own(),
  acceptable: false,

  *check({ spec }: Pool, { intent }: Entry) {
    const { externallyScaled } = intent;
    if (spec.replicas === undefined || externallyScaled === undefined) return;
    const { by } = externallyScaled;
    yield fault('spec.replicas', `is ${spec.replicas}, but ${by} sets the number: each sync would set it back and `
      + 'delete the machines beyond it', this.remedy);
  },
};

export const EXTERNAL_SCALING: PropRule = {
  id: 'POOL007',
  name: 'workers/external-scaling',
  on: 'props',
  severity: Severity.ERROR,
  title: 'externallyScaled names who sets the number of members, and the largest number',
  why: 'Whoever reads the program must find the autoscaler, and the tenant\'s quota is checked '
    + 'against the largest number.',
  remedy: 'Write by, such as "ScaledObject workers", and a maxReplicas of at least 1.',
  source: own(),
  acceptable: false,
};

/** Reports faults in the statement of what scales a pool. */
export function* externalScalingFaults(scaling: Intent['externallyScaled']): Iterable<Fault> {
  if (scaling === undefined) return;
  const { by, maxReplicas } = scaling;
  if (by.trim() === '') {
    yield fault('externallyScaled.by', `is "${by}", which names nobody`,
      'Write who sets the number of machines, such as "ScaledObject workers".');
  }
  if (!Number.isInteger(maxReplicas) || maxReplicas < 1) {
    yield fault('externallyScaled.maxReplicas', `${maxReplicas} is not a number of machines`,
      'Write a whole number of at least 1.');
  } else if (maxReplicas > MOST_INT32) {
    yield fault('externallyScaled.maxReplicas',
      `${maxReplicas} is more than ${MOST_INT32}, the most that a pool can have`,
      'Write a smaller number.');
  }
}

export const SCALED_TWICE: PropRule = {
  id: 'POOL029',
  name: 'workers/scaled-twice',
  on: 'props',
  severity: Severity.ERROR,
  title: 'autoscale and externallyScaled are not both given',
  why: 'Both say who sets the number of machines, and only one party can.',
  remedy: 'Write one of the two.',
  source: own('docs/how-to/autoscale-a-pool.md'),
  acceptable: false,
};

/** Reports two parties that set the number of machines. */
export function* scaledTwiceFaults(
  autoscale: object | undefined, externallyScaled: Intent['externallyScaled'],
): Iterable<Fault> {
  if (autoscale === undefined || externallyScaled === undefined) return;
  yield fault('externallyScaled', `says that ${externallyScaled.by} sets the number, but autoscale makes an autoscaler `
    + 'that sets it', SCALED_TWICE.remedy);
}
