import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { RULES } from '../../src/rules/rules';
import { ROOT } from '../sources';

const PAGE = readFileSync(join(ROOT, 'docs/reference/from-the-source-documents.md'), 'utf8');

/** The rows of the documents: how many each has, by the number that its rows begin with. */
const DOCUMENTS: readonly (readonly [number, number])[] = [[0, 9], [1, 34], [2, 15], [4, 11]];

/** All rows, in the order of the page. 1.3a is about the meaning of the gates that 1.3 lists. */
const ROWS = DOCUMENTS
  .flatMap(([document, rows]) => Array.from({ length: rows }, (_, row) => `${document}.${row + 1}`))
  .flatMap((row) => (row === '1.3' ? ['1.3', '1.3a'] : [row]));

/** Rows that no test can have yet, and why. */
const UNTESTED: { readonly [row: string]: string } = {
  1.33: 'dashboards come with what monitors a platform; KubeVirt\'s own one is imported by hand',
};

const rowsOfThePage = [...PAGE.matchAll(/^\| (\d\.\d+a?) \|/gm)].map(([, row]) => row);

test('the page has every row of the documents, in order', () => {
  expect(rowsOfThePage).toEqual(ROWS);
});

test('every row has a capability, how to write it, what is written, and who refuses the document\'s own sample', () => {
  const cells = PAGE.split('\n').filter((line) => /^\| \d/.test(line)).map((line) => (
    line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim())));
  expect(cells.filter((row) => row.length !== 5 || row.includes('')).map(([row]) => row)).toEqual([]);
});

test('every rule that the page names exists', () => {
  const named = [...PAGE.matchAll(/\b[A-Z]{2,}\d?[A-Z]*\d{3}\b/g)].map(([id]) => id);
  const ids = new Set(RULES.map(({ id }) => id));
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
});

test('every row has a test, and every test a row', () => {
  const tested = new Set(titles().flatMap((title) => /^(\d\.\d+a?): /.exec(title)?.[1] ?? []));
  expect([...tested].filter((row) => !rowsOfThePage.includes(row))).toEqual([]);
  expect(rowsOfThePage.filter((row) => !tested.has(row))).toEqual(Object.keys(UNTESTED));
});

/** The titles of the tests of the documents, and of their groups; those that are left out do not count. */
function titles(): string[] {
  const files = readdirSync(join(ROOT, 'test')).filter((file) => /^source-documents.*\.test\.ts$/.test(file));
  return files.flatMap((file) => titlesIn(readFileSync(join(ROOT, 'test', file), 'utf8'), file));
}

function titlesIn(text: string, file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(test|describe)(\.each)?\b(?!\.)/.test(node.expression.getText())) {
      const [title] = node.arguments;
      if (title !== undefined && ts.isStringLiteralLike(title)) found.push(title.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}
