import * as fc from 'fast-check';
import { said } from './said';
import { notDnsLabel, notDnsSubdomain, notLabelValue, notQualifiedName, taken } from '../../src/toolkit/names';

const ROOM = { characters: 4, reason: 'the index of a pool member' };

test.each(['a', 'a-b', '0', 'x'.repeat(63)])('%s is a DNS label', (value) => {
  expect(said('name', notDnsLabel(value))).toBeUndefined();
});

test.each([
  [
    '',
    'name "" is not a DNS label, so the API server refuses it. Use lower-case letters, digits and "-", beginning and '
      + 'ending with a letter or digit.',
  ],
  ['Workers_A', 'beginning and ending with a letter or digit, for example "workers-a".'],
  ['../../etc', 'name "../../etc" is not a DNS label'],
  ['x'.repeat(64), `name "${'x'.repeat(64)}" has 64 characters; such a name has at most 63. Shorten it to 63.`],
])('%j is not a valid name', (value, sentence) => {
  expect(said('name', notDnsLabel(value))).toContain(sentence);
});

test('a name leaves room for what a controller appends', () => {
  expect(said('name', notDnsLabel('x'.repeat(59), ROOM))).toBeUndefined();
  expect(said('name', notDnsLabel('x'.repeat(60), ROOM))).toContain(
    'of 63, 4 must stay free for the index of a pool member. Shorten it to 59.',
  );
});

test('a DNS subdomain may have dots', () => {
  expect(said('name', notDnsSubdomain('a.b-c.d'))).toBeUndefined();
  expect(said('name', notDnsSubdomain('a..b'))).toContain('name "a..b" is not a DNS subdomain');
  expect(said('name', notDnsSubdomain('a.'.repeat(127) + 'a'))).toContain('has 255 characters');
});

test('label keys and values', () => {
  for (const key of ['app.kubernetes.io/name', 'plain']) expect(notQualifiedName(key)).toBeUndefined();
  for (const value of ['x', '']) expect(notLabelValue(value)).toBeUndefined();
  expect(said('key', notQualifiedName('/x'))).toContain('key "/x" is not a label key');
  expect(said('key', notQualifiedName('a b'))).toContain('key "a b" is not a label key');
  expect(said('value', notLabelValue('a b'))).toContain('value "a b" is not a label value');
  const long = 'x'.repeat(64);
  expect(said('value', notLabelValue(long))).toBe(
    `value "${long}" has 64 characters; the value of a label has at most 63. Shorten it to 63.`);
  expect(notLabelValue('x'.repeat(63))).toBeUndefined();
});

test('a complaint can say what comes of a text that the API server takes', () => {
  expect(said('name', taken(notDnsLabel('A b'), 'so nothing is found'))).toContain('is not a DNS label, so nothing is');
  expect(taken(notDnsLabel('a'), 'so nothing is found')).toBeUndefined();
});

test('what is accepted as a label can stand in a path', () => {
  fc.assert(fc.property(fc.string(), (value) => notDnsLabel(value) !== undefined || /^[a-z0-9-]{1,63}$/.test(value)));
});
