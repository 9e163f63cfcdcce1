import { closeSync, existsSync, lstatSync, mkdirSync, openSync, readdirSync, readSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The first line of every file that we write, by which we know later that we may replace or remove it. */
const HEADER = Buffer.from('# Written by cdk8s-kubevirt; edit the program, not this file.\n');

/**
 * Brings a directory to hold exactly these files of ours: those whose bytes are the same stay untouched, changed ones are
 * replaced whole, those that are no longer made are removed. What others have put there is left alone.
 * @param files text in pieces, by path below the directory
 */
export function writeFiles(directory: string, files: ReadonlyMap<string, readonly Buffer[]>): void {
  const wanted = [...files].map(([file, pieces]) => ({ target: join(directory, file), pieces: [HEADER, ...pieces] }));
  const changed = wanted.filter(({ target, pieces }) => !holds(target, pieces));
  const staged = changed.map(({ target, pieces }) => ({ target, temporary: stage(target, pieces) }));
  for (const { target, temporary } of staged) renameSync(temporary, target);
  removeStale(directory, '', files);
}

/** Writes beside the target first, so that an interrupt or a full disk leaves the old file whole. */
function stage(target: string, pieces: readonly Buffer[]): string {
  const temporary = `${target}.${process.pid}.tmp`;
  mkdirSync(dirname(target), { recursive: true });
  const file = openSync(temporary, 'wx');
  try {
    for (const piece of pieces) writeFileSync(file, piece);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  return temporary;
}

/** Whether a file holds exactly these bytes already, compared piece by piece. */
function holds(target: string, pieces: readonly Buffer[]): boolean {
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (!existsSync(target) || !lstatSync(target).isFile() || lstatSync(target).size !== size) return false;
  const file = openSync(target, 'r');
  try {
    return pieces.every((piece) => read(file, piece.length).equals(piece));
  } finally {
    closeSync(file);
  }
}

/** Removes files that bear our header and are not among those just made, then folders that are left empty by that. */
function removeStale(directory: string, below: string, files: ReadonlyMap<string, unknown>): void {
  const here = join(directory, below);
  let removed = false;
  for (const entry of readdirSync(here, { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) {
      removeStale(directory, path, files);
      removed ||= !existsSync(join(here, entry.name));
    } else if (entry.isFile() && entry.name.endsWith('.yaml') && !files.has(path) && isOurs(join(here, entry.name))) {
      rmSync(join(here, entry.name));
      removed = true;
    }
  }
  if (removed && below !== '' && readdirSync(here).length === 0) rmdirSync(here);
}

function isOurs(target: string): boolean {
  const file = openSync(target, 'r');
  try {
    return read(file, HEADER.length).equals(HEADER);
  } finally {
    closeSync(file);
  }
}

/** The next bytes of an open file, fewer at its end. */
function read(file: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(file, bytes));
}
