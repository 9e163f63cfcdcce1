import { lstatSync } from 'node:fs';
import { join, posix } from 'node:path';
import { originOf } from './header';
import type { Owner } from './owner';

/** The state of a directory before files are written to it. */
export interface Survey {
  /** Folders that do not exist yet, each before those within it. */
  readonly missing: readonly string[];
  /** The sizes of the files that exist already. */
  readonly sizes: ReadonlyMap<string, number>;
  /** A sentence for each file or folder of somebody else that is in the way; for another app's files, one for all. */
  readonly obstacles: readonly string[];
}

/**
 * Inspects every folder and file that writing would touch. Folders below the directory must be real folders: a symbolic
 * link may lead anywhere, and it is not known who made it. The directory itself may be a link, because the user has
 * named it.
 * @param files paths below the directory
 * @param owner the app that writes; undefined if files of every app may be replaced
 */
export function survey(directory: string, files: Iterable<string>, owner?: Owner): Survey {
  const folders = new Map<string, 'there' | 'missing' | 'obstructed'>();
  const sizes = new Map<string, number>();
  const obstacles: string[] = [];
  const ofOthers = new Map<string, string[]>();

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
    if (found.isFile() && found.size === 0) continue; // as after a power failure
    const origin = found.isFile() ? originOf(target, file) : undefined;
    if (origin === undefined) {
      obstacles.push(
        `${target} exists and was not written by cdk8s-kubevirt, so it is not overwritten. ` +
          'Move it away, or choose another outdir.',
      );
    } else if (owner?.mayReplace(origin) === false) {
      const app = origin.app!;
      const known = ofOthers.get(app);
      if (known === undefined) ofOthers.set(app, [file]);
      else known.push(file);
    }
  }
  for (const [app, paths] of ofOthers) obstacles.push(owner!.obstacle(directory, paths, app));
  const missing = [...folders].filter(([, state]) => state === 'missing').map(([folder]) => folder);
  return { missing, sizes, obstacles };
}
