import { Lazy } from 'cdk8s';
import { resolveLazy } from '../../src/toolkit/lazy';
import { mergeDeep } from '../../src/toolkit/merge';

test('objects merge, lists and scalars are replaced, null removes', () => {
  const spec = { replicas: 3, template: { labels: { a: '1', b: '2' }, list: [1, 2] } };
  expect(mergeDeep(spec, { template: { labels: { b: null, c: '3' } as object, list: [9] } })).toEqual({
    replicas: 3,
    template: { labels: { a: '1', c: '3' }, list: [9] },
  });
  expect(spec).toEqual({ replicas: 3, template: { labels: { a: '1', b: '2' }, list: [1, 2] } });
});

test('without overrides nothing changes', () => {
  const spec = { a: 1 };
  expect(mergeDeep(spec, undefined)).toBe(spec);
});

test('null removes at any depth, also what is not there and in lists', () => {
  const overrides = { a: { b: null, c: { d: null, e: 1 } }, list: [{ f: null, g: 2 }, null] } as object;
  expect(mergeDeep<object>({}, overrides)).toStrictEqual({ a: { c: { e: 1 } }, list: [{ g: 2 }, null] });
  expect(mergeDeep<object>({ a: 'text' }, overrides)).toStrictEqual({ a: { c: { e: 1 } }, list: [{ g: 2 }, null] });
});

test('what is undefined changes nothing', () => {
  expect(mergeDeep<object>({ a: 1 }, { a: undefined, b: undefined } as object)).toStrictEqual({ a: 1 });
});

test('instances of classes are taken as they are', () => {
  const date = new Date(0);
  expect(mergeDeep<{ a: object }>({ a: { b: 1 } }, { a: date }).a).toBe(date);
});

test('a key that JavaScript gives a meaning to is a key like any other', () => {
  const merged = mergeDeep<object>({}, JSON.parse('{"__proto__": {"a": 1}}'));
  expect(Object.entries(merged)).toEqual([['__proto__', { a: 1 }]]);
  expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
});

describe('a lazy value', () => {
  const later = (value: unknown): never => Lazy.any({ produce: () => value }) as never;
  const known = (value: unknown): unknown => JSON.parse(JSON.stringify(resolveLazy(value)));
  const base = { hard: { cpu: '1', pods: 2 }, list: [1], name: 'a' };

  test.each([
    ['a map', { hard: later({ pods: 3 }) }, { hard: { pods: 3 } }],
    ['all', later({ hard: { pods: 3 } }), { hard: { pods: 3 } }],
    ['a map in a lazy map', later({ hard: later({ pods: null }) }), { hard: { pods: null } }],
    ['a removal', { hard: later(null) }, { hard: null }],
    ['nothing', { hard: later(undefined) }, { hard: undefined }],
    ['a list', { list: later([2]) }, { list: [2] }],
    ['a scalar', { name: later('b') }, { name: 'b' }],
  ])('of %s is merged as what it produces', (_what, lazy, plain) => {
    expect(known(mergeDeep(base, lazy as never))).toEqual(known(mergeDeep(base, plain as never)));
  });
});
