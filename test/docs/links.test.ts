import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '../..');

/** The documents in the package. */
const DOCUMENTS = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join('docs', path)),
];

/** A link of a document: the path from the root of the package, and the section. */
interface Link {
  readonly path: string;
  readonly section: string;
}

function linksOf(document: string): Link[] {
  const text = readFileSync(join(ROOT, document), 'utf8');
  return [...text.matchAll(/\]\(([^)#\s]*)(?:#([^)\s]*))?\)/g)]
    .filter(([, link]) => !link.startsWith('https://'))
    .map(([, link, section = '']) => (
      { path: link === '' ? document : relative(ROOT, join(ROOT, dirname(document), link)), section }));
}

/** The sections of a document, by the names that GitHub gives their headings. */
function sectionsOf(document: string): Set<string> {
  const headings = readFileSync(join(ROOT, document), 'utf8').matchAll(/^#+ (.*)$/gm);
  return new Set([...headings].map(([, heading]) => (
    heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replace(/ /g, '-'))));
}

test.each(DOCUMENTS)('the links of %s work in the package too, which holds docs/ and API.md', (document) => {
  const paths = linksOf(document).map(({ path }) => path);
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  expect(paths.filter((path) => !/^(docs\/|README\.md$|API\.md$)/.test(path))).toEqual([]);
});

test.each(DOCUMENTS)('the sections that %s links to are there', (document) => {
  const lost = linksOf(document).filter(({ path, section }) => section !== '' && !sectionsOf(path).has(section));
  expect(lost).toEqual([]);
});
