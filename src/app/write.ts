import { closeSync, Dirent, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf } from './bytes';
import { CLUSTERS, headerOf, isDenied, mayBeOurs, METADATA, Origin, originOf, placeOf, read } from './header';
import { makeDirectory, unusableOutdir } from './outdir';
import { Owner } from './owner';
import { survey } from './ownership';
import { Change, NotPutBack, replace, undo } from './replacement';
import { inTurn } from './turns';
import { DELIVERY } from '../delivery/derive';
import { printIfUncaught } from '../findings/uncaught';
import { printable } from '../toolkit/printable';

/** What came of writing. */
export interface Written {
  /** How many files were created, replaced or removed. */
  readonly changed: number;
  /** How many of these were removed. */
  readonly removed: number;
  /** A sentence for the files of each other app that this one may have been. */
  readonly notices: readonly string[];
}

/**
 * Makes a directory hold exactly the given files of an app, or changes nothing: files with the same bytes stay
 * untouched, changed ones are replaced, and files that are no longer made are removed. Files of others are left alone.
 * A run that finds another one writing waits until that has ended.
 * @param files text by path below the directory, in pieces that are made while they are read. A text may be read twice.
 * @throws before any change, if something that is not the app's is in the way; or the system's error if writing fails,
 * after everything has been restored
 */
export function writeFiles(directory: string, files: ReadonlyMap<string, Iterable<string>>, owner: Owner): Written {
  return orNothing(directory, () => {
    const unusable = unusableOutdir(directory);
    if (unusable !== undefined) throw new Obstacles([unusable]);
    makeDirectory(directory);
    return inTurn(() => {
      undo(directory);
      const left = new Map<string, Leftover>();
      const change = changeTo(directory, files, owner, left);
      const changed = change.created.size + change.replaced.size + change.removed.length;
      if (changed > 0) replace(directory, change);
      return { changed, removed: change.removed.length, notices: noticesAbout(directory, left, owner) };
    });
  });
}

/** The first file of an app that stays, and what it says about its origin. */
interface Leftover {
  readonly path: string;
  readonly origin: Origin;
}

function noticesAbout(directory: string, left: ReadonlyMap<string, Leftover>, owner: Owner): string[] {
  return [...left.values()]
    .map(({ path, origin }) => owner.noticeOf(join(directory, placeOf(path)), origin))
    .filter((notice) => notice !== undefined);
}

/** Restores a directory after a run was killed while writing. */
export function restore(directory: string): void {
  if (unusableOutdir(directory) === undefined) orNothing(directory, () => inTurn(() => undo(directory)));
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
    const reasons = reasonsOf(directory, error as NodeJS.ErrnoException).map(printable);
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

function changeTo(
  directory: string,
  files: ReadonlyMap<string, Iterable<string>>,
  owner: Owner,
  left: Map<string, Leftover>,
): Change {
  const { missing, sizes, obstacles } = survey(directory, files.keys(), owner);
  if (obstacles.length > 0) throw new Obstacles(obstacles);
  const created = new Map<string, Iterable<string>>();
  const replaced = new Map<string, Iterable<string>>();
  for (const [file, text] of files) {
    const pieces = file === METADATA ? text : withHeader(headerOf(owner.name!, file), text);
    const size = sizes.get(file);
    if (size === undefined) created.set(file, pieces);
    else if (!holds(join(directory, file), size, pieces)) replaced.set(file, pieces);
  }
  const removed = [...ours(directory)].filter(({ path, origin }) => {
    if (files.has(path)) return false;
    if (owner.mayRemove(path, origin)) return true;
    const key = origin.app ?? placeOf(path);
    if (!left.has(key)) left.set(key, { path, origin });
    return false;
  });
  return { folders: missing, created, replaced, removed: removed.map(({ path }) => path) };
}

function withHeader(header: string, text: Iterable<string>): Iterable<string> {
  return {
    * [Symbol.iterator]() {
      yield header;
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

/**
 * The files that this library wrote, whichever app it was for, where it writes any: at the top, and below `clusters`
 * and `delivery`. Does not follow links.
 */
function* ours(directory: string, below = ''): Iterable<Leftover> {
  for (const entry of entries(join(directory, below))) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) {
      if (below !== '' || path === CLUSTERS || path === DELIVERY) yield* ours(directory, path);
    } else if (entry.isFile() && mayBeOurs(path)) {
      const origin = originOf(join(directory, path), path);
      if (origin !== undefined) yield { path, origin };
    }
  }
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
