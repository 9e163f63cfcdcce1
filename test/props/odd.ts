import { Lazy, Size } from 'cdk8s';

const fail = (): never => {
  throw new Error('not yet');
};
const throwing = new Proxy({}, {
  get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail, getOwnPropertyDescriptor: fail,
});
const revoked = (target: object): object => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};
const cyclic: { self?: unknown; list: unknown[] } = { list: [] };
cyclic.self = cyclic;
cyclic.list.push(cyclic, cyclic.list);

/** Values that few functions expect. */
export const ODD: readonly unknown[] = [
  undefined, null, NaN, -0, 4n, Symbol('x'), fail, class {}, '', 'x'.repeat(1e5), '\ud800', {}, [], true, 1,
  throwing, revoked({}), revoked([]), revoked(fail), new Proxy([], { get: fail }), new Proxy({ cpu: 4 }, { get: fail }),
  cyclic, cyclic.list, new Array(1e9), [undefined], [[]], [throwing], { a: throwing },
  Object.create(null), Object.create(throwing), Object.create({ cpu: 4 }), { get cpu(): never { return fail(); } },
  { constructor: 4 }, { constructor: { name: Symbol('x') } }, { constructor: { get name(): never { return fail(); } } },
  Object.create({ get constructor(): never { return fail(); } }), Object.create({ constructor: fail }),
  new Map([['cpu', 4]]), new Set(['a']), new Date(NaN), /x/, Promise.resolve(), new String('a'), Math,
  new Uint8Array(4),
  JSON.parse('{ "__proto__": { "cpu": 4 } }'), { __proto__: null, __defineGetter__: 4 }, { 'a b': 1, '': 2, '[0]': 3 },
  Lazy.any({ produce: fail }), { resolve: fail }, { get produce(): never { return fail(); } }, { toJSON: fail },
  Size.gibibytes(1), { toKibibytes: fail }, { get toKibibytes(): never { return fail(); } }, { node: throwing },
  { toKibibytes: () => 'x' }, { toMilliseconds: () => 1 }, { toMilliseconds: fail, toSeconds: fail },
];
