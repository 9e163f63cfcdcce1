import { selects } from '../../src/toolkit/label-selector';

const LABELS = { app: 'a' };

test.each([
  ['In', ['a'], true], ['In', ['b'], false], ['NotIn', ['a'], false], ['NotIn', ['b'], true],
  ['Exists', undefined, true], ['DoesNotExist', undefined, false],
])('a selector by %s %j', (operator, values, selected) => {
  expect(selects({ matchExpressions: [{ key: 'app', operator, values }] }, LABELS)).toBe(selected);
});

test('a missing selector selects nothing, and an empty one everything', () => {
  expect(selects(undefined, LABELS)).toBe(false);
  expect(selects({}, LABELS)).toBe(true);
  expect(selects({}, undefined)).toBe(true);
});

test('labels that are null are none', () => {
  expect(selects({ matchLabels: LABELS }, null)).toBe(false);
  expect(selects({}, null)).toBe(true);
});
