import * as fc from 'fast-check';
import { canonical, overlap, within } from '../../src/toolkit/cidr';
import { RangeIndex } from '../../src/toolkit/range-index';

const byte = fc.constantFrom(0, 1, 10, 128, 255);
const ipv4 = fc.tuple(byte, byte, byte, byte, fc.integer({ min: 0, max: 32 }))
  .map(([a, b, c, d, bits]) => `${a}.${b}.${c}.${d}/${bits}`);
const ipv6 = fc.tuple(byte, byte, fc.integer({ min: 0, max: 128 })).map(([a, b, bits]) => `fd00:${a}::${b}/${bits}`);
const range = fc.oneof(ipv4, ipv6, fc.constant('no range'));

test('an index finds the ranges that a comparison one by one finds', () => {
  fc.assert(fc.property(fc.array(range, { maxLength: 12 }), range, (ranges, asked) => {
    const index = new RangeIndex(ranges);
    const expected = [...ranges.keys()].filter((place) => overlap(ranges[place], asked));
    expect(index.overlapping(asked)).toEqual(expected);
    const covering = ranges.some((each) => overlap(each, asked) && !within(each, asked));
    expect(index.covers(asked)).toBe(covering);
    expect(index.covers(canonical(asked))).toBe(covering);
  }), { numRuns: 500 });
});
