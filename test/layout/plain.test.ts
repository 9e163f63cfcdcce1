import { ApiObject, App, Chart, IResolver, JsonPatch, Lazy, ResolutionContext } from 'cdk8s';
import * as fc from 'fast-check';
import { platform } from '../../examples/platform/platform';
import { BundleApp, CdiRelease, KubeVirtRelease } from '../../src';
import { toYaml } from '../../src/app/yaml';
import { inOrderBelow } from '../../src/layout/key-order';
import { renderPlain } from '../../src/layout/plain';
import { render, Rendered, rendered } from '../../src/layout/rendered';
import { oddMapping, oddScalar, oddTree } from '../app/odd-values';

class Upper implements IResolver {
  public resolve(context: ResolutionContext): void {
    if (context.value === 'lower') context.replaceValue('UPPER');
  }
}

class Point {
  public readonly x = 1;
}

class Union {
  constructor(public readonly value: unknown) {}
}

const MACHINE = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: { name: 'a', labels: { b: '1', a: '2' } },
  spec: { b: [{ d: 1, c: null }], a: 'lower' },
};

function object(props: object, app: App = new BundleApp()): ApiObject {
  return new ApiObject(new Chart(app, 'chart', { namespace: 'blue', labels: { team: 'blue' } }), 'object', {
    apiVersion: 'v1',
    kind: 'Thing',
    ...props,
  });
}

/** What is written of an object, or why nothing is. */
function outcome(write: () => string): string {
  try {
    return write();
  } catch (error) {
    return `fails: ${String(error)}`;
  }
}

function expectSame(apiObject: ApiObject): void {
  const plain = renderPlain(apiObject);
  if (plain === undefined) return;
  const json = apiObject.toJson();
  expect(JSON.stringify(inOrderBelow(plain))).toBe(JSON.stringify(json));
  expect(outcome(() => toYaml(plain, true))).toBe(outcome(() => toYaml(json)));
}

/** What cdk8s resolves, refuses, leaves out or lets pass. */
const oddLeaf = fc.oneof(
  { arbitrary: oddScalar, weight: 20 },
  fc.constantFrom<unknown>(undefined, NaN, Infinity, 1n, Symbol.iterator, () => 1, [undefined], new Array(2)),
  fc.constantFrom<unknown>(
    new Date(0),
    new Map([['a', 1]]),
    new Set([1]),
    /a/,
    Buffer.from('a'),
    new Point(),
    Object.create(null),
    new String('boxed'),
  ),
  fc.constantFrom<unknown>(
    Lazy.any({ produce: () => ({ b: 1, a: [null] }) }),
    { resolve: () => 'token' },
    { resolve: 'text' },
  ),
  fc.constantFrom<unknown>({ value: 1 }, new Union(1), new Union('1'), new Union({})),
  fc.constantFrom<unknown>(
    Object.assign([1], { value: 1 }),
    Object.assign([1], { resolve: () => 2 }),
    Object.assign([1], { other: 1 }),
  ),
  fc.constantFrom<unknown>(
    { constructor: 1 },
    { constructor: null },
    { constructor: Object },
    Object.freeze({ a: Object.freeze([]) }),
  ),
);

