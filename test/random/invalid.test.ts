import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { build } from './build';
import { CONFLICTS } from './conflicts';
import type { Description } from './description';
import { mistakes, mutant, placesFor } from './mutate';
import { usesOf } from './places';
import { program } from './program';
import { quietly } from './quietly';
import { refusalProblem } from './refusal';
import { RUNS, SEED } from './runs';
import { surface } from './surface';
import { UNRULED } from './unruled';
import { CdiRelease, KubeVirtRelease } from '../../src';

const api = surface();
const all = mistakes(api);
const programs = program({ kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0, judged: false });

/** An older bundle, which must stay as it is. */
const OLDER: Description = {
  steps: [
    {
      make: 'KubeVirtCluster.existing',
      at: 'infra',
      props: { kubevirt: { $kubevirt: 'v1.9.0' }, cdi: { $cdi: 'v1.66.0' } },
    },
    { make: 'TenantNamespace', at: 'infra/older', props: {} },
  ],
};

let outdir: string;

beforeAll(() => {
  outdir = mkdtempSync(join(tmpdir(), 'cdk8s-kubevirt-'));
  quietly(() => build(OLDER, outdir).synth());
});
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

/** The first thing that can be made of one of the samples. */
function firstOf<S, T>(samples: readonly S[], make: (sample: S) => T | undefined): T | undefined {
  for (const sample of samples) {
    const made = make(sample);
    if (made !== undefined) return made;
  }
  return undefined;
}

test('every public prop can be given something wrong, or it is said why not', () => {
  const known = new Set([...all.map(({ prop }) => prop), ...Object.values(UNRULED).flat()]);
  const props = [...api.interfaces].flatMap(([name, { props: own }]) =>
    [...own.keys()].map((prop) => `${name}.${prop}`),
  );
  expect(props.filter((prop) => !known.has(prop))).toEqual([]);
  expect([...known].filter((prop) => !props.includes(prop))).toEqual([]);
});

describe('each mistake is a sentence that names the faulty property and its construct, and nothing is written', () => {
  // The smallest program that has a place for the mistake, so that this stays quick.
  const samples = fc
    .sample(programs, { numRuns: 250, seed: SEED })
    .sort((one, other) => JSON.stringify(one).length - JSON.stringify(other).length);
  const uses = samples.map((description) => ({ description, places: usesOf(description, api).places }));

  test.each([...new Set(all.map(({ prop }) => prop))])('%s', (prop) => {
    for (const mistake of all.filter((each) => each.prop === prop)) {
      const broken = firstOf(uses, ({ description, places }) => {
        const [place] = placesFor(mistake, places, api);
        return place && mutant(description, mistake, place);
      });
      expect([mistake.bad.to, broken && refusalProblem(broken, outdir)]).toEqual([mistake.bad.to, undefined]);
      expect(broken).toBeDefined();
    }
  });

  test.each(Object.entries(CONFLICTS))('%s', (_what, conflict) => {
    const broken = firstOf(samples, conflict);
    expect(broken && refusalProblem(broken, outdir)).toBeUndefined();
    expect(broken).toBeDefined();
  });
});

test('any mistake anywhere in any program', () => {
  fc.assert(
    fc.property(programs, fc.nat(), fc.nat(), (description, which, where) => {
      const { places } = usesOf(description, api);
      const possible = all.filter((mistake) => placesFor(mistake, places, api).length > 0);
      const mistake = possible[which % possible.length];
      const its = placesFor(mistake, places, api);
      const broken = mutant(description, mistake, its[where % its.length]);
      expect([broken.prop, broken.bad.to, refusalProblem(broken, outdir)]).toEqual([
        broken.prop,
        broken.bad.to,
        undefined,
      ]);
    }),
    { numRuns: RUNS, seed: SEED },
  );
});
