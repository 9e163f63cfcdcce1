import { posix } from 'node:path';
import { Complaint, complaint } from '../toolkit/complaint';

const SAFE = /^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*)*$/;

/** The maximum length in bytes of file and folder names that file systems accept. */
const LONGEST = 255;

/** Whether a path stays below its base directory and can be written there. */
export function isSafe(path: string): boolean {
  return SAFE.test(path) && path.split('/').every((part) => part.length <= LONGEST);
}

/** The folders that contain a file, innermost first. */
export function foldersOf(path: string): string[] {
  const folder = posix.dirname(path);
  return folder === '.' ? [] : [folder, ...foldersOf(folder)];
}

/**
 * The problem of each path that cannot be written, alone or together with another one. Each problem is a whole
 * sentence.
 */
export function pathProblems(files: readonly string[]): Complaint[] {
  const unsafe = files.filter((file) => !isSafe(file));
  if (unsafe.length === 0) return collisions(files);
  return unsafe.map((file) =>
    complaint(
      `"${file}" is not a path that can be written safely below the output directory`,
      `Use letters, digits, "-", "_" and "." in names of files and folders, at most ${LONGEST} of them in each.`,
    ),
  );
}

/**
 * Pairs of files and folders that would overwrite each other: on Windows and macOS, `a` and `A` are the same file. What
 * is in two folders of one name is not reported again.
 */
function collisions(files: readonly string[]): Complaint[] {
  const known = new Map<string, { path: string; isFile: boolean }>();
  const problems: Complaint[] = [];
  const colliding = new Set<string>();
  const meet = (path: string, isFile: boolean): void => {
    if (foldersOf(path).some((folder) => colliding.has(folder))) return;
    const other = known.get(path.toLowerCase());
    if (other === undefined) {
      known.set(path.toLowerCase(), { path, isFile });
    } else if (other.path !== path) {
      colliding.add(path);
      problems.push(
        complaint(
          `"${other.path}" and "${path}" differ only in case, so they are one on some file systems`,
          RENAME,
        ),
      );
    } else if (other.isFile !== isFile) {
      problems.push(complaint(`"${path}" would have to be both a file and a folder`, RENAME));
    }
  };
  for (const folder of new Set(files.flatMap((file) => foldersOf(file).reverse()))) meet(folder, false);
  for (const file of files) meet(file, true);
  return problems;
}

const RENAME = 'Give one of them another name.';
