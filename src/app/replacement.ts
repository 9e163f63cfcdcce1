import { closeSync, copyFileSync, existsSync, linkSync, lstatSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { survey } from './ownership';
import { foldersOf, isSafe } from './paths';
import { uninterrupted } from './uninterrupted';

/**
 * The folder in which files are written first and old ones are kept while they are replaced. It is below the output
 * directory, so on the same file system, where renaming is atomic; nothing in it ends in `.yaml`, so whoever applies
 * the directory does not see it.
 */
const ASIDE = '.cdk8s-kubevirt.tmp';

/** Within that folder; while it is there, the directory may hold files of both bundles. */
const JOURNAL = 'journal';

/** What is to become of a directory. All paths are below it, with `/` between the parts. */
export interface Change {
  /** Folders to make, each before those within it. */
  readonly folders: readonly string[];
  /** The bytes of new files, in pieces. */
  readonly created: ReadonlyMap<string, readonly Buffer[]>;
  /** The same of files that exist. */
  readonly replaced: ReadonlyMap<string, readonly Buffer[]>;
  /** Files to remove, with the folders that are left empty by that. */
  readonly removed: readonly string[];
}

/** A directory holds files of both bundles until the next run. */
export class NotPutBack extends Error {}

/** What it takes to undo a change: what was not there before goes, what is kept aside by its number comes back. */
interface Journal {
  readonly folders: readonly string[];
  readonly created: readonly string[];
  readonly kept: readonly string[];
}

/**
 * Changes a directory as a whole or not at all. Everything that needs space comes first and aside: the new files, and
 * second names for the old ones. A journal then says how to undo, and only after that the directory itself is changed,
 * by renaming alone; the change is done when the journal is gone. When any step fails, this undoes it at once. After a
 * kill or a crash in between the next run does, with `undo`. Signals that ask to end wait until the change is done.
 * After a loss of power it is up to the file system what is there: nothing is flushed, which would cost milliseconds a
 * file.
 * @throws what the system said against it, the directory being as it was; or `NotPutBack`
 */
export function replace(directory: string, change: Change): void {
  uninterrupted(() => {
    mkdirSync(join(directory, ASIDE));
    try {
      prepare(directory, change);
      carryOut(directory, change);
    } catch (error) {
      putBack(directory, error);
    }
    clear(join(directory, ASIDE));
  });
}

/**
 * Takes back what a run has begun and not ended, and clears what it has left. Where there is nothing of the kind, this
 * does nothing.
 */
export function undo(directory: string): void {
  const aside = join(directory, ASIDE);
  const found = lstatSync(aside, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isDirectory()) throw new Error(`${aside} is in the way of the folder in which files are prepared. Remove it.`);
  const journal = readJournal(directory);
  if (journal !== undefined) {
    for (const file of journal.created) rmSync(join(directory, file), { force: true });
    for (const folder of [...journal.folders].reverse()) removeIfEmpty(join(directory, folder));
    journal.kept.forEach((file, index) => {
      const old = join(aside, `${index}.old`);
      if (!existsSync(old)) return; // brought back already, by a run that did not come to the end of this either
      mkdirSync(dirname(join(directory, file)), { recursive: true });
      renameSync(old, join(directory, file));
    });
    unlinkSync(join(aside, JOURNAL));
  }
  rmSync(aside, { recursive: true });
}

function prepare(directory: string, { folders, created, replaced, removed }: Change): void {
  const aside = join(directory, ASIDE);
  const kept = [...replaced.keys(), ...removed];
  [...created.values(), ...replaced.values()].forEach((pieces, index) => write(join(aside, `${index}.new`), pieces));
  kept.forEach((file, index) => keep(join(directory, file), join(aside, `${index}.old`)));
  const journal: Journal = { folders, created: [...created.keys()], kept };
  writeFileSync(join(aside, `${JOURNAL}.new`), JSON.stringify(journal));
  renameSync(join(aside, `${JOURNAL}.new`), join(aside, JOURNAL));
}

function carryOut(directory: string, { folders, created, replaced, removed }: Change): void {
  const aside = join(directory, ASIDE);
  for (const folder of folders) mkdirSync(join(directory, folder));
  [...created.keys(), ...replaced.keys()].forEach((file, index) => renameSync(join(aside, `${index}.new`), join(directory, file)));
  for (const file of removed) unlinkSync(join(directory, file));
  // the deepest first, for a folder may be left empty by what goes below it
  for (const folder of [...new Set(removed.flatMap(foldersOf))].sort().reverse()) removeIfEmpty(join(directory, folder));
  unlinkSync(join(aside, JOURNAL));
}

function putBack(directory: string, reason: unknown): never {
  try {
    undo(directory);
  } catch (error) {
    throw new NotPutBack(`Writing to ${directory} failed (${(reason as Error).message}), and so did putting back what it held (${(error as Error).message}). The next run puts it back before anything else.`, { cause: reason });
  }
  throw reason;
}

/** What an unfinished run has noted, if it came so far. It is believed only where it names files that can be ours. */
function readJournal(directory: string): Journal | undefined {
  const file = join(directory, ASIDE, JOURNAL);
  if (!existsSync(file)) return undefined;
  const journal = parse(readFileSync(file, 'utf8'));
  if (journal === undefined) throw new Error(`${file} is not what an unfinished run leaves. Remove ${dirname(file)}.`);
  const { obstacles } = survey(directory, [...journal.created, ...journal.kept]);
  if (obstacles.length > 0) throw new Error(`An unfinished run cannot be undone: ${obstacles.join(' ')}`);
  return journal;
}

function parse(text: string): Journal | undefined {
  try {
    const { folders, created, kept } = JSON.parse(text) as Journal;
    return [...folders, ...created, ...kept].every(isSafe) ? { folders, created, kept } : undefined;
  } catch {
    return undefined;
  }
}

/** Never through a link: the file must be new. */
function write(target: string, pieces: readonly Buffer[]): void {
  const file = openSync(target, 'wx');
  try {
    for (const piece of pieces) writeFileSync(file, piece);
  } finally {
    closeSync(file);
  }
}

/**
 * A second name for a file costs no space, so that no reader finds it missing when the first is taken over. Not every
 * file system has such.
 */
function keep(file: string, aside: string): void {
  try {
    linkSync(file, aside);
  } catch {
    copyFileSync(file, aside);
  }
}

/** When the change is done, that this cannot be cleared is no failure of it; the next run says so. */
function clear(aside: string): void {
  try {
    rmSync(aside, { recursive: true });
  } catch {
    return;
  }
}

function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}
