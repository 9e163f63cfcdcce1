import { closeSync, lstatSync, openSync, readSync } from 'node:fs';
import { join, posix } from 'node:path';

/** The first line of every YAML file that we write. It tells us later that we may replace or remove the file. */
export const HEADER = Buffer.from('# Written by cdk8s-kubevirt; edit the program, not this file.\n');

/** The file that cdk8s' validation plugins read. JSON has no comments, so it is recognised by its name. */
export const METADATA = 'construct-metadata.json';

/** The state of a directory before files are written to it. */
export interface Survey {
  /** Folders that do not exist yet, each before those within it. */
  readonly missing: readonly string[];
  /** A sentence for each file or folder of somebody else that is in the way. */
  readonly obstacles: readonly string[];
}

/**
 * Inspects every folder and file that writing would touch. Folders below the directory must be real folders: a symbolic
 * link may lead anywhere, and it is not known who made it. The directory itself may be a link, because the user has
 * named it.
 * @param files paths below the directory
 */
export function survey(directory: string, files: Iterable<string>): Survey {
  const folders = new Map<string, 'there' | 'missing' | 'obstructed'>();
  const obstacles: string[] = [];

  const look = (folder: string): 'there' | 'missing' | 'obstructed' => {
    const found = lstatSync(join(directory, folder), { throwIfNoEntry: false });
    if (found === undefined) return 'missing';
    if (found.isDirectory()) return 'there';
    const what = found.isSymbolicLink()
      ? 'a symbolic link, and nothing is written through one'
      : 'not a directory, but files must be written into it';
    obstacles.push(`${join(directory, folder)} is ${what}. Move it away, or choose another outdir.`);
    return 'obstructed';
  };
  const stateOf = (folder: string): 'there' | 'missing' | 'obstructed' => {
    if (folder === '.') return 'there';
    let state = folders.get(folder);
    if (state === undefined) {
      const above = stateOf(posix.dirname(folder));
      folders.set(folder, (state = above === 'there' ? look(folder) : above));
    }
    return state;
  };

  for (const file of files) {
    if (stateOf(posix.dirname(file)) === 'there' && !isFree(directory, file)) {
      obstacles.push(
        `${join(directory, file)} exists and was not written by cdk8s-kubevirt, so it is not overwritten. ` +
          'Move it away, or choose another outdir.',
      );
    }
  }
  return { missing: [...folders].filter(([, state]) => state === 'missing').map(([folder]) => folder), obstacles };
}

/**
 * Whether a file may be written: nothing exists there, or a file of ours, or an empty file, as after a power failure.
 */
function isFree(directory: string, file: string): boolean {
  const target = join(directory, file);
  const found = lstatSync(target, { throwIfNoEntry: false });
  return found === undefined || (found.isFile() && (file === METADATA || found.size === 0 || isOurs(target)));
}

/** Whether a file begins with our header. A file that we may not read is not ours. */
export function isOurs(target: string): boolean {
  const start = startOf(target, HEADER.length);
  return start !== undefined && start.equals(HEADER);
}

function startOf(target: string, length: number): Buffer | undefined {
  let file: number;
  try {
    file = openSync(target, 'r');
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
  try {
    return read(file, length);
  } finally {
    closeSync(file);
  }
}

export function isDenied(error: unknown): boolean {
  return ['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** The next bytes of an open file; fewer at its end. */
export function read(file: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(file, bytes));
}
