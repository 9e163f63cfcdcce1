import { counted } from '../../src/toolkit/counted';

test.each([[0, '0 objects'], [1, '1 object'], [2, '2 objects']])('%d is "%s"', (count, text) => {
  expect(counted(count, 'object')).toBe(text);
});
