import { Lazy } from 'cdk8s';
import { quietly } from './quietly';
import { Call, CALLS } from './rich';
import { BundleApp } from '../../src';

type Path = readonly (string | number)[];

/** The paths of all values in plain data; what a class makes is one value. */
function pathsIn(value: unknown, above: Path = []): Path[] {
  const isPlain = typeof value === 'object' && value !== null
    && [Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value));
  if (!isPlain) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const path = [...above, Array.isArray(value) ? Number(key) : key];
    return [path, ...pathsIn(item, path)];
  });
}

/** The data with one value given as a lazy one that produces it. */
function lazyAt(value: any, [first, ...rest]: Path): unknown {
  if (first === undefined) return Lazy.any({ produce: () => value });
  if (Array.isArray(value)) return value.map((item, index) => (index === first ? lazyAt(item, rest) : item));
  return { ...value, [first]: lazyAt(value[first], rest) };
}

/** What a call writes, or the sentences that it is refused with. */
function outcome({ make }: Call, data: unknown): { readonly bytes?: string; readonly said?: string } {
  try {
    return {
      bytes: quietly(() => {
        const app = new BundleApp();
        make(app, data);
        return app.synthYaml();
      }),
    };
  } catch (error) {
    const { findings } = error as { findings?: unknown };
    return { said: Array.isArray(findings) ? 'findings' : `RAW ${(error as Error).stack}` };
  }
}

describe.each(CALLS.map((call) => [call.what, call] as const))('%s with a lazy value', (_what, call) => {
  test.each(pathsIn(call.data).map((path) => [path.join('.'), path] as const))(
    'for %s writes the same, or says why not', (_name, path) => {
      const plain = outcome(call, call.data);
      expect(plain.said).toBeUndefined();
      const { bytes = plain.bytes, said = 'findings' } = outcome(call, lazyAt(call.data, path));
      expect([bytes, said]).toEqual([plain.bytes, 'findings']);
    },
  );
});
