import { oneOf } from '../../src/toolkit/sentences';

const COLOURS = ['', 'red', 'green'];

test('a value of the set is fine, and so is none', () => {
  expect(oneOf('colour', 'red', COLOURS)).toBeUndefined();
  expect(oneOf('colour', '', COLOURS)).toBeUndefined();
  expect(oneOf('colour', undefined, COLOURS)).toBeUndefined();
});

test('another value is answered with the nearest and all', () => {
  expect(oneOf('colour', 'Green', COLOURS)).toBe('colour "Green" is unknown. Did you mean "green"? Write one of red, green.');
  expect(oneOf('colour', 'blue', ['red'])).toBe('colour "blue" is unknown. Write red.');
});

test('what is no text is left to the schema', () => {
  expect(oneOf('colour', 5, COLOURS)).toBeUndefined();
  expect(oneOf('colour', { toString: () => 'red' }, COLOURS)).toBeUndefined();
});
