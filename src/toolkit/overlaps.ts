import type { NamedCidr } from './cidr';
import { RangeIndex } from './range-index';

/** Pairs of ranges of the same family that share an address. Invalid ranges are left to `notCidr`. */
export function overlapping<T extends NamedCidr>(
  these: readonly T[], those: readonly NamedCidr[],
): [T, NamedCidr][] {
  if (these.length === 0) return [];
  const index = indexOf(those);
  return these.flatMap((one) => index.overlapping(one.cidr).map((place): [T, NamedCidr] => [one, those[place]]));
}

/** Pairs of ranges of one list that share an address, each pair once. */
export function overlappingAmong<T extends NamedCidr>(ranges: readonly T[]): [T, T][] {
  const index = indexOf(ranges);
  return ranges.flatMap((one, own) => (
    index.overlapping(one.cidr).filter((place) => place > own).map((place): [T, T] => [one, ranges[place]])));
}

function indexOf(ranges: readonly NamedCidr[]): RangeIndex {
  return new RangeIndex(ranges.map(({ cidr }) => cidr));
}
