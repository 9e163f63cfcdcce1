import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAssembly } from './assembly';
import { render } from './render';
import { readSources } from './sources';
import { tableOf } from './table';

const ROOT = join(__dirname, '../..');
const SOURCE = join(ROOT, 'src');
const FILE = 'src/props/table.ts';

/** Writes the table, or with `--check` compares it with the committed one. */
function main(args: readonly string[]): number {
  const unknown = args.filter((arg) => arg !== '--check');
  if (unknown.length > 0) {
    console.error(`${unknown.join(' ')} is not an option. The only option is --check.`);
    return 2;
  }
  const file = join(ROOT, FILE);
  const wanted = render(tableOf(readAssembly(ROOT), readSources(SOURCE)));
  const there = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (there === wanted) return 0;
  if (args.length > 0) {
    console.error(`${FILE} is not what the sources make of it. Run "npm run props" and commit the file.`);
    return 1;
  }
  writeFileSync(file, wanted);
  console.log(`${FILE} is written.`);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
