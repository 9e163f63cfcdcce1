import type { Right, Wrong } from './case';
import { CORPUS, corpusFor, objectsOf, PASSING } from './corpus';
import { Scene } from './scene';
import { CdiRelease, KubeVirtRelease } from '../../src';
import { textOf } from '../../src/findings/finding';
import { RULES } from '../../src/rules/rules';

/**
 * Each program of the corpus breaks one rule, and what it would have written is what the real server is asked about
 * (tools/conformance). Here it is shown that synthesis finds the fault by that rule.
 */
const PAIRS: [KubeVirtRelease, CdiRelease][] = [
  [KubeVirtRelease.V1_9_0, CdiRelease.V1_66_0],
  [KubeVirtRelease.V1_8_4, CdiRelease.V1_65_0],
  [KubeVirtRelease.V1_7_4, CdiRelease.V1_64_0],
];

test('no case stands there twice', () => {
  expect(new Set(CORPUS.map((each) => `${each.rule}: ${each.case}`)).size).toBe(CORPUS.length);
});

test.each(CORPUS.map((each): [string, Wrong] => [`${each.rule}: ${each.case}`, each]))('%s', (_name, each) => {
  const [kubevirt, cdi] = PAIRS.find((pair) => corpusFor(...pair).includes(each))!;
  const scene = new Scene(kubevirt, cdi, each.configuration);
  const objects = objectsOf(each, scene);
  const found = [...scene.findings(), ...scene.stopped].filter(({ rule }) => rule === each.rule);
  const saying = found
    .map((finding) => `[${finding.where}] ${textOf(finding)}`)
    .filter((sentence) => sentence.includes(each.says));
  expect(saying).not.toEqual([]);
  expect(
    objects.filter(({ apiVersion, kind, metadata }) => !apiVersion || !kind || metadata?.name === undefined),
  ).toEqual([]);
  expect(objects.length > 0 || each.verdict.expect === 'stricter').toBe(true);
  expect(each.verdict.expect !== 'refused' || Boolean(each.verdict.words)).toBe(true);
});

test('every rule has a program that breaks it, and one that does not', () => {
  const broken = new Set(CORPUS.map(({ rule }) => rule));
  const kept = new Set(PASSING.map(({ rule }) => rule));
  expect(RULES.filter(({ id }) => !broken.has(id)).map(({ id }) => id)).toEqual([]);
  expect(RULES.filter(({ id }) => !kept.has(id)).map(({ id }) => id)).toEqual([]);
});

test.each(PASSING.map((each): [string, Right] => [`${each.rule}: ${each.case}`, each]))('%s', (_name, each) => {
  const [kubevirt, cdi] = PAIRS[0];
  const scene = new Scene(kubevirt, cdi, each.configuration);
  each.program(scene);
  expect(scene.findings().filter(({ rule }) => rule === each.rule)).toEqual([]);
});
