import * as fc from 'fast-check';
import { AMBIGUOUS } from './ambiguous';

const CHARACTERS = [...'ab1-./_:#\n \t"\'|>?&*!%@`~=<e0xX,[]{}\r\u0085\u00a0\u2028é+N', '😀'];

/** Around the length from which a key is written behind a `?`. */
const LONG = [1000, 1021, 1022, 1023, 1024, 1025].flatMap((length) => [
  'k'.repeat(length),
  `${'k'.repeat(length - 1)}1`,
  `${'k'.repeat(length - 1)}:`,
]);

/** Names of what objects and lists have of their own, and keys that JavaScript puts before all others. */
const SPECIAL = [
  '__proto__',
  'constructor',
  'toString',
  'resolve',
  'value',
  'length',
  '0',
  '10',
  '9',
  '07',
  '-1',
  '4294967294',
  '4294967295',
  '1e3',
];

/** Strings that YAML could take for something else, and such as names are. */
export const oddText = fc.oneof(
  fc.constantFrom(...AMBIGUOUS, ...LONG, ...SPECIAL),
  fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'abeEfInNloOtTrRuUxXyY01.-_/+'), maxLength: 6 }),
  fc.string({ unit: 'binary' }),
);

const number = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.constantFrom(-0, 0, 1e21, -1e21, 1e300, 2 ** 53, 1e-7),
);

/** A scalar of JSON, and numbers that JSON has no form for. */
export const oddScalar = fc.oneof({ arbitrary: oddText, weight: 3 }, number, fc.boolean(), fc.constant(null));

/** A mapping with odd keys, `__proto__` as a key of its own among them. */
export function oddMapping<T>(values: fc.Arbitrary<T>): fc.Arbitrary<{ [key: string]: T }> {
  return fc.array(fc.tuple(oddText, values), { maxLength: 5 }).map((entries) => Object.fromEntries(entries));
}

/** Lists and mappings in each other, with leaves of a kind. */
export function oddTree<T>(leaves: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      leaves,
      fc.array(tie('tree'), { maxLength: 4 }),
      oddMapping(tie('tree')),
    ),
  }));
  return tree;
}
