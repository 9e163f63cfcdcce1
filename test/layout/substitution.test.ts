import { ApiObject, JsonPatch, Testing } from 'cdk8s';
import { render } from '../../src/layout/rendered';

const KEY = 'kustomize.toolkit.fluxcd.io/substitute';

function annotationsOf(data: object, metadata: object = {}, ...patches: JsonPatch[]): unknown {
  const chart = Testing.chart();
  const object = new ApiObject(chart, 'object', {
    apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', ...metadata }, data,
  });
  object.addJsonPatch(...patches);
  return render(object).object?.metadata.annotations;
}

const SCRIPT = { script: 'echo ${HOME}' };

test.each([
  ['a variable', SCRIPT],
  ['two dollars, of which Flux makes one', { script: 'echo $$' }],
  ['a variable in a key', { '${KEY}': 'a' }],
  ['a variable in a list', { list: ['a', { b: '${HOME:=/root}' }] }],
])('an object with %s is kept from the substitution', (_what, data) => {
  expect(annotationsOf(data)).toEqual({ [KEY]: 'disabled' });
});

test('an object without variables is written as it is', () => {
  expect(annotationsOf({ script: 'echo $HOME costs 5$ { $(pwd)' })).toBeUndefined();
  expect(annotationsOf({ script: 'a' }, { annotations: { b: 'c' } })).toEqual({ b: 'c' });
});

test('other annotations stay, and a JSON patch may have written the variable', () => {
  expect(annotationsOf(SCRIPT, { annotations: { z: 'c' } })).toEqual({ z: 'c', [KEY]: 'disabled' });
  expect(annotationsOf({}, {}, JsonPatch.add('/data', SCRIPT))).toEqual({ [KEY]: 'disabled' });
});

test('keys are in the order of cdk8s', () => {
  const chart = Testing.chart();
  const object = new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'ConfigMap', data: SCRIPT });
  object.addJsonPatch(JsonPatch.add('/metadata/labels', { b: 'c' }));
  expect(Object.keys(render(object).object!.metadata)).toEqual(['annotations', 'labels', 'name']);
});

test('an object that says itself whether variables are replaced keeps its word', () => {
  expect(annotationsOf(SCRIPT, { annotations: { [KEY]: 'enabled' } })).toEqual({ [KEY]: 'enabled' });
  expect(annotationsOf(SCRIPT, { labels: { [KEY]: 'enabled' } })).toBeUndefined();
});

test('the data of the program is not changed', () => {
  const metadata = { name: 'a', annotations: { b: 'c' } };
  annotationsOf(SCRIPT, metadata);
  expect(metadata).toEqual({ name: 'a', annotations: { b: 'c' } });
});
