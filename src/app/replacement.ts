import {
  closeSync,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { bytesOf } from './bytes';
import { makeDirectory } from './outdir';
import { survey } from './ownership';
import { foldersOf, isSafe } from './paths';
import { begin, waitFor } from './turns';
import { uninterrupted } from './uninterrupted';

/**
 * The folder in which new files are written first and old ones are kept while they are replaced. It is below the output
 * directory, so on the same file system, where renaming is atomic. No name in it ends in `.yaml`, so tools that apply
 * the directory ignore it.
 */
const ASIDE = '.cdk8s-kubevirt.tmp';

/** A file within that folder. While it exists, the directory may hold files of both bundles. */
const JOURNAL = 'journal';

/** The changes to make to a directory. All paths are below it, with `/` between the parts. */
export interface Change {
  /** Folders to create, each before those within it. */
  readonly folders: readonly string[];
  /** The text of new files, in pieces that are made while they are read. */
  readonly created: ReadonlyMap<string, Iterable<string>>;
  /** The new text of files that exist, likewise. */
  readonly replaced: ReadonlyMap<string, Iterable<string>>;
  /** Files to remove, along with folders that become empty. */
  readonly removed: readonly string[];
}

/** The error for a directory that holds files of both bundles until the next run. */
export class NotPutBack extends Error {}

/** What is needed to undo a change: remove what did not exist before, and move back what was kept under a number. */
interface Journal {
  readonly folders: readonly string[];
  readonly created: readonly string[];
  readonly kept: readonly string[];
}

/**
 * Applies all changes to a directory, or none. First, everything that needs space is written aside: the new files, and
 * second names for the old ones. Then a journal records how to undo the change. Only then is the directory itself
 * changed, by renaming alone; the change is complete when the journal is removed. If a step fails, this function undoes
 * the change at once. After a kill or a crash, the next run does so with `undo`. Termination signals wait until the
 * change is complete. After a power failure the state depends on the file system: nothing is flushed, because that
 * would cost milliseconds per file.
 * @throws the system's error, with the directory as it was before; or `NotPutBack`
 */
export function replace(directory: string, change: Change): void {
  uninterrupted(() => {
    mkdirSync(join(directory, ASIDE));
    try {
      begin(join(directory, ASIDE));
      prepare(directory, change);
      carryOut(directory, change);
    } catch (error) {
      putBack(directory, error);
    }
    clear(join(directory, ASIDE));
  });
}

/**
 * Undoes an unfinished run and removes its leftovers. If there are none, this does nothing. It waits for a run that is
 * not over.
 */
export function undo(directory: string): void {
  const aside = join(directory, ASIDE);
  const found = lstatSync(aside, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isDirectory()) {
    throw new Error(`${aside} is in the way of the folder in which files are prepared. Remove it.`);
  }
  waitFor(aside);
  const journal = readJournal(directory);
  if (journal !== undefined) {
    for (const file of journal.created) rmSync(join(directory, file), { force: true });
    for (const folder of [...journal.folders].reverse()) removeIfEmpty(join(directory, folder));
    journal.kept.forEach((file, index) => {
      const old = join(aside, `${index}.old`);
      if (!existsSync(old)) return; // moved back already, by a run that did not finish either
      makeDirectory(dirname(join(directory, file)));
      renameSync(old, join(directory, file));
    });
    unlinkSync(join(aside, JOURNAL));
  }
  rmSync(aside, { recursive: true });
}

function prepare(directory: string, { folders, created, replaced, removed }: Change): void {
  const aside = join(directory, ASIDE);
  const kept = [...replaced.keys(), ...removed];
  [...created.values(), ...replaced.values()].forEach((text, index) => write(join(aside, `${index}.new`), text));
  kept.forEach((file, index) => keep(join(directory, file), join(aside, `${index}.old`)));
  const journal: Journal = { folders, created: [...created.keys()], kept };
  writeFileSync(join(aside, `${JOURNAL}.new`), JSON.stringify(journal));
  renameSync(join(aside, `${JOURNAL}.new`), join(aside, JOURNAL));
}

function carryOut(directory: string, { folders, created, replaced, removed }: Change): void {
  const aside = join(directory, ASIDE);
  for (const folder of folders) mkdirSync(join(directory, folder));
  [...created.keys(), ...replaced.keys()].forEach((file, index) =>
    renameSync(join(aside, `${index}.new`), join(directory, file)),
  );
  for (const file of removed) unlinkSync(join(directory, file));
  // deepest first, because a folder may become empty when those below it are removed
  for (const folder of [...new Set(removed.flatMap(foldersOf))].sort().reverse()) {
    removeIfEmpty(join(directory, folder));
  }
  unlinkSync(join(aside, JOURNAL));
}

function putBack(directory: string, reason: unknown): never {
  try {
    undo(directory);
  } catch (error) {
    throw new NotPutBack(
      `Writing to ${directory} failed (${(reason as Error).message}), and so did putting back what ` +
        `it held (${(error as Error).message}). The next synth puts it back first.`,
      { cause: reason },
    );
  }
  throw reason;
}

/** The journal of an unfinished run, if it got that far. It is used only if it names files that can be ours. */
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

/** Never writes through a link: the file must be new. */
function write(target: string, text: Iterable<string>): void {
  const file = openSync(target, 'wx');
  try {
    for (const bytes of bytesOf(text)) writeFileSync(file, bytes);
  } finally {
    closeSync(file);
  }
}

/**
 * Makes a second name for a file. This costs no space, and readers never find the file missing while it is replaced.
 * Not every file system supports it.
 */
function keep(file: string, aside: string): void {
  try {
    linkSync(file, aside);
  } catch {
    copyFileSync(file, aside);
  }
}

/** If this fails after a complete change, the change is still valid; the next run reports the problem. */
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
