import * as fc from 'fast-check';

/**
 * An IPv4 range within `<first>.<second · 16 and on>`: `second` is 0 to 15, and ranges of two of these never overlap.
 */
export function range4(first: number, second: number): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat(15), fc.nat(255), fc.nat(255), fc.integer({ min: 12, max: 32 }))
    .map(
      ([b, c, d, bits]) =>
        `${[first, second * 16 + b, c, d].map((part, index) => masked(part, bits - index * 8, 8)).join('.')}/${bits}`,
    );
}

/** An IPv6 range by the same rule. */
export function range6(first: number, second: number): fc.Arbitrary<string> {
  return fc.tuple(fc.nat(0xffff), fc.nat(0xffff), fc.integer({ min: 32, max: 128 })).map(([c, d, bits]) => {
    const parts = [0xfd00 + first, second, c, 0, 0, 0, 0, d].map((part, index) => masked(part, bits - index * 16, 16));
    return `${parts
      .slice(0, 4)
      .map((part) => part.toString(16))
      .join(':')}::${parts[7].toString(16)}/${bits}`;
  });
}

/** A range of either family, anywhere. */
export const anyRange: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('0.0.0.0/0', '::/0', '192.0.2.10/32', '2001:db8::/64', '169.254.20.10/32', 'fe80::/10', '::1/128'),
  fc.tuple(fc.integer({ min: 1, max: 223 }), fc.nat(15)).chain(([first, second]) => range4(first, second)),
  fc.tuple(fc.nat(255), fc.nat(255)).chain(([first, second]) => range6(first, second)),
);

/** A number of `width` bits with all but the first `bits` of them set to zero. */
function masked(part: number, bits: number, width: number): number {
  const step = 2 ** (width - Math.max(0, Math.min(width, bits)));
  return part - (part % step);
}
