import { amountText, itemsIn } from './limit-range-breach';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { LimitRangeItem } from '../../inventory/limit-ranges';
import { fieldBelow } from '../../toolkit/path';
import { Quantity } from '../../toolkit/quantity';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

export const LIMIT_RANGE_VALID: ObjectRule = {
  id: 'TENANT054',
  name: 'tenants/limit-range-valid',
  on: 'object',
  kinds: ['/LimitRange'],
  severity: Severity.ERROR,
  title: 'The constraints of a LimitRange do not contradict each other',
  why: 'The API server refuses a min above the max, a default outside of them, a default request above the default '
    + 'limit, and a ratio below 1.',
  remedy: 'Write min, default request, default limit and max in this order of size.',
  source: kubernetes('pkg/apis/core/validation/validation.go: ValidateLimitRange'),
  acceptable: false,

  *check(_object, entry) {
    const told = new Set<string | undefined>();
    for (const each of itemsIn(entry).flatMap((item) => [...contradictions(item)])) {
      if (!told.has(each.field)) yield each;
      told.add(each.field);
    }
  },
};

const ONE = Quantity.parse(1)!;

/** An amount of a constraint, and where it stands. */
interface Stated {
  readonly amount: Quantity;
  readonly part: string;
}

function* contradictions(item: LimitRangeItem): Iterable<Fault> {
  const { at, ratio } = item;
  for (const [resource, amount] of ratio) {
    if (!amount.isLessThan(ONE)) continue;
    yield fault(fieldBelow(`${at}.maxLimitRequestRatio`, resource),
      `${amount.toCoresText()} is less than 1, and no limit is less than its request`, 'Write at least 1.');
  }
  for (const [low, high] of ORDER) {
    for (const [resource, smaller] of low(item)) {
      const larger = high(item).get(resource);
      if (larger === undefined || larger.part === smaller.part || !larger.amount.isLessThan(smaller.amount)) continue;
      const most = amountText(resource, larger.amount);
      yield fault(fieldBelow(`${at}.${smaller.part}`, resource),
        `${amountText(resource, smaller.amount)} is more than ${larger.part}, which is ${most}`,
        `Write at most ${most}, or change ${larger.part}.`);
    }
  }
}

type Part = (item: LimitRangeItem) => ReadonlyMap<string, Stated>;
const MIN: Part = ({ min }) => new Map([...min].map(([resource, amount]) => [resource, { amount, part: 'min' }]));
const MAX: Part = ({ max }) => new Map([...max].map(([resource, amount]) => [resource, { amount, part: 'max' }]));
const LIMIT: Part = (item) => item.default;
const REQUEST: Part = (item) => item.defaultRequest;

/** What must not be more than what. */
const ORDER: readonly (readonly [Part, Part])[] = [
  [MIN, MAX], [MIN, REQUEST], [REQUEST, MAX], [REQUEST, LIMIT], [MIN, LIMIT], [LIMIT, MAX],
];
