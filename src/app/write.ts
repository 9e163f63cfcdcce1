import { closeSync, Dirent, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf } from './bytes';
import { makeDirectory, unusableOutdir } from './outdir';
import { HEADER, isDenied, isOurs, METADATA, read, survey } from './ownership';
import { Change, NotPutBack, replace, undo } from './replacement';
import { printIfUncaught } from '../findings/uncaught';

/**
 * Makes a directory hold exactly the given files of ours, or changes nothing: files with the same bytes stay untouched,
 * changed ones are replaced, and files that are no longer made are removed. Files of others are left alone. Only one
 * program at a time may write to a directory.
 * @param files text by path below the directory, in pieces that are made while they are read. A text may be read twice.
 * @returns how many files were created, replaced or removed
 * @throws before any change, if something that is not ours is in the way; or the system's error if writing fails, after
 * everything has been restored
 */
export function writeFiles(directory: string, files: ReadonlyMap<string, Iterable<string>>): number {
  return orNothing(directory, () => {
    const unusable = unusableOutdir(directory);
    if (unusable !== undefined) throw new Obstacles([unusable]);
    makeDirectory(directory);
    undo(directory);
    const change = changeTo(directory, files);
    const changed = change.created.size + change.replaced.size + change.removed.length;
    if (changed > 0) replace(directory, change);
    return changed;
  });
}

/** Restores a directory after a run was killed while writing. */
export function restore(directory: string): void {
  if (unusableOutdir(directory) === undefined) orNothing(directory, () => undo(directory));
}

/** What is in the way of writing, a sentence each. */
class Obstacles extends Error {
  constructor(public readonly sentences: readonly string[]) {
    super(sentences.join('\n  '));
  }
}

function orNothing<T>(directory: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (error instanceof NotPutBack) throw printed(error, [error.message]);
    const reasons = reasonsOf(directory, error as NodeJS.ErrnoException);
    const thrown = new Error(`Nothing was written:\n  ${reasons.join('\n  ')}`, { cause: error });
    throw printed(thrown, reasons.map((reason) => `Nothing was written: ${reason}`));
  }
}

function reasonsOf(directory: string, error: NodeJS.ErrnoException): readonly string[] {
  if (error instanceof Obstacles) return error.sentences;
  if (error.syscall === undefined) return [error.message];
  return [`${directory} stays as it is, because the system says "${error.message}".`];
}

/** The error, which prints a line for each sentence if nobody catches it. */
function printed(error: Error, sentences: readonly string[]): Error {
  printIfUncaught(error, sentences.map((sentence) => `error ${sentence}`));
  return error;
}

function changeTo(directory: string, files: ReadonlyMap<string, Iterable<string>>): Change {
  const { missing, sizes, obstacles } = survey(directory, files.keys());
  if (obstacles.length > 0) throw new Obstacles(obstacles);
  const created = new Map<string, Iterable<string>>();
  const replaced = new Map<string, Iterable<string>>();
  for (const [file, text] of files) {
    const pieces = file === METADATA ? text : withHeader(text);
    const size = sizes.get(file);
    if (size === undefined) created.set(file, pieces);
    else if (!holds(join(directory, file), size, pieces)) replaced.set(file, pieces);
  }
  return { folders: missing, created, replaced, removed: stale(directory, '', files) };
}

function withHeader(text: Iterable<string>): Iterable<string> {
  return {
    * [Symbol.iterator]() {
      yield HEADER;
      yield* text;
    },
  };
}

/** Whether a file of the given size already has exactly this text. */
function holds(target: string, size: number, text: Iterable<string>): boolean {
  const file = openSync(target, 'r');
  try {
    let compared = 0;
    for (const bytes of bytesOf(text)) {
      if (!read(file, bytes.length).equals(bytes)) return false;
      compared += bytes.length;
    }
    return compared === size;
  } finally {
    closeSync(file);
  }
}

/** Files of ours that were not made by this run. Does not follow links. */
function stale(directory: string, below: string, files: ReadonlyMap<string, unknown>): string[] {
  return entries(join(directory, below)).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return stale(directory, path, files);
    return entry.isFile() && path.endsWith('.yaml') && !files.has(path) && isOurs(join(directory, path)) ? [path] : [];
  });
}

/**
 * The entries of a folder; empty if we may not read it, such as `lost+found`, because then it has no files of ours.
 */
function entries(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isDenied(error)) return [];
    throw error;
  }
}
