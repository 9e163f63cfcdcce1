import * as fc from 'fast-check';
import { build } from './build';
import { Description } from './description';
import { program } from './program';
import { quietly } from './quietly';
import { RUNS, SEED } from './runs';
import { CdiRelease, KubeVirtRelease } from '../../src';

const PAIRS = KubeVirtRelease.all().flatMap((kubevirt) => CdiRelease.all().map((cdi) => [kubevirt, cdi] as const));

function yaml(description: Description): string {
  return quietly(() => build(description, 'nowhere').synthYaml());
}

describe.each(PAIRS)('for %s with %s', (kubevirt, cdi) => {
  const programs = program({ kubevirt, cdi, judged: false });

  test('random programs are valid', () => {
    fc.assert(fc.property(programs, (description) => void yaml(description)), { numRuns: Math.ceil(RUNS / PAIRS.length), seed: SEED });
  });

  test('a random program says the same when it is said again, from what was printed of it', () => {
    const [description] = fc.sample(programs, { numRuns: 1, seed: SEED + 1 });
    const printed = JSON.stringify(description);
    expect(yaml(JSON.parse(printed) as Description) === yaml(description)).toBe(true);
  });
});
