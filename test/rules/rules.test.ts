import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../src/rules/rules';
import { prefixOf, rulesPage, SUBJECTS } from '../../tools/rules/page';
import { CORPUS, PASSING } from '../corpus/corpus';
import { ROOT, sourcesBelow } from '../sources';

const PAGE = readFileSync(join(ROOT, 'docs/reference/rules.md'), 'utf8');

/** Rule files: what rules share, and what collects and judges them, stands beside their folders. */
const FILES = sourcesBelow('src/rules').filter(({ path }) => path.split('/').length > 3);

const NOUNS = [
  'app', 'backups', 'cluster', 'guards', 'images', 'networks', 'scaling', 'scheduling', 'services', 'tenants',
  'virtual-machines',
  'workers',
];

test('ids are letters and three digits, and no two rules have the same', () => {
  const ids = RULES.map(({ id }) => id);
  expect(ids.filter((id) => !/^[A-Z][A-Z0-9]*[A-Z]?\d{3}$/.test(id))).toEqual([]);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('kinds are a group and a kind, with an empty core group', () => {
  const kinds = RULES.flatMap((rule) => (rule.on === 'object' ? rule.kinds : []));
  expect(kinds.filter((kind) => !/^[a-z0-9.-]*\/[A-Z]\w+$/.test(kind))).toEqual([]);
});

test('names are a folder and a few words, and no two rules have the same', () => {
  const names = RULES.map(({ name }) => name);
  expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test.each(RULES.map((rule) => [rule.id, rule] as const))(
  '%s says what it asks for, why, and what to do',
  (_id, rule) => {
    const { title, why, remedy, source } = rule;
    for (const text of [title, why, remedy, source.project, source.file]) expect(text.trim()).not.toBe('');
    expect(title).not.toMatch(/\.$/);
    expect([why, remedy].filter((text) => !text.endsWith('.'))).toEqual([]);
    expect(source.release !== undefined || source.project === 'cdk8s-kubevirt').toBe(true);
  },
);

test('every rule has a program that breaks it, and one that comes close and does not', () => {
  const broken = new Set(CORPUS.map(({ rule }) => rule));
  const kept = new Set(PASSING.map(({ rule }) => rule));
  expect(RULES.map(({ id }) => id).filter((id) => !broken.has(id))).toEqual([]);
  expect(RULES.map(({ id }) => id).filter((id) => !kept.has(id))).toEqual([]);
});

test('every program of the corpus is about a rule that exists', () => {
  const ids = new Set(RULES.map(({ id }) => id));
  expect([...CORPUS, ...PASSING].map(({ rule }) => rule).filter((rule) => !ids.has(rule))).toEqual([]);
});

describe('docs/reference/rules.md', () => {
  test('is what npx projen rules writes', () => {
    expect(PAGE).toBe(rulesPage());
  });

  test('has a row for each rule, which begins with its id', () => {
    const rows = [...PAGE.matchAll(/^\| ([A-Z][A-Z0-9]*\d{3}) \|/gm)].map(([, id]) => id);
    expect(rows.sort()).toEqual(RULES.map(({ id }) => id).sort());
  });

  test('says what the rules of each prefix are about', () => {
    expect(RULES.map(prefixOf).filter((prefix) => SUBJECTS[prefix] === undefined)).toEqual([]);
  });
});

describe('a rule knows no construct', () => {
  test('and imports nothing of their packages', () => {
    expect(
      FILES.filter(({ packages }) => packages.some((name) => name === 'constructs' || name === 'cdk8s')).map(
        ({ path }) => path,
      ),
    ).toEqual([]);
  });

  test('and nothing of the folders of nouns', () => {
    const isNoun = (file: string): boolean => NOUNS.some((noun) => file.startsWith(`src/${noun}/`));
    expect(FILES.filter(({ files }) => files.some(isNoun)).map(({ path }) => path)).toEqual([]);
  });
});
