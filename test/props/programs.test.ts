import { join } from 'node:path';
import * as fc from 'fast-check';
import { seen, Watched } from './watched';
import { platform } from '../../examples/platform/platform';
import { BundleApp, CdiRelease, KubeVirtRelease } from '../../src';
import { temporaryDirectory } from '../directory';
import { build } from '../random/build';
import { program } from '../random/program';
import { SEED } from '../random/runs';

jest.mock('../../src', () => {
  const { watched } = jest.requireActual<typeof import('./watched')>('./watched');
  return watched(jest.requireActual<object>('../../src'));
});

const directory = temporaryDirectory();

beforeEach(() => {
  seen.length = 0;
});

function faulty(): Watched[] {
  return seen.filter(({ faults }) => faults.length > 0);
}

test('nothing is wrong with the props of the example', () => {
  platform(new BundleApp({ outdir: directory() }), KubeVirtRelease.V1_9_0, CdiRelease.V1_66_0);
  expect(seen.length).toBeGreaterThanOrEqual(20);
  expect(faulty()).toEqual([]);
});

test('nothing is wrong with the props of random programs', () => {
  const programs = program({ kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0, judged: false });
  const descriptions = fc.sample(programs, { numRuns: 150, seed: SEED });
  for (const description of descriptions) build(description, join(directory(), 'out'));
  expect(seen.length).toBeGreaterThan(1000);
  expect(faulty()).toEqual([]);
});
