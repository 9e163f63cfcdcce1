import { AUTOSCALER_KINDS, specOf } from './kind';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { scaledBy } from '../../inventory/autoscalers';
import type { Entry } from '../../inventory/entry';
import { sizedMachine } from '../../inventory/sized';
import { vcpusOf } from '../../machines/launcher/launcher-overhead';
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

  *check(object, entry) {
    const { metrics } = specOf(object);
    if (!Array.isArray(metrics)) return;
    for (const [index, metric] of metrics.entries()) yield* valueFaults(metric, `spec.metrics[${index}]`, entry);
  },
};

/** Every kind of metric has its target in a field of its own. */
function* valueFaults(metric: unknown, at: string, entry: Entry): Iterable<Fault> {
  if (!isPlain(metric)) return;
  for (const [kind, source] of Object.entries(metric)) {
    const target = isPlain(source) && isPlain(source.target) ? source.target : {};
    for (const field of ['averageValue', 'value']) {
      const value = target[field];
      if (value === undefined || isPositive(value)) continue;
      const share = shareIn(value);
      const name = isPlain(source) ? source.name : undefined;
      yield share === undefined
        ? fault(`${at}.${kind}.target.${field}`, `is ${described(value)}, which is not a positive quantity`,
          METRIC_VALUES.remedy)
        : fault(`${at}.${kind}.target.${field}`, `is ${described(value)}, but takes an amount, not a share`,
          amountFor(share, name, entry));
    }
  }
}

/** The number of a share such as "70%". */
function shareIn(value: unknown): number | undefined {
  const [, percent] = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(String(value)) ?? [];
  return percent === undefined ? undefined : Number(percent);
}

/** What to write for a share of a machine's CPUs. */
function amountFor(percent: number, name: unknown, entry: Entry): string {
  const scaled = scaledBy(entry);
  const vmi = scaled && sizedMachine(scaled)?.template.spec;
  const vcpus = vmi && vcpusOf(vmi);
  if (name !== 'cpu' || vcpus === undefined) return METRIC_VALUES.remedy;
  return `Write "${Math.round(vcpus * percent * 10)}m", which is ${percent} % of ${vcpus} CPUs.`;
}

function isPositive(value: unknown): boolean {
  const quantity = typeof value === 'string' || typeof value === 'number' ? Quantity.parse(value) : undefined;
  return quantity !== undefined && !quantity.isZero() && !quantity.isNegative();
}
