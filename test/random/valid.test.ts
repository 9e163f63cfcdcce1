import * as fc from 'fast-check';
import { build } from './build';
import { Description } from './description';
import { program } from './program';
import { quietly } from './quietly';
import { RUNS, SEED } from './runs';
import { CdiRelease, KubeVirtRelease } from '../../src';

/** Each pair of releases tries programs of its own, from a seed of its own. */
const PAIRS = KubeVirtRelease.all()
  .flatMap((kubevirt) => CdiRelease.all().map((cdi) => [kubevirt, cdi] as const))
  .map((pair, index) => [...pair, SEED + index] as const);

function yaml(description: Description): string {
  return quietly(() => build(description, 'nowhere').synthYaml());
}

describe.each(PAIRS)('for %s with %s', (kubevirt, cdi, seed) => {
  const programs = program({ kubevirt, cdi, judged: false });

  test('random programs are valid', () => {
    fc.assert(
      fc.property(programs, (description) => void yaml(description)),
      { numRuns: Math.ceil(RUNS / PAIRS.length), seed },
    );
  });

  test('a random program says the same when it is said again, from what was printed of it', () => {
    const [description] = fc.sample(programs, { numRuns: 1, seed: seed + PAIRS.length });
    const printed = JSON.stringify(description);
    expect(yaml(JSON.parse(printed) as Description) === yaml(description)).toBe(true);
  });
});
