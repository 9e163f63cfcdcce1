import { amountText, boundText, Breach, faultsOf, itemsIn } from './limit-range-breach';
import { Severity } from '../../findings/finding';
import type { LimitRangeItem } from '../../inventory/limit-ranges';
import { demandIn, NamespaceDemand } from '../../inventory/namespace-demand';
import { fieldBelow } from '../../toolkit/path';
import { Quantity } from '../../toolkit/quantity';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

export const LIMIT_RANGE_CLAIMS: ObjectRule = {
  id: 'TENANT050',
  name: 'tenants/limit-range-claims',
  on: 'object',
  kinds: ['/LimitRange'],
  severity: Severity.ERROR,
  title: 'A LimitRange lets the claims of its namespace\'s disks and images pass',
  why: 'The API server refuses a PersistentVolumeClaim that requests less than the min or more than the max, so the '
    + 'disk is never made.',
  remedy: 'Leave the constraint out, or write one that every disk meets.',
  source: kubernetes('plugin/pkg/admission/limitranger/admission.go: PersistentVolumeClaimValidateLimitFunc'),
  acceptable: true,

  *check(_object, entry) {
    const own = itemsIn(entry).filter(({ type }) => type === 'PersistentVolumeClaim');
    if (own.length === 0) return;
    const claims = claimsOf(demandIn(entry.cluster!, entry.namespace!));
    yield* faultsOf(own.flatMap((item) => claims.flatMap((claim) => [...breachesOf(item, claim)])));
  },
};

/** Equal claims of a known size, with the words for one of them. */
interface Claim {
  readonly what: string;
  readonly size: Quantity;
}

function claimsOf({ machines, claims }: NamespaceDemand): Claim[] {
  const owners = [
    ...machines.flatMap(({ where, disks }) => disks.map((disk) => ({ what: `a disk of ${where}`, ...disk }))),
    ...claims.map((claim) => ({ what: claim.where, ...claim })),
  ];
  return owners.flatMap(({ what, size, beside }) => [
    ...(size === undefined ? [] : [{ what, size }]),
    // a claim of the same size breaks the same constraint, and one of no size has a rule of its own
    ...beside.flatMap((other) => (isNothing(other.size) || size !== undefined && same(other.size, size) ? []
      : [{ what: `the scratch space for ${what}`, size: other.size }])),
  ]);
}

function isNothing(size: Quantity | undefined): size is undefined {
  return size === undefined || !Quantity.ZERO.isLessThan(size);
}

function same(one: Quantity, other: Quantity): boolean {
  return !one.isLessThan(other) && !other.isLessThan(one);
}

function* breachesOf({ at, min, max }: LimitRangeItem, { what, size }: Claim): Iterable<Breach> {
  const least = min.get('storage');
  const largest = max.get('storage');
  if (largest?.isLessThan(size)) {
    const text = boundText('storage', size, 'up');
    const problem = `${amountText('storage', largest)} is less than the ${text} of ${what}, so the API server refuses `
      + 'the claim';
    yield { field: fieldBelow(`${at}.max`, 'storage'), what, size, problem, remedy: `Write at least ${text}.` };
  }
  if (least !== undefined && size.isLessThan(least)) {
    const text = boundText('storage', size, 'down');
    const problem = `${amountText('storage', least)} is more than the ${text} of ${what}, so the API server refuses `
      + 'the claim';
    const field = fieldBelow(`${at}.min`, 'storage');
    yield { field, what, size: least.minus(size), problem, remedy: `Write at most ${text}.` };
  }
}
