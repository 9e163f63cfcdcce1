import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const API = readFileSync(join(__dirname, '../../API.md'), 'utf8');

test('the tables of API.md do not stop in the middle of a sentence', () => {
  // jsii ends a summary at the first ";" too, and what follows is only in the text below the tables
  const rows = API.split('\n').filter((line) => line.startsWith('| <code>'));
  expect(rows.length).toBeGreaterThan(500);
  expect(rows.filter((row) => /[;:,] \|$/.test(row))).toEqual([]);
});
