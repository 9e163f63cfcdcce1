import { said } from './said';
import { notOneOf } from '../../src/toolkit/one-of';

const COLOURS = ['', 'red', 'green'];

test('a value of the set is fine, and so is a missing one', () => {
  expect(said('colour', notOneOf('red', COLOURS))).toBeUndefined();
  expect(said('colour', notOneOf('', COLOURS))).toBeUndefined();
  expect(said('colour', notOneOf(undefined, COLOURS))).toBeUndefined();
});

test('another value is answered with the nearest and all', () => {
  expect(said('colour', notOneOf('Green', COLOURS))).toBe(
    'colour "Green" is unknown. Did you mean "green"? Write one of red, green.',
  );
  expect(said('colour', notOneOf('blue', ['red']))).toBe('colour "blue" is unknown. Write red.');
});

test('what is not a text is left to the schema', () => {
  expect(said('colour', notOneOf(5, COLOURS))).toBeUndefined();
  expect(said('colour', notOneOf({ toString: () => 'red' }, COLOURS))).toBeUndefined();
});
