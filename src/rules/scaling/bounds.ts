import { AUTOSCALER_KINDS, specOf } from './kind';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { described } from '../../props/words';
import { MOST_INT32 } from '../../toolkit/int32';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

const VALIDATION = kubernetes(
  'pkg/apis/autoscaling/validation/validation.go: validateHorizontalPodAutoscalerSpec');

export const BOUNDS: ObjectRule = {
  id: 'HPA003',
  name: 'scaling/bounds',
  on: 'object',
  kinds: AUTOSCALER_KINDS,
  severity: Severity.ERROR,
  title: 'An autoscaler has a maximum of at least 1, and a minimum that is not greater',
  why: 'The API server refuses anything else.',
  remedy: 'Write whole numbers, such as a minimum of 2 and a maximum of 10.',
  source: VALIDATION,
  acceptable: false,

  *check(object) {
    const { minReplicas: min, maxReplicas: max } = specOf(object);
    if (isTooMuch(max)) {
      yield fault('spec.maxReplicas', `is ${max}, which is more than the API server can read`, SMALLER);
    } else if (!isCount(max) || max < 1) {
      yield fault('spec.maxReplicas', max === undefined ? 'is missing'
        : `is ${described(max)}, which is not a maximum`, 'Write a whole number of at least 1.');
    } else if (isCount(min) && !isTooMuch(min) && min > max) {
      yield fault('spec.minReplicas', `is ${min}, which is more than the maximum of ${max}`,
        'Write a smaller minimum, or a greater maximum.');
    }
    if (isTooMuch(min)) {
      yield fault('spec.minReplicas', `is ${min}, which is more than the API server can read`, SMALLER);
    } else if (min !== undefined && (!isCount(min) || min < 0)) {
      yield fault('spec.minReplicas', `is ${described(min)}, which is not a minimum`,
        'Write a whole number of at least 1.');
    }
  },
};

export const ZERO: ObjectRule = {
  id: 'HPA004',
  name: 'scaling/zero',
  on: 'object',
  kinds: AUTOSCALER_KINDS,
  severity: Severity.ERROR,
  title: 'An autoscaler keeps at least one machine or pod',
  why: 'The API server refuses a minimum of 0 unless it has the feature gate HPAScaleToZero, which is off by default.',
  remedy: 'Write at least 1, or accept this finding if the cluster has the gate.',
  source: VALIDATION,
  acceptable: true,

  *check(object) {
    if (specOf(object).minReplicas !== 0) return;
    yield fault('spec.minReplicas', 'is 0, which the API server takes only with its feature gate HPAScaleToZero',
      this.remedy);
  },
};

const SMALLER = `Write a whole number of at most ${MOST_INT32}.`;

function isTooMuch(value: unknown): value is number {
  return isCount(value) && value > MOST_INT32;
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value);
}
