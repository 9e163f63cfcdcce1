import { table } from '../../src/toolkit/table';

const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];

test.each(NAMES)('a table has no entry %s of its own accord', (key) => {
  const found: { readonly [key: string]: number } = table({ one: 1 });
  expect(found[key]).toBeUndefined();
  expect(key in found).toBe(false);
  expect({ ...found }).toEqual({ one: 1 });
});
