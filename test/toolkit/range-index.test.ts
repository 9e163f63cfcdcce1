import * as fc from 'fast-check';
import { overlap, within } from '../../src/toolkit/cidr';
import { overlapping, overlappingAmong } from '../../src/toolkit/overlaps';
import { RangeIndex } from '../../src/toolkit/range-index';

/** Ranges that often lie in each other, of both families, with host bits and without, and texts that are none. */
const RANGE = fc.oneof(
  fc.tuple(fc.constantFrom(10, 11, 128), fc.constantFrom(0, 1, 128), fc.constantFrom(0, 1), fc.nat({ max: 32 }))
    .map(([a, b, c, bits]) => `${a}.${b}.${c}.0/${bits}`),
  fc.tuple(fc.constantFrom('fd00', '2001'), fc.constantFrom('0', '1', '8000'), fc.nat({ max: 128 }))
    .map(([a, b, bits]) => `${a}:${b}::/${bits}`),
  fc.constantFrom('0.0.0.0/0', '::/0', 'pods', ''),
);

const placesOf = (ranges: string[], holds: (range: string) => boolean): number[] => (
  ranges.flatMap((range, index) => (holds(range) ? [index] : [])));

test('an index says what a look at each range says', () => {
  fc.assert(fc.property(fc.array(RANGE, { maxLength: 30 }), RANGE, (ranges, range) => {
    const index = new RangeIndex(ranges);
    expect(index.within(range)).toEqual(placesOf(ranges, (each) => within(each, range)));
    expect(index.overlapping(range)).toEqual(placesOf(ranges, (each) => overlap(each, range)));
    const isAround = (each: string) => overlap(each, range) && !within(each, range);
    expect(index.around(range)).toEqual(placesOf(ranges, isAround));
  }));
});

test('an index of a list that changes is built anew', () => {
  const ranges = ['10.0.0.0/8'];
  expect(RangeIndex.of(ranges).within('0.0.0.0/0')).toEqual([0]);
  ranges.push('11.0.0.0/8');
  expect(RangeIndex.of(ranges).within('0.0.0.0/0')).toEqual([0, 1]);
  ranges[0] = 'pods';
  expect(RangeIndex.of(ranges).within('0.0.0.0/0')).toEqual([1]);
});

test('pairs of one list are told once each', () => {
  const named = ['10.0.0.0/8', '10.1.0.0/16', '11.0.0.0/8', '10.0.0.0/8'].map((cidr) => ({ what: 'network', cidr }));
  const pairs = overlappingAmong(named).map(([one, other]) => [named.indexOf(one), named.indexOf(other)]);
  expect(pairs).toEqual([[0, 1], [0, 3], [1, 3]]);
  expect(overlapping([], named)).toEqual([]);
});
