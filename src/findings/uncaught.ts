import { writeSync } from 'node:fs';

const STDERR = 2;

/**
 * Writes text to stderr synchronously, whatever it is connected to, so that nothing is cut off when the process ends.
 */
function writeError(text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(STDERR, bytes, written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      pause(); // the reader is slower than we are
    }
  }
}

/** Blocks for 5 milliseconds. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}

/** What to print for errors that nobody catches. */
const LINES = new WeakMap<Error, readonly string[]>();

/**
 * Makes an uncaught error print only the given lines, without code frame and stack, whenever it is thrown. If the
 * environment variable CDK8S_KUBEVIRT_STACK is set to any value, Node prints the error as usual.
 */
export function printIfUncaught(thrown: Error, lines: readonly string[]): void {
  LINES.set(thrown, lines);
  // other errors are Node's: a monitor changes nothing about them
  if (!process.listeners('uncaughtExceptionMonitor').includes(onUncaught)) {
    process.on('uncaughtExceptionMonitor', onUncaught);
  }
}

function onUncaught(error: Error): void {
  const lines = LINES.get(error);
  const isOfProgram = process.listenerCount('uncaughtException') > 0;
  if (lines === undefined || isOfProgram || process.env.CDK8S_KUBEVIRT_STACK) return;
  writeError(`${lines.join('\n')}\n`);
  process.exit(1);
}
