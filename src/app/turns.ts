import { lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** The file that says which process works in a folder. */
const RUN = 'run';

/** How long a run waits for another one, in milliseconds, and how often it looks. */
const PATIENCE = 30_000;
const PAUSE = 20;

/** How long a process may take to write its file after it made the folder, in milliseconds. */
const START = 200;

/** How often a run begins again because another one changed the directory meanwhile. */
const ATTEMPTS = 5;

/** Says that this process works in a folder. */
export function begin(folder: string): void {
  writeFileSync(join(folder, RUN), `${process.pid} ${hostname()}`);
}

/**
 * Waits until no other process of this machine works in a folder.
 * @throws if one still does after half a minute
 */
export function waitFor(folder: string): void {
  for (let waited = 0; ; waited += PAUSE) {
    const busy = workerIn(folder);
    if (busy === undefined) return;
    if (waited >= PATIENCE) {
      throw new Error(
        `${folder} says that another run${busy} is still writing there. Wait until it has ended, and run again; `
          + `if there is none, remove ${folder}.`,
      );
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
  }
}

/** Does work again if files came or went meanwhile, as when two runs write to one directory at the same time. */
export function inTurn<T>(work: () => T): T {
  for (let attempt = 1; ; attempt++) {
    try {
      return work();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if ((code !== 'ENOENT' && code !== 'EEXIST') || attempt === ATTEMPTS) throw error;
    }
  }
}

/** Which other process works in a folder, as part of a sentence; undefined if none does. */
function workerIn(folder: string): string | undefined {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  const [, pid, host] = /^(\d+) (.*)$/.exec(textOf(join(folder, RUN))) ?? [];
  if (pid === undefined) return Math.abs(Date.now() - found.mtimeMs) < START ? '' : undefined;
  const isOther = host === hostname() && Number(pid) !== process.pid && isRunning(Number(pid));
  return isOther ? ` (process ${pid})` : undefined;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
