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

/** The paths that a document links to, from the root of the package. */
function linksOf(document: string): string[] {
  const text = readFileSync(join(ROOT, document), 'utf8');
  return [...text.matchAll(/\]\(([^)#\s]+)/g)]
    .map(([, link]) => link)
    .filter((link) => !link.startsWith('https://'))
    .map((link) => relative(ROOT, join(ROOT, dirname(document), link)));
}

test.each(DOCUMENTS)('the links of %s work in the package too, which holds docs/ and API.md', (document) => {
  const links = linksOf(document);
  expect(links.filter((link) => !existsSync(join(ROOT, link)))).toEqual([]);
  expect(links.filter((link) => !/^(docs\/|README\.md$|API\.md$)/.test(link))).toEqual([]);
});
