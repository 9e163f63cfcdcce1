import type { Fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { LimitRangeItem, limitRangesIn } from '../../inventory/limit-ranges';
import type { Quantity } from '../../toolkit/quantity';

/** A constraint of a LimitRange that something breaks. */
export interface Breach extends Fault {
  readonly field: string;
  /** How much it is: of several breaches of a constraint, the largest is told. */
  readonly size: Quantity;
}

/** The items of a LimitRange. */
export function itemsIn(entry: Entry): readonly LimitRangeItem[] {
  const { cluster, namespace } = entry;
  if (cluster === undefined || namespace === undefined) return [];
  return limitRangesIn(cluster, namespace).filter((item) => item.entry === entry);
}

/** One fault for each constraint, about what breaks it most. */
export function faultsOf(breaches: readonly Breach[]): Fault[] {
  const byField = new Map<string, Breach[]>();
  for (const breach of breaches) byField.set(breach.field, [...(byField.get(breach.field) ?? []), breach]);
  return [...byField.entries()].map(([field, all]) => {
    const worst = all.reduce((one, other) => (one.size.isLessThan(other.size) ? other : one));
    const others = all.length === 1 ? '' : `; so it is with ${all.length - 1} more`;
    return { field, problem: `${worst.problem}${others}`, remedy: worst.remedy };
  });
}

const BYTES = /^(memory|storage|ephemeral-storage|hugepages-.*)$/;

/** An amount of a resource in its usual units. */
export function amountText(resource: string, amount: Quantity): string {
  return BYTES.test(resource) ? amount.toBytesText() : amount.toCoresText();
}
