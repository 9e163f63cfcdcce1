import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The first line of every file that we write, by which we know later that we may replace or remove it. */
const HEADER = '# Written by cdk8s-kubevirt; edit the program, not this file.\n';

/**
 * Brings a directory to hold exactly these files of ours: those whose bytes are the same stay untouched, changed ones are
 * replaced whole, those that are no longer made are removed. What others have put there is left alone.
 */
export function writeFiles(directory: string, files: ReadonlyMap<string, string>): void {
  const changed = [...files].filter(([file, text]) => !holds(join(directory, file), HEADER + text));
  const staged = changed.map(([file, text]) => stage(join(directory, file), HEADER + text));
  for (const [temporary, target] of staged) renameSync(temporary, target);
  removeStale(directory, '', files);
}

/** Writes beside the target first, so that an interrupt or a full disk leaves the old file whole. */
function stage(target: string, text: string): [temporary: string, target: string] {
  const temporary = `${target}.${process.pid}.tmp`;
  mkdirSync(dirname(target), { recursive: true });
  try {
    writeFileSync(temporary, text);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  return [temporary, target];
}

function holds(file: string, text: string): boolean {
  return existsSync(file) && lstatSync(file).isFile() && lstatSync(file).size === Buffer.byteLength(text) && readFileSync(file, 'utf8') === text;
}

/** Removes files that bear our header and are not among those just made, then folders that are left empty by that. */
function removeStale(directory: string, below: string, files: ReadonlyMap<string, string>): void {
  const here = join(directory, below);
  let removed = false;
  for (const entry of readdirSync(here, { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) removeStale(directory, path, files);
    else if (entry.isFile() && entry.name.endsWith('.yaml') && !files.has(path) && isOurs(join(here, entry.name))) {
      rmSync(join(here, entry.name));
      removed = true;
    }
  }
  if (below !== '' && (removed || readdirSync(here).length === 0) && readdirSync(here).length === 0) rmdirSync(here);
}

function isOurs(file: string): boolean {
  return readFileSync(file, 'utf8').startsWith(HEADER);
}
