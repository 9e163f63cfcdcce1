import type { Fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { LimitRangeItem, limitRangesIn } from '../../inventory/limit-ranges';
import { counted } from '../../toolkit/counted';
import { Quantity } from '../../toolkit/quantity';

/** A constraint of a LimitRange that something breaks. */
export interface Breach extends Fault {
  readonly field: string;
  /** What breaks it. */
  readonly what: string;
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
    const others = [...new Set(all.map(({ what }) => what))].filter((what) => what !== worst.what);
    return { field, problem: `${worst.problem}${alsoBy(others)}`, remedy: worst.remedy };
  });
}

const NAMED = 3;

function alsoBy(others: readonly string[]): string {
  if (others.length === 0) return '';
  const more = others.length > NAMED ? [counted(others.length - NAMED, 'other')] : [];
  return `; the same holds for ${[...others.slice(0, NAMED), ...more].join(', ')}`;
}

const BYTES = /^(memory|storage|ephemeral-storage|hugepages-.*)$/;

const MEBIBYTE = Quantity.parse('1Mi')!;
const READABLE_FROM = Quantity.parse('16Mi')!;

/** An amount that something must have: where it is an odd number of bytes, up or down to whole mebibytes. */
export function boundText(resource: string, amount: Quantity, towards: 'up' | 'down'): string {
  if (!BYTES.test(resource) || amount.isLessThan(READABLE_FROM)) return amountText(resource, amount);
  const whole = towards === 'up' ? amount.roundedUpTo(MEBIBYTE) : amount.roundedDownTo(MEBIBYTE);
  return amountText(resource, whole);
}

/** An amount of a resource in its usual units. */
export function amountText(resource: string, amount: Quantity): string {
  return BYTES.test(resource) ? amount.toBytesText() : amount.toCoresText();
}
