import { Lazy } from 'cdk8s';
import { resolveLazy } from '../../src/toolkit/lazy';

const lazy = (value: unknown) => Lazy.any({ produce: () => value });

test('lazy values are replaced at any depth, also those that lazy values hold', () => {
  expect(resolveLazy({ a: lazy({ b: lazy(1) }), list: [lazy('x'), 2], none: null })).toStrictEqual({
    a: { b: 1 },
    list: ['x', 2],
    none: null,
  });
});

test('everything else is left as it is', () => {
  const date = new Date(0);
  expect(resolveLazy({ date }).date).toBe(date);
  expect(resolveLazy(undefined)).toBeUndefined();
});
