import * as fc from 'fast-check';
import { said } from './said';
import { canonical, NamedCidr, notCidr, outermost, translated, within } from '../../src/toolkit/cidr';
import { overlapping } from '../../src/toolkit/overlaps';

test.each(['10.96.0.0/12', '0.0.0.0/0', 'fd00:10:96::/108', '::/0'])('%s is a network', (value) => {
  expect(notCidr(value)).toBeUndefined();
});

test.each([
  [
    '10.96.0.0',
    'range "10.96.0.0" is not a CIDR. Write an address and a prefix length, such as "10.96.0.0/12" or '
      + '"fd00:10:96::/108".',
  ],
  ['10.96.0.0/33', 'is not a CIDR'],
  ['pods', 'is not a CIDR'],
  ['10/8', 'is not a CIDR'],
  ['010.0.0.0/8', 'is not a CIDR'],
  ['0xa.0.0.0/8', 'is not a CIDR'],
  ['10.0.0.0/08', 'is not a CIDR'],
  ['fe80::%eth0/64', 'is not a CIDR'],
  ['::ffff:10.0.0.0/104', 'is not a CIDR'],
  [
    '10.96.3.1/12',
    'range "10.96.3.1/12" has address bits behind its prefix length, so it names a host and not a network. Write '
      + '"10.96.0.0/12".',
  ],
  ['fd00::1/64', 'Write "fd00::/64".'],
])('%s is not a CIDR', (value, sentence) => {
  expect(said('range', notCidr(value))).toContain(sentence);
});

function overlap(one: string, other: string): [NamedCidr, NamedCidr][] {
  return overlapping(
    [{ what: 'service network of tenant', cidr: one }],
    [{ what: 'service network of infra', cidr: other }],
  );
}

test('ranges that share an address overlap, in each family', () => {
  expect(overlap('10.96.0.0/16', '10.96.0.0/12')).toEqual([
    [
      { what: 'service network of tenant', cidr: '10.96.0.0/16' },
      { what: 'service network of infra', cidr: '10.96.0.0/12' },
    ],
  ]);
  expect(overlap('fd00::/48', 'fd00:0:0:1::/64')).toHaveLength(1);
  expect(overlap('10.112.0.0/12', '10.96.0.0/12')).toEqual([]);
  expect(overlap('::/0', '10.96.0.0/12')).toEqual([]);
  expect(overlap('nonsense', '10.96.0.0/12')).toEqual([]);
});

test('a range lies within a larger one of its family, and not within itself', () => {
  expect(within('10.96.0.0/16', '10.96.0.0/12')).toBe(true);
  expect(within('fd00::/64', 'fd00::/8')).toBe(true);
  expect(within('10.96.0.0/12', '10.96.0.0/12')).toBe(false);
  expect(within('10.96.0.0/12', '10.96.0.0/16')).toBe(false);
  expect(within('10.112.0.0/16', '10.96.0.0/12')).toBe(false);
  expect(within('10.96.0.0/16', '::/0')).toBe(false);
  expect(within('nonsense', '0.0.0.0/0')).toBe(false);
});

test('overlap is the same from both sides, and true of a range and its part', () => {
  const range = fc.tuple(fc.nat({ max: 0xffffffff }), fc.integer({ min: 1, max: 32 })).map(([address, bits]) => {
    const hosts = 2 ** (32 - bits);
    const network = Math.floor(address / hosts) * hosts;
    return `${[24, 16, 8, 0].map((shift) => Math.floor(network / 2 ** shift) % 256).join('.')}/${bits}`;
  });
  fc.assert(
    fc.property(
      range,
      range,
      (one, other) =>
        overlap(one, other).length === overlap(other, one).length &&
        overlap(one, `${one.split('/')[0]}/32`).length === 1,
    ),
  );
});

test.each([
  ['FD15:14:4C00:0::0/38', 'fd15:14:4c00::/38'],
  ['fd00:0:0:1:0:0:0:0/64', 'fd00:0:0:1::/64'],
  ['fd00:00:1::/48', 'fd00:0:1::/48'],
  ['2001:db8:0:1:1:1:1:0/128', '2001:db8:0:1:1:1:1:0/128'],
  ['::/0', '::/0'],
  ['10.96.0.0/12', '10.96.0.0/12'],
  ['nonsense', 'nonsense'],
])('%s is written as %s', (value, written) => {
  expect(canonical(value)).toBe(written);
});

describe('of several ranges, only the outermost are left', () => {
  test('in the given order, once each, in their usual form', () => {
    const ranges = ['10.1.0.0/16', 'FD00::/8', '10.0.0.0/8', 'fd00:1::/32', '10.0.0.0/8', '0.0.0.0/8', 'odd'];
    expect(outermost(ranges)).toEqual(['fd00::/8', '10.0.0.0/8', '0.0.0.0/8']);
  });

  const octet = fc.nat(3);
  const range = fc.tuple(octet, octet, fc.integer({ min: 6, max: 18 })).map(([a, b, bits]) => {
    const size = 2 ** (32 - bits);
    const first = Math.floor(((a * 64 + b) * 2 ** 18) / size) * size;
    const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
    return `${octets.join('.')}/${bits}`;
  });

  test('as a comparison of each with each says', () => {
    fc.assert(
      fc.property(fc.array(range), (ranges) => {
        const distinct = [...new Set(ranges)].filter((one) => notCidr(one) === undefined);
        expect(outermost(distinct)).toEqual(distinct.filter((one) => !distinct.some((other) => within(one, other))));
      }),
    );
  });
});

test.each([
  ['169.254.169.254/32', ['64:ff9b::a9fe:a9fe/128']],
  ['10.0.0.0/8', ['64:ff9b::a00:0/104']],
  ['0.0.0.0/0', ['64:ff9b::/96']],
  ['fd00::/8', []],
  ['odd', []],
])('gateways reach %s through %j', (range, through) => {
  expect(translated(range)).toEqual(through);
});
