import { mergeDeep } from '../../src/validation/merge';

test('objects merge, lists and scalars are replaced, null removes', () => {
  const spec = { replicas: 3, template: { labels: { a: '1', b: '2' }, list: [1, 2] } };
  expect(mergeDeep(spec, { template: { labels: { b: null, c: '3' } as object, list: [9] } })).toEqual({ replicas: 3, template: { labels: { a: '1', c: '3' }, list: [9] } });
  expect(spec).toEqual({ replicas: 3, template: { labels: { a: '1', b: '2' }, list: [1, 2] } });
});

test('without overrides nothing changes', () => {
  const spec = { a: 1 };
  expect(mergeDeep(spec, undefined)).toBe(spec);
});
