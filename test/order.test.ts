import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importsIn, SourceFile, sourcesBelow } from './sources';

/** The folders of `src`, the uppermost first: each may import from those below it, and from itself. */
const ORDER = [
  'cli',
  'migrate',
  'manifests',
  'index.ts',
  'app',
  'delivery',
  'monitoring',
  'backups',
  'workers',
  'cluster-api',
  'virtual-machines',
  'services',
  'scaling',
  'tenant-clusters',
  'images',
  'instancetypes',
  'networks',
  'guards',
  'tenants',
  'cluster',
  'scheduling',
  'given',
  'rules',
  'inventory',
  'machine-controller',
  'machines',
  'sources',
  'layout',
  'releases',
  'findings',
  'props',
  'toolkit',
];

const SOURCES = sourcesBelow('src');

const folderOf = (path: string): string => path.split('/')[1];
const levelOf = (path: string): number => ORDER.indexOf(folderOf(path));

test('the architecture lists the folders in this order', () => {
  const page = readFileSync(join(__dirname, '../docs/architecture.md'), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `src/'));
  const listed = rows.flatMap((row) => [...row.split('|')[1].matchAll(/`src\/([^`]+)`/g)].map(([, folder]) => folder));
  expect(listed).toEqual(ORDER);
});

test('every folder has its place in the order', () => {
  expect([...new Set(SOURCES.map(({ path }) => folderOf(path)))].filter((folder) => !ORDER.includes(folder))).toEqual(
    [],
  );
});

test('a folder imports from itself and from lower ones alone, types included', () => {
  const upward = SOURCES.flatMap(({ path, files }) =>
    files
      .filter((file) => file.startsWith('src/') && folderOf(file) !== folderOf(path) && levelOf(file) <= levelOf(path))
      .map((file) => `${path} imports ${file}`),
  );
  expect(upward).toEqual([]);
});

test('no files import each other in a circle, types included', () => {
  expect(circles(SOURCES)).toEqual([]);
});

/** Each circle of imports, as the paths on the way. */
function circles(sources: readonly SourceFile[]): string[] {
  const imports = new Map(sources.map(({ path, files }) => [path, files]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) found.push([...way.slice(way.indexOf(path)), path].join(' → '));
    if (done.has(path) || way.includes(path)) return;
    for (const next of imports.get(path) ?? []) visit(next, [...way, path]);
    done.add(path);
  };
  for (const { path } of sources) visit(path, []);
  return found;
}

describe('the reader of imports', () => {
  test.each([
    ["import { a } from './a';", './a'],
    ["import type { A } from './a';", './a'],
    ["import { type A,\n  B } from './a';", './a'],
    ["export * from './a';", './a'],
    ["export { type A } from './a';", './a'],
    ["type A = import('./a').A;", './a'],
    ["const a = require('./a');", './a'],
    ["const a = await import('./a');", './a'],
    ["import a = require('./a');", './a'],
  ])('sees %s', (text, specifier) => {
    expect(importsIn(text, 'a.ts')).toEqual([specifier]);
  });

  test.each(["// import { a } from './a';", 'const text = "import { a } from \'./a\'";'])('passes over %s', (text) => {
    expect(importsIn(text, 'a.ts')).toEqual([]);
  });

  test('finds circles', () => {
    const file = (path: string, ...files: string[]): SourceFile => ({ path, files, packages: [] });
    expect(circles([file('a', 'b'), file('b', 'c'), file('c', 'b'), file('d', 'd')])).toEqual(['b → c → b', 'd → d']);
  });
});
