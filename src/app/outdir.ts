import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Why nothing can be written to a directory, whatever it holds: a sentence with its remedy; undefined if it can. */
export function unusableOutdir(directory: string): string | undefined {
  if (directory === '') return 'outdir is an empty text. Write the path of a directory.';
  if (directory.includes('\0')) {
    return `outdir is ${JSON.stringify(directory)}, but no path may have the character NUL. Write another path.`;
  }
  const file = fileOnTheWay(directory);
  if (file === undefined) return undefined;
  const remedy = 'Move it away, or choose another outdir.';
  return `${file} is not a directory, but files must be written ${file === directory ? 'into' : 'below'} it. ${remedy}`;
}

/** The path itself, or the nearest one above it that exists, if it is not a directory. */
function fileOnTheWay(path: string): string | undefined {
  const above = dirname(path);
  try {
    return statSync(path).isDirectory() ? undefined : path;
  } catch {
    return above === path ? undefined : fileOnTheWay(above);
  }
}

/**
 * Makes a directory and those above it, as far as they are missing. With its option `recursive`, `mkdirSync` never
 * returns if the system makes no directory there, as below /proc (Node v20.20.2).
 */
export function makeDirectory(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    const above = dirname(path);
    if (code !== 'ENOENT' || above === path || isDirectory(above)) throw error;
    makeDirectory(above);
    mkdirSync(path);
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
