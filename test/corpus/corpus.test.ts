import { join } from 'node:path';
import type { Plain, Wrong } from './case';
import { CORPUS, corpusFor, objectsOf } from './corpus';
import { Scene } from './scene';
import { comesFrom, sentencesIn, Site } from './sentences';
import { CdiRelease, KubeVirtRelease } from '../../src';

/**
 * Each program of the corpus breaks one rule, and what it would have written is what the real server is asked about
 * (tools/conformance). Here it is shown that synthesis refuses it with a sentence of that rule, and that no rule is left out.
 *
 * The rules are not listed: they are the sentences that stand in src/, found by reading it. A new rule therefore fails the last test
 * until the corpus has a program for it, and one that is said by the way, in a program meant for another rule, does not count.
 */
const PAIRS: [KubeVirtRelease, CdiRelease][] = [
  [KubeVirtRelease.V1_9_0, CdiRelease.V1_66_0],
  [KubeVirtRelease.V1_8_4, CdiRelease.V1_65_0],
  [KubeVirtRelease.V1_7_4, CdiRelease.V1_64_0],
];

const meant = new Set<string>();

test('no case stands there twice', () => {
  expect(new Set(CORPUS.map((each) => `${each.rule}: ${each.case}`)).size).toBe(CORPUS.length);
});

test.each(CORPUS.map((each): [string, Wrong] => [`${each.rule}: ${each.case}`, each]))('%s', (_name, each) => {
  const [kubevirt, cdi] = PAIRS.find((pair) => corpusFor(...pair).includes(each))!;
  const { sentences, objects } = synthesised(each, new Scene(kubevirt, cdi));
  const saying = sentences.filter((sentence) => sentence.includes(each.says));
  expect(saying).not.toEqual([]);
  for (const sentence of saying) meant.add(sentence);
  expect(objects.filter(({ apiVersion, kind, metadata }) => !apiVersion || !kind || metadata?.name === undefined)).toEqual([]);
  expect(objects.length > 0 || each.verdict.expect === 'stricter').toBe(true);
  expect(each.verdict.expect !== 'refused' || Boolean(each.verdict.words)).toBe(true);
});

/** Sentences that no program can be made to say, or that are said of something else than an object, each with the reason. */
const EXCUSED: { readonly [piece: string]: string } = {
  'Move it away, or choose another outdir': 'said of files that stand in the way when all objects are right: test/bundle',
  'no KubeVirt has needed since v0.32.0': 'a notice: RETIRED in src/cluster/gate-history.ts',
  'Set configuration.mediatedDevicesConfiguration.enabled to false instead': 'a notice: the gate is deprecated, but still works',
  'does not serve. Use a release of CDI that does': 'every release that is supported serves the kind',
  'does not serve VirtualMachineInstancetype': 'every release that is supported serves the kind',
  'does not serve VirtualMachinePool': 'every release that is supported serves the kind',
};

test('each rule of src/ has a program that breaks it', () => {
  const sentences = [...meant];
  const unsaid = sentencesIn(join(__dirname, '../../src')).filter((site) => !sentences.some((sentence) => comesFrom(site, sentence)));
  const holds = (piece: string, { parts }: Site) => parts.some((part) => part.includes(piece));
  const excuses = Object.keys(EXCUSED);
  expect(unsaid.filter((site) => !excuses.some((piece) => holds(piece, site))).map(({ at, parts }) => `${at} ${parts.join('…')}`)).toEqual([]);
  expect(excuses.filter((piece) => !unsaid.some((site) => holds(piece, site)))).toEqual([]);
});

/** What synthesis says of a program, and what the server would get. Its notices are not printed. */
function synthesised(each: Wrong, scene: Scene): { sentences: string[]; objects: Plain[] } {
  const quiet = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const objects = objectsOf(each, scene);
  try {
    scene.app.synthYaml();
    return { sentences: [], objects };
  } catch (error) {
    return { sentences: (error as Error).message.split('\n  ').slice(1), objects };
  } finally {
    quiet.mockRestore();
  }
}
