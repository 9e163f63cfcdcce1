import { AUTOSCALER_KINDS, specOf } from './kind';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { described } from '../../props/words';
import { isPlain } from '../../toolkit/merge';
import { Quantity } from '../../toolkit/quantity';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

export const METRIC_VALUES: ObjectRule = {
  id: 'HPA008',
  name: 'scaling/metric-values',
  on: 'object',
  kinds: AUTOSCALER_KINDS,
  severity: Severity.ERROR,
  title: 'The values that an autoscaler aims at are positive quantities',
  why: 'The API server refuses anything else.',
  remedy: 'Write one such as "1500m" CPUs or "12Gi" of memory.',
  source: kubernetes('pkg/apis/autoscaling/validation/validation.go: validateMetricTarget'),
  acceptable: false,

  *check(object) {
    const { metrics } = specOf(object);
    if (!Array.isArray(metrics)) return;
    for (const [index, metric] of metrics.entries()) yield* valueFaults(metric, `spec.metrics[${index}]`);
  },
};

/** Every kind of metric has its target in a field of its own. */
function* valueFaults(metric: unknown, at: string): Iterable<Fault> {
  if (!isPlain(metric)) return;
  for (const [kind, source] of Object.entries(metric)) {
    const target = isPlain(source) && isPlain(source.target) ? source.target : {};
    for (const field of ['averageValue', 'value']) {
      const value = target[field];
      if (value === undefined || isPositive(value)) continue;
      yield fault(`${at}.${kind}.target.${field}`, `is ${described(value)}, which is not a positive quantity`,
        METRIC_VALUES.remedy);
    }
  }
}

function isPositive(value: unknown): boolean {
  const quantity = typeof value === 'string' || typeof value === 'number' ? Quantity.parse(value) : undefined;
  return quantity !== undefined && !quantity.isZero() && !quantity.isNegative();
}
