/**
 * A process that writes a bundle and is struck by a signal just before the Nth call that changes something; bundled and
 * run by `interrupt.test.ts`: `writer OUTDIR new|big|none TURN [SIGNAL N [listens]]`. It prints how many such calls
 * there were.
 */
import fs from 'node:fs';
import { BIG, CALLS, NEW, writeBundle } from './two-bundles';
import { restore } from '../../src/app/write';

const [directory, what, turn, signal, at, listens] = process.argv.slice(2);
let calls = 0;

for (const name of CALLS) {
  const call = fs[name] as (...args: unknown[]) => unknown;
  Object.assign(fs, {
    [name]: (...args: unknown[]) => {
      if (++calls === Number(at)) process.kill(process.pid, signal);
      return call(...args);
    },
  });
}

if (listens !== undefined) process.once(signal, () => process.stdout.write('heard, '));

function write(): void {
  if (what === 'none') restore(directory);
  else writeBundle(directory, { new: NEW, big: BIG }[what]!);
  process.stdout.write(`${calls} calls`);
}

/** Where in a turn of the event loop the program is when it writes. */
const turns: { [turn: string]: () => void } = {
  main: write,
  immediate: () => void setImmediate(write),
  io: () => fs.stat(directory, write),
  promise: () => void Promise.resolve().then(write),
};
turns[turn]();
