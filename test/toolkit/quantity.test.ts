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
])('%s is not a size', (text, sentence) => {
  expect(said('memory', notByteSize(text))).toContain(sentence);
});

test('a number from a program without types is read as its text', () => {
  expect(sizeText(16 as unknown as string)).toBe('16');
});

test('16Gi is a size', () => {
  expect(notByteSize('16Gi')).toBeUndefined();
  expect(notByteSize(Size.gibibytes(16))).toBeUndefined();
});
