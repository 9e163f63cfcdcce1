import { ApiObject, JsonPatch, Lazy } from 'cdk8s';
import { BundleApp, CdiRelease, KubeVirtCluster, KubeVirtRelease, TenantNamespace } from '../../src';
import { BundleError } from '../../src/findings/bundle-error';

/** Values that are not plain data, by what they are. */
const ODD: { readonly [what: string]: () => unknown } = {
  'null': () => null,
  'a number': () => 7,
  'NaN': () => NaN,
  'Infinity': () => Infinity,
  'true': () => true,
  'an empty text': () => '',
  'a symbol': () => Symbol('s'),
  'a bigint': () => 10n,
  'a function': () => () => 1,
  'a class': () => class {},
  'a date': () => new Date(0),
  'a Map': () => new Map([['a', 1]]),
  'a list': () => ['a'],
  'a list of symbols': () => [Symbol('s')],
  'an object': () => ({ a: 1 }),
  'an object with a symbol': () => ({ a: Symbol('s') }),
  'a bare object': () => Object.create(null) as unknown,
  'an instance': () =>
    new (class Own {
      public readonly a = 1;
    })(),
  'a getter that throws': () => Object.defineProperty({}, 'a', { enumerable: true, get: thrower }),
  'a proxy that throws': () =>
    new Proxy({}, { get: thrower, has: thrower, ownKeys: thrower, getPrototypeOf: thrower }),
  'a Lazy of a symbol': () => Lazy.any({ produce: () => Lazy.any({ produce: () => Symbol('s') }) }),
  'a Lazy that throws': () => Lazy.any({ produce: thrower }),
  'a Lazy that gives itself': () => {
    const lazy: Lazy = Lazy.any({ produce: () => lazy }) as Lazy;
    return lazy;
  },
  'a produce that throws': () => Object.defineProperty({}, 'produce', { enumerable: true, get: thrower }),
  'a cycle': () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    return cycle;
  },
};

function thrower(): never {
  throw new Error('no value');
}

const FIELDS = [
  'apiVersion', 'kind', 'spec', 'data', 'unknown',
  'metadata', 'metadata.name', 'metadata.namespace', 'metadata.labels', 'metadata.annotations',
  'metadata.labels.a', 'metadata.annotations.a', 'metadata.ownerReferences', 'metadata.finalizers',
  'metadata.generateName', 'metadata.creationTimestamp', 'metadata.unknown',
];

const WAYS = ['directly', 'by a Lazy', 'by a JSON patch'] as const;

interface Given {
  [key: string]: unknown;
}

/** Writes a value to a field of a Secret, an object of KubeVirt's, and one of no known kind. */
function objectWith(scope: TenantNamespace, field: string, value: unknown, way: (typeof WAYS)[number]): void {
  const kinds = [['v1', 'Secret'], ['kubevirt.io/v1', 'VirtualMachine'], ['example.org/v1', 'Thing']];
  for (const [apiVersion, kind] of kinds) {
    const given: Given = { apiVersion, kind, metadata: { name: kind.toLowerCase() } };
    const patch = way === 'by a JSON patch';
    if (!patch) write(given, field, way === 'by a Lazy' ? Lazy.any({ produce: () => value }) : value);
    const object = new ApiObject(scope, kind, given as unknown as { apiVersion: string; kind: string });
    if (!patch) continue;
    if (/^metadata\.(labels|annotations)\./.test(field)) {
      object.addJsonPatch(JsonPatch.add(`/${field.split('.').slice(0, 2).join('/')}`, {}));
    }
    object.addJsonPatch(JsonPatch.add(`/${field.split('.').join('/')}`, value));
  }
}

function write(given: Given, field: string, value: unknown): void {
  const keys = field.split('.');
  const last = keys.pop()!;
  const parent = keys.reduce<Given>((object, key) => (object[key] ??= {}) as Given, given);
  parent[last] = value;
}

