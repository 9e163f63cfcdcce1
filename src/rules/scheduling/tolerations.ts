import { each } from './parts';
import { SchedulingRule, schedulingRule } from './scheduling-rule';
import type { Toleration } from '../../../imports/kubevirt.io';
import { about, Fault, fault } from '../../findings/rule';
import { notLabelValue, notQualifiedName } from '../../toolkit/names';
import { notOneOf } from '../../toolkit/one-of';
import { kubernetes } from '../sources';

const source = kubernetes('pkg/apis/core/validation/validation.go: ValidateTolerations');
const why = 'KubeVirt lets it pass, and Kubernetes refuses the launcher pod.';

export const TOLERATION_KEY = tolerationRule({
  id: 'SCHED015',
  name: 'scheduling/toleration-key',
  concerns: ['tolerations'],
  title: 'A toleration has the key of a taint, or the operator Exists for every taint',
  why,
  remedy: 'Write a key, or the operator Exists.',
  source,
}, badKey);

export const TOLERATION_OPERATOR = tolerationRule({
  id: 'SCHED016',
  name: 'scheduling/toleration-operator',
  concerns: ['tolerations'],
  title: 'A toleration has the operator Exists or Equal',
  why,
  remedy: 'Write one of the two.',
  source,
}, badOperator);

export const TOLERATION_VALUE = tolerationRule({
  id: 'SCHED017',
  name: 'scheduling/toleration-value',
  concerns: ['tolerations'],
  title: 'A toleration has a value that a taint can have, and none with the operator Exists',
  why,
  remedy: 'Write the operator Equal, or leave the value out.',
  source,
}, badValue);

export const TOLERATION_EFFECT = tolerationRule({
  id: 'SCHED018',
  name: 'scheduling/toleration-effect',
  concerns: ['tolerations'],
  title: 'A toleration has the effect of a taint, or none for all effects',
  why,
  remedy: 'Write NoSchedule, PreferNoSchedule or NoExecute, or leave the effect out.',
  source,
}, badEffect);

export const TOLERATION_SECONDS = tolerationRule({
  id: 'SCHED019',
  name: 'scheduling/toleration-seconds',
  concerns: ['tolerations'],
  title: 'A toleration ends after a time only with the effect NoExecute',
  why,
  remedy: 'Write the effect NoExecute, or leave tolerationSeconds out.',
  source,
}, badSeconds);

/** Rules about tolerations. */
export const TOLERATION_RULES: readonly SchedulingRule[] = [
  TOLERATION_KEY,
  TOLERATION_OPERATOR,
  TOLERATION_VALUE,
  TOLERATION_EFFECT,
  TOLERATION_SECONDS,
];

/**
 * Reports what Kubernetes refuses in any tolerations, such as those of KubeVirt's own pods; `at` is the field that
 * holds them.
 */
export function* tolerationFaults(tolerations: readonly Toleration[] | undefined, at: string): Iterable<Fault> {
  const checks = [badKey, badOperator, badValue, badEffect, badSeconds];
  for (const toleration of each(tolerations, at)) {
    for (const check of checks) yield* check(toleration.it, toleration.at);
  }
}

function tolerationRule(
  info: Parameters<typeof schedulingRule>[0],
  check: (toleration: Toleration, at: string) => Iterable<Fault>,
): SchedulingRule {
  return schedulingRule(info, function* ({ tolerations }, before) {
    for (const { it, at } of each(tolerations, `${before}tolerations`)) yield* check(it, at);
  });
}

function* badKey({ key = '', operator = 'Equal' }: Toleration, at: string): Iterable<Fault> {
  if (key !== '') {
    yield* about(`${at}.key`, notQualifiedName(key));
  } else if (operator !== 'Exists') {
    const problem = 'has no key, which means every taint and needs the operator Exists';
    yield fault(at, `${problem}, but the operator is ${operator}`, 'Write a key, or the operator Exists.');
  }
}

function* badOperator({ operator }: Toleration, at: string): Iterable<Fault> {
  yield* about(`${at}.operator`, notOneOf(operator, ['Exists', 'Equal']));
}

function* badValue({ operator, value = '' }: Toleration, at: string): Iterable<Fault> {
  if (operator === 'Exists' && value !== '') {
    yield fault(`${at}.value`, `is "${value}", but the operator Exists compares none`,
      'Write the operator Equal, or leave the value out.');
    return;
  }
  yield* about(`${at}.value`, notLabelValue(value));
}

function* badEffect({ effect }: Toleration, at: string): Iterable<Fault> {
  yield* about(`${at}.effect`, notOneOf(effect, ['', 'NoSchedule', 'PreferNoSchedule', 'NoExecute']));
}

function* badSeconds({ tolerationSeconds, effect }: Toleration, at: string): Iterable<Fault> {
  if (tolerationSeconds === undefined || effect === 'NoExecute') return;
  yield fault(`${at}.tolerationSeconds`, `is ${tolerationSeconds}, but only the effect NoExecute ends after a time`,
    'Write that effect, or leave the seconds out.');
}