test('what is shared is written as cdk8s renders it, with whatever in it', () => {
  const metadata = fc.record(
    {
      name: fc.constantFrom(undefined, 'a', ''),
      labels: oddMapping(oddLeaf),
      annotations: oddMapping(oddTree(oddLeaf)),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(oddMapping(oddTree(oddLeaf)), metadata, oddMapping(oddTree(oddLeaf)), (spec, named, others) => {
      expectSame(object({ spec }));
      expectSame(object({ ...others, metadata: named }));
      expectSame(object({ spec, metadata: { ...others, ...named } }));
    }),
    { numRuns: 1000 },
  );
});

test('most objects are shared: plain data, also with gaps', () => {
  fc.assert(
    fc.property(oddMapping(oddTree(oddScalar.filter((value) => value !== null && value !== '__proto__'))), (spec) => {
      fc.pre(!/__proto__|constructor/.test(JSON.stringify(spec)));
      expect(
        renderPlain(object({ spec, other: undefined, metadata: { finalizers: [], annotations: {} } })),
      ).toBeDefined();
    }),
  );
});

test('an object shares what the program gave', () => {
  const apiObject = object(MACHINE);
  const plain = renderPlain(object({ ...MACHINE, spec: { b: [1], a: 2 } })) as typeof MACHINE;
  expect(Object.keys(plain)).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
  expect(rendered(apiObject)).toEqual(apiObject.toJson());
  const spec = { b: [1], a: 2 };
  expect((renderPlain(object({ spec })) as { spec: object }).spec).toBe(spec);
});

test('a whole platform is written as with a resolver that changes nothing, with which cdk8s renders all of it', () => {
  const [shared, resolved] = [[], [{ resolve: () => undefined }]].map((resolvers) => {
    const app = new BundleApp({ resolvers });
    platform(app, KubeVirtRelease.V1_9_0, CdiRelease.V1_66_0);
    return app.synthYaml();
  });
  expect(shared).toBe(resolved);
});

test('metadata counts, wherever in the program it was added', () => {
  const apiObject = object(MACHINE);
  apiObject.metadata.addLabel('c', '3');
  apiObject.metadata.addAnnotation('note', 'yes');
  apiObject.metadata.addFinalizers('a/b');
  apiObject.metadata.addOwnerReference({ apiVersion: 'v1', kind: 'ConfigMap', name: 'a', uid: 'b' });
  apiObject.metadata.add('generateName', 'a-');
  apiObject.metadata.add('managedFields', []);
  expect(renderPlain(apiObject)).toBeDefined();
  expectSame(apiObject);
  apiObject.metadata.add('lazy', Lazy.any({ produce: () => 'later' }));
  expect(renderPlain(apiObject)).toBeUndefined();
  expect(render(apiObject).object?.metadata).toMatchObject({ lazy: 'later' });
});

test.each<[string, (app: App) => ApiObject]>([
  [
    'a JSON patch',
    (app) => {
      const patched = object(MACHINE, app);
      patched.addJsonPatch(JsonPatch.add('/spec/added', 1));
      return patched;
    },
  ],
  ['a lazy value', (app) => object({ spec: { a: [Lazy.any({ produce: () => 1 })] } }, app)],
  ['a token', (app) => object({ spec: { resolve: () => 1 } }, app)],
  [
    'a class of its own',
    (app) =>
      new (class extends ApiObject {
        public toJson(): unknown {
          return { ...super.toJson(), more: 1 };
        }
      })(new Chart(app, 'chart'), 'object', MACHINE),
  ],
  ['nothing in a list', (app) => object({ spec: [null] }, app)],
  ['something that is empty within metadata', (app) => object({ metadata: { nested: { empty: {} } } }, app)],
])('only cdk8s renders an object with %s', (_, make) => {
  expect(renderPlain(make(new BundleApp()))).toBeUndefined();
  expect(renderPlain(make(new App()))).toBeUndefined();
});

test('what holds itself is left to cdk8s, which says so', () => {
  const spec: { [key: string]: unknown } = {};
  Object.assign(spec, { a: spec, b: spec });
  expect(renderPlain(object({ spec }))).toBeUndefined();
  expect(render(object({ spec })).failure?.problem).toContain('Maximum call stack size exceeded');
});

test("a user's resolvers are asked, whichever way they came, and those of cdk8s are not needed", () => {
  expect(renderPlain(object(MACHINE, new App()))).toBeDefined();
  for (const app of [new App({ resolvers: [new Upper()] }), new BundleApp({ resolvers: [new Upper()] })]) {
    expect(render(object(MACHINE, app)).object).toMatchObject({ spec: { a: 'UPPER' } });
  }
  const later = new BundleApp();
  later.resolvers.push(new Upper());
  expect(render(object(MACHINE, later)).object).toMatchObject({ spec: { a: 'UPPER' } });
});

test('keys stay as they are where cdk8s is told not to sort them', () => {
  process.env.CDK8S_DISABLE_SORT = '1';
  try {
    const { object: json, unsorted } = render(object(MACHINE)) as Rendered;
    expect([Object.keys(json.spec as object), unsorted]).toEqual([['b', 'a'], false]);
  } finally {
    delete process.env.CDK8S_DISABLE_SORT;
  }
});

test('a version of cdk8s that keeps its objects otherwise renders them itself', () => {
  const apiObject = object(MACHINE);
  Object.assign(apiObject, { props: undefined });
  expect(renderPlain(apiObject)).toBeUndefined();
  const other = object(MACHINE);
  Object.assign(other.metadata, { _additionalAttributes: undefined });
  expect(renderPlain(other)).toBeUndefined();
});
