import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { encodedTexts } from '../../src/machines/secrets/hidden-texts';
import { base64Bytes, readableText } from '../../src/machines/secrets/readable';

test.each([
  ['aGVsbG8=', 'hello'],
  ['aGVs\nbG8=', 'hello'],
  ['aGVsbG8', undefined],
  ['#cloud-config', undefined],
])('base64 %j is %j', (encoded, text) => {
  expect(base64Bytes(encoded)?.toString()).toBe(text);
});

test('a text is read, packed or not, and bytes that are not a text are not', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const bytes = Buffer.from(text);
      expect(readableText(gzipSync(bytes))).toBe(new TextDecoder().decode(bytes));
    }),
  );
  expect(readableText(Buffer.from([0xff, 0xfe, 0x00]))).toBeUndefined();
});

test('whatever text is encoded is found again', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ -~]{12,200}$/), (text) =>
      [...encodedTexts(`content: ${Buffer.from(text).toString('base64')}\n`, { left: 10_000 })].includes(text),
    ),
  );
});
