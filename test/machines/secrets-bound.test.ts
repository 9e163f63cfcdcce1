import { gzipSync } from 'node:zlib';
import { MOST_LOOKED_AT, searchFor } from '../../src/machines/secrets/secrets';

const base64 = (bytes: Buffer | string): string => Buffer.from(bytes).toString('base64');
const packed = (text: string): string => base64(gzipSync(text));
const many = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_item, index) => make(index)).join('\n');

// The work is counted in characters that are looked at, because time depends on the machine.
test.each<[string, string]>([
  ['300,000 lines in 436 characters', packed('\n'.repeat(300_000))],
  ['a gzip bomb', packed('x'.repeat(20_000_000))],
  ['a gzip bomb within another', packed(packed('\n'.repeat(20_000_000)))],
  ['many gzip bombs', many(100, (index) => packed(`${index}${'\n'.repeat(1_000_000)}`))],
  ['many gzip bombs that are not text', many(50, (index) => packed(`${index}${'\0'.repeat(1_000_000)}`))],
  ['base64 in base64', Array(40).fill(0).reduce<string>((text) => base64(text).slice(0, 100_000), 'nothing at all')],
  ['many words of base64', many(20_000, (index) => base64(`word number ${index}`))],
  ['a long line', 'password '.repeat(200_000)],
  ['lines of nothing', ' \n'.repeat(500_000)],
])('of %s, no more is looked at than the bound', (_what, text) => {
  const { found, lookedAt } = searchFor(text);
  expect(found).toBeUndefined();
  expect(lookedAt).toBeLessThanOrEqual(MOST_LOOKED_AT);
});

test('a text without anything encoded is looked at once', () => {
  const text = 'packages: [a]\nruncmd: [b]\n'.repeat(1000);
  expect(searchFor(text).lookedAt).toBe(text.length);
});

test('twice the text is twice the work', () => {
  const text = `write_files:\n- content: ${base64('vm.swappiness = 10\n'.repeat(100))}\n`;
  const [once, twice] = [text, text + text.replaceAll('dm', 'ab')].map((each) => searchFor(each).lookedAt);
  expect(twice).toBeLessThanOrEqual(2 * once + text.length);
});

test('a secret at the beginning of a bomb is found', () => {
  expect(searchFor(packed(`password: hunter2\n${'x'.repeat(20_000_000)}`)).found).toBe('a value for "password"');
});