/** What came of a program: nothing, its findings, or what else was thrown. */
function outcome(field: string, value: unknown, way: (typeof WAYS)[number]): string {
  const app = new BundleApp();
  const infra = KubeVirtCluster.existing(app, 'infra', { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
  const tenant = new TenantNamespace(infra, 'a');
  try {
    objectWith(tenant, field, value, way);
  } catch {
    return 'cdk8s itself refuses it';
  }
  try {
    app.synthYaml();
    return 'written';
  } catch (error) {
    if (error instanceof BundleError) return 'findings';
    return `${field} ${way}: ${(error as Error).stack}`;
  }
}

describe.each(WAYS)('a value of any kind in any field of an object, given %s', (way) => {
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  afterAll(() => stderr.mockRestore());

  test.each(Object.keys(ODD))('%s is written, or gives findings', (what) => {
    const outcomes = FIELDS.map((field) => outcome(field, ODD[what](), way));
    expect(outcomes.filter((each) => !['written', 'findings', 'cdk8s itself refuses it'].includes(each))).toEqual([]);
  });
});

describe('a JSON patch that writes what JSON has no form for is told so, with the value', () => {
  /** The findings about an object with patches, without those of its schema. */
  function found(kind: string, ...patches: JsonPatch[]): string[] {
    const app = new BundleApp();
    const infra = KubeVirtCluster.existing(app, 'infra', { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
    const object = new ApiObject(new TenantNamespace(infra, 'a'), 'object', {
      apiVersion: kind === 'ConfigMap' ? 'v1' : 'kubevirt.io/v1',
      kind,
      metadata: { name: 'object' },
      ...(kind === 'ConfigMap' ? { data: { list: ['a'] } } : {}),
    });
    object.addJsonPatch(...patches);
    return app.check().filter(({ rule }) => rule !== 'K8S007').map(({ rule, message }) => `${rule} ${message}`);
  }

  test.each<[string, string, unknown, string]>([
    ['ConfigMap', '/metadata/namespace', Symbol('x'), 'metadata.namespace is a symbol, which JSON has no form for.'],
    ['VirtualMachine', '/metadata/namespace', () => 1, 'metadata.namespace is a function, which JSON has no form for.'],
    ['ConfigMap', '/metadata/namespace', thrower, 'metadata.namespace is a function, which JSON has no form for.'],
    ['ConfigMap', '/metadata/namespace', undefined, 'metadata.namespace is undefined, which JSON has no form for.'],
    ['ConfigMap', '/metadata/namespace', NaN, 'metadata.namespace is NaN, which JSON has no form for.'],
    ['ConfigMap', '/data', { a: { b: [Symbol('x')] } }, 'data.a.b[0] is a symbol, which JSON has no form for.'],
    ['ConfigMap', '/data', { 'a/b': Infinity }, 'data["a/b"] is Infinity, which JSON has no form for.'],
    ['ConfigMap', '/data/list/-', Symbol('x'), 'data.list[1] is a symbol, which JSON has no form for.'],
    ['ConfigMap', '/data', [undefined], 'data[0] is null or undefined, which a list cannot hold.'],
    ['ConfigMap', '/data', new Map([['a', 'b']]), 'data is a Map, which a JSON patch does not write.'],
    ['ConfigMap', '/data/a', Lazy.any({ produce: () => 'b' }), 'data.a is a Lazy, which a JSON patch does not write.'],
    ['VirtualMachine', '/spec', { running: Symbol('x') }, 'spec.running is a symbol, which JSON has no form for.'],
  ])('%s %s: %p', (kind, path, value, message) => {
    expect(found(kind, JsonPatch.add(path, value))).toEqual([`K8S015 ${message}`]);
  });

  test('as what identifies the object', () => {
    expect(found('ConfigMap', JsonPatch.replace('/kind', Symbol('x')))).toEqual([
      'APP005 cannot be identified by the API server, because kind is a symbol, which JSON has no form for.',
    ]);
  });

  test('unless a later patch writes something else, or JSON has a form for it', () => {
    const later = JsonPatch.replace('/metadata/namespace', 'a');
    expect(found('ConfigMap', JsonPatch.replace('/metadata/namespace', Symbol('x')), later)).toEqual([]);
    const data = { a: new Date(0), b: undefined, c: null, d: new String('e') };
    expect(found('ConfigMap', JsonPatch.replace('/data', data))).toEqual([]);
  });
});
