import { closeSync, existsSync, lstatSync, mkdirSync, openSync, readdirSync, readSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The first line of every file that we write, by which we know later that we may replace or remove it. */
const HEADER = Buffer.from('# Written by cdk8s-kubevirt; edit the program, not this file.\n');

/** The end of the name of a file that is not whole yet. */
const UNFINISHED = '.cdk8s-kubevirt.tmp';

/**
 * Brings a directory to hold exactly these files of ours: those whose bytes are the same stay untouched, changed ones are
 * replaced whole, those that are no longer made are removed. What others have put there is left alone.
 * @param files text in pieces, by path below the directory
 * @throws before anything is written, if something of another's stands where a file must go
 */
export function writeFiles(directory: string, files: ReadonlyMap<string, readonly Buffer[]>): void {
  refuseForeign(directory, [...files.keys()]);
  const wanted = [...files].map(([file, pieces]) => ({ target: join(directory, file), pieces: [HEADER, ...pieces] }));
  const changed = wanted.filter(({ target, pieces }) => !holds(target, pieces));
  try {
    for (const { target, pieces } of changed) stage(target, pieces);
  } catch (error) {
    for (const { target } of changed) rmSync(target + UNFINISHED, { force: true });
    throw error;
  }
  for (const { target } of changed) renameSync(target + UNFINISHED, target);
  removeStale(directory, '', files);
}

function refuseForeign(directory: string, files: readonly string[]): void {
  const foreign = files.filter((file) => !isFree(join(directory, file)));
  if (foreign.length === 0) return;
  const sentences = foreign.map((file) => `${join(directory, file)} exists and was not written by cdk8s-kubevirt, so it is not overwritten. Move it away, or choose another outdir.`);
  throw new Error(`Nothing was written:\n  ${sentences.join('\n  ')}`);
}

/** Whether nothing stands there, or a file of ours, or an empty one. */
function isFree(target: string): boolean {
  const found = lstatSync(target, { throwIfNoEntry: false });
  return found === undefined || (found.isFile() && (found.size === 0 || isOurs(target)));
}

/** Writes beside the target first, so that an interrupt or a full disk leaves the old file whole. */
function stage(target: string, pieces: readonly Buffer[]): void {
  mkdirSync(dirname(target), { recursive: true });
  const file = openSync(target + UNFINISHED, 'w');
  try {
    for (const piece of pieces) writeFileSync(file, piece);
  } finally {
    closeSync(file);
  }
}

/** Whether a file holds exactly these bytes already, compared piece by piece. */
function holds(target: string, pieces: readonly Buffer[]): boolean {
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (lstatSync(target, { throwIfNoEntry: false })?.size !== size) return false;
  const file = openSync(target, 'r');
  try {
    return pieces.every((piece) => read(file, piece.length).equals(piece));
  } finally {
    closeSync(file);
  }
}

/** Removes files of ours that are not among those just made, finished or not, then folders that are left empty by that. */
function removeStale(directory: string, below: string, files: ReadonlyMap<string, unknown>): void {
  const here = join(directory, below);
  let removed = false;
  for (const entry of readdirSync(here, { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) {
      removeStale(directory, path, files);
      removed ||= !existsSync(join(here, entry.name));
    } else if (entry.isFile() && isStale(join(here, entry.name), files.has(path))) {
      rmSync(join(here, entry.name));
      removed = true;
    }
  }
  if (removed && below !== '' && readdirSync(here).length === 0) rmdirSync(here);
}

function isStale(file: string, made: boolean): boolean {
  return file.endsWith(UNFINISHED) || (file.endsWith('.yaml') && !made && isOurs(file));
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
