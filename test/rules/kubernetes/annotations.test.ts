import type { Entry } from '../../../src/inventory/entry';
import { ANNOTATIONS } from '../../../src/rules/kubernetes/annotations';

// each was given to kustomize v5.7.1 as the key of an annotation
const REFUSED = [
  '1e3',
  '12',
  '012',
  '1.5',
  '1_000',
  '0x1F',
  '0o17',
  '0b11',
  '2024-01-01',
  '2001-1-2',
  'null',
  'NULL',
  'true',
];
const TAKEN = ['yes', 'y', '12.30.45', 'nan', 'inf', '123abc', 'e3', '1.2.3', 'a1', 'example.org/1e3', 'abc'];

/** What the rule says of an object with annotations. */
function said(annotations: { readonly [key: string]: string } | undefined): string[] {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', annotations } };
  return [...ANNOTATIONS.check(object, {} as Entry)].map(
    ({ field, problem, remedy }) => `${field} ${problem}. ${remedy}`,
  );
}

test.each(REFUSED)('the key %s is not read as text', (key) => {
  expect(said({ [key]: 'a' })).toEqual([
    `metadata.annotations has the key "${key}", which kustomize does not take for text, so Argo CD and Flux could not `
      + 'build the layer.' +
      ` Give it a prefix, such as "example.org/${key}".`,
  ]);
});

test.each(TAKEN)('the key %s is', (key) => {
  expect(said({ [key]: 'a' })).toEqual([]);
});

test('text of several lines cannot begin with a tab, of one line it can', () => {
  expect(said({ note: '\ta\nb' })).toEqual([
    'metadata.annotations.note is text of several lines that begins with a tab, which kustomize cannot read again,' +
      ' so Argo CD and Flux could not build the layer. Begin it with something else.',
  ]);
  expect(said({ note: '\ta', other: 'a\n\tb' })).toEqual([]);
});

test('no annotations are fine', () => {
  expect(said(undefined)).toEqual([]);
});
