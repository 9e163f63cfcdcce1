import { Lazy } from 'cdk8s';
import * as fc from 'fast-check';
import { build } from './build';
import { Description, isMaking, Step } from './description';
import { program } from './program';
import { quietly } from './quietly';
import { RUNS, SEED } from './runs';
import { CdiRelease, KubeVirtRelease } from '../../src';
import { ODD as STRANGE } from '../props/odd';

/** Values that JSON and YAML files can hold, in the wrong place. */
const PLAIN: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  '',
  'x',
  'ä/..',
  [],
  [null],
  [[]],
  {},
  { a: {} },
  { '': '' },
  '16GB',
  1e21,
];

/** Data that is deeper than any object. */
function deep(levels: number): object {
  let data = {};
  for (let level = 0; level < levels; level++) data = { a: data };
  return data;
}

/**
 * Values that only a program can hold. Without a list that only takes long, and a size that throws what is the user's
 * own.
 */
const ODD: readonly unknown[] = [
  ...STRANGE.filter((value) => !isHuge(value) && !isSize(value)),
  deep(99),
  deep(10_000),
  { a: Symbol('x') },
  { a: 1n },
  [() => 1],
  { metadata: null },
  undefined,
  NaN,
  Infinity,
  10n,
  Symbol('s'),
  () => 1,
  new Date(0),
  new Map(),
  /x/,
  Object.create(null),
  Lazy.any({ produce: () => 1 }),
  class {},
  new Proxy({}, {}),
  new (class Own {
    public readonly a = 1;
  })(),
  Promise.resolve(1),
];

function isHuge(value: unknown): boolean {
  try {
    return Array.isArray(value) && value.length > 1e6;
  } catch {
    return false;
  }
}

function isSize(value: unknown): boolean {
  try {
    return typeof value === 'object' && value !== null && Object.hasOwn(value, 'toKibibytes');
  } catch {
    return false;
  }
}

type Path = readonly (string | number)[];

/** The paths of all values below a value. */
function pathsIn(value: unknown, above: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const path = [...above, Array.isArray(value) ? Number(key) : key];
    return [path, ...pathsIn(item, path)];
  });
}

function replaced(value: any, [first, ...rest]: Path, by: unknown): unknown {
  if (first === undefined) return by;
  if (Array.isArray(value)) return value.map((item, index) => (index === first ? replaced(item, rest, by) : item));
  return { ...value, [first]: replaced(value[first], rest, by) };
}

/** What is thrown that is not a list of findings; undefined if nothing is. */
function rawException(description: Description): string | undefined {
  try {
    quietly(() => build(description, 'nowhere').synthYaml());
    return undefined;
  } catch (error) {
    const thrown = error as Error & { findings?: unknown };
    return Array.isArray(thrown.findings) ? undefined : String(thrown.stack ?? thrown);
  }
}

const programs = program({ kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0, judged: false });

/** The program with one value of its props replaced. */
function mutated(description: Description, which: number, by: unknown): Description {
  const places = description.steps.flatMap((step, index) => propPaths(step).map((path) => ({ index, path })));
  if (places.length === 0) return description;
  const { index, path } = places[which % places.length];
  return {
    ...description,
    steps: description.steps.map((step, at) => (at === index ? (replaced(step, path, { $value: by }) as Step) : step)),
  };
}

/** The paths of what the library is given, without the tags of the description itself. */
function propPaths(step: Step): Path[] {
  const root = isMaking(step) ? 'props' : 'with';
  const paths = pathsIn((step as any)[root]).map((path) => [root, ...path]);
  return paths.filter((path) => !isTag(path) && !isOfCdk8s(step, path));
}

/** Whether a path leads to what a description says of the library's own values, and not to what these are given. */
function isTag(path: Path): boolean {
  return path.at(-1) === 'with' || path.some((part) => String(part).startsWith('$'));
}

/** Whether cdk8s itself takes the value, and may throw what it likes. */
function isOfCdk8s(step: Step, path: Path): boolean {
  if (isMaking(step)) return step.make === 'ApiObject' && ['apiVersion', 'kind', 'metadata'].includes(String(path[1]));
  return step.call === 'addJsonPatch' && (path[1] === 0 || path[2] !== 'value');
}

test.each([
  ['plain', PLAIN],
  ['odd', ODD],
] as const)('a single %s value in the wrong place ends in findings, never in a raw exception', (_kind, values) => {
  fc.assert(
    fc.property(programs, fc.nat(), fc.nat(values.length - 1), (description, which, value) => {
      expect(rawException(mutated(description, which, values[value]))).toBeUndefined();
    }),
    { numRuns: RUNS, seed: SEED, endOnFailure: true, maxSkipsPerRun: RUNS },
  );
});
