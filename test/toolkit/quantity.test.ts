import { Size } from 'cdk8s';
import * as fc from 'fast-check';
import { said } from './said';
import { notByteSize, Quantity, sizeText } from '../../src/toolkit/quantity';

test.each([
  ['500m', '500m'],
  ['1.5', '1500m'],
  ['2', '2'],
  ['0.0001', '1m'],
  ['1e3', '1000'],
  ['250u', '1m'],
  ['-1', '-1'],
])('%s cores are %s', (text, cores) => {
  expect(Quantity.parse(text)?.toCoresText()).toBe(cores);
});

test.each([
  ['16Gi', '16Gi'],
  ['1024Mi', '1Gi'],
  ['1536Mi', '1536Mi'],
  ['1.5Gi', '1536Mi'],
  ['1000', '1000'],
  ['2G', '1953125Ki'],
  ['0', '0'],
])('%s bytes are %s', (text, bytes) => {
  expect(Quantity.parse(text)?.toBytesText()).toBe(bytes);
});

test.each(['', 'Gi', '1 Gi', '1gi', '1e', '0x10', 'NaN', '1e99'])('%j is not a quantity', (text) => {
  expect(Quantity.parse(text)).toBeUndefined();
});

test('a cdk8s.Size is written in its largest whole unit', () => {
  expect(sizeText(Size.gibibytes(16))).toBe('16Gi');
  expect(sizeText(Size.mebibytes(1536))).toBe('1536Mi');
});

test('sums and products are exact', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat({ max: 1000 }), fc.nat(), (milli, factor, other) => {
      const sum = Quantity.parse(`${milli}m`)!
        .times(factor)
        .plus(Quantity.parse(`${other}m`)!);
      expect(sum.toCoresText()).toBe(Quantity.parse(`${milli * factor + other}m`)!.toCoresText());
    }),
  );
});

test('order', () => {
  expect(Quantity.parse('1023Mi')!.isLessThan(Quantity.parse('1Gi')!)).toBe(true);
  expect(Quantity.parse('1G')!.isLessThan(Quantity.parse('1Gi')!)).toBe(true);
  expect(Quantity.parse('1Gi')!.isLessThan(Quantity.parse('1Gi')!)).toBe(false);
});

test.each([
  ['2048m', 'memory "2048m" is not a whole number of bytes ("m" means thousandths). Write "2048Mi" for mebibytes.'],
  ['much', 'memory "much" is not a Kubernetes quantity. Write a number and a unit, such as "16Gi".'],
  ['0', 'memory "0" must be more than zero. Write a positive size, such as "16Gi".'],
  ['-1Gi', 'memory "-1Gi" must be more than zero.'],
  ['0.5', 'memory "0.5" is not a whole number of bytes (a number alone means bytes). Write a whole number with a unit, '
    + 'such as "512Mi".'],
  ['1.5', 'such as "1536Mi".'],
  ['.25', 'such as "256Mi".'],
  ['1.1Gi', '"1.1Gi" is not a whole number of bytes. Write a whole number with a unit, such as "1127Mi".'],
  ['0.3m', 'Write "1Mi" for mebibytes.'],
  ['0.0001k', 'such as "1Mi".'],
  ['5e-1', 'such as "512Mi".'],
  ['1.23e1', 'such as "1Mi".'],
  ['300u', 'such as "512Mi".'],
  ['-0.5', 'such as "512Mi".'],
])('%s is not a size', (text, sentence) => {
  expect(said('memory', notByteSize(text))).toContain(sentence);
});

test('a number from a program without types is read as its text', () => {
  expect(sizeText(16 as unknown as string)).toBe('16');
});

test('what a size is told to be is a size of whole bytes', () => {
  const plain = ['0.5', '1.5', '.1', '0.0000001'];
  const numbers = [...plain, '1.1Gi', '0.7Ki', '2.00000000001G', '0.3m', '77m', '3.7e0', '1e-3', '9n'];
  for (const text of numbers) {
    const [, written] = /"([^"]+)"/.exec(notByteSize(text)!.remedy!)!;
    expect([text, notByteSize(written)]).toEqual([text, undefined]);
  }
});

test('16Gi is a size', () => {
  expect(notByteSize('16Gi')).toBeUndefined();
  expect(notByteSize(Size.gibibytes(16))).toBeUndefined();
});
