import { closeSync, lstatSync, openSync, readSync, Stats } from 'node:fs';
import { join, posix } from 'node:path';

/** The first line of every YAML file that we write. It tells us later that we may replace or remove the file. */
export const HEADER = '# Written by cdk8s-kubevirt; edit the program, not this file.\n';

const HEADER_BYTES = Buffer.from(HEADER);

/** The file that cdk8s' validation plugins read. JSON has no comments, so it is recognised by its name. */
export const METADATA = 'construct-metadata.json';

/** The state of a directory before files are written to it. */
export interface Survey {
  /** Folders that do not exist yet, each before those within it. */
  readonly missing: readonly string[];
  /** The sizes of the files that exist already. */
  readonly sizes: ReadonlyMap<string, number>;
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
  const sizes = new Map<string, number>();
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
    if (stateOf(posix.dirname(file)) !== 'there') continue;
    const target = join(directory, file);
    const found = lstatSync(target, { throwIfNoEntry: false });
    if (found === undefined) continue;
    sizes.set(file, found.size);
    if (mayBeReplaced(file, target, found)) continue;
    obstacles.push(
      `${target} exists and was not written by cdk8s-kubevirt, so it is not overwritten. ` +
        'Move it away, or choose another outdir.',
    );
  }
  const missing = [...folders].filter(([, state]) => state === 'missing').map(([folder]) => folder);
  return { missing, sizes, obstacles };
}

/** Whether what exists at a path is a file of ours, or an empty file, as after a power failure. */
function mayBeReplaced(file: string, target: string, found: Stats): boolean {
  return found.isFile() && (file === METADATA || found.size === 0 || isOurs(target));
}

/** Whether a file begins with our header. A file that we may not read is not ours. */
export function isOurs(target: string): boolean {
  const start = startOf(target, HEADER_BYTES.length);
  return start !== undefined && start.equals(HEADER_BYTES);
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
