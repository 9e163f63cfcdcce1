import { writeSync } from 'node:fs';
import { inspect } from 'node:util';

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

/**
 * Makes an uncaught error print only the given lines, without code frame and stack. If the environment variable
 * CDK8S_KUBEVIRT_STACK is set to any value, Node prints the error as usual.
 */
export function printIfUncaught(thrown: Error, lines: readonly string[]): void {
  if (process.env.CDK8S_KUBEVIRT_STACK || process.listenerCount('uncaughtException') > 0) return;
  const release = (): void => void process.removeListener('uncaughtException', onUncaught);
  const onUncaught = (error: unknown): void => {
    release();
    // thrown again, another error would end the process with 7, and show this line as its place
    writeError(error === thrown ? `${lines.join('\n')}\n` : `Uncaught ${inspect(error)}\n`);
    process.exit(1);
  };
  process.on('uncaughtException', onUncaught);
  // An error that passes through promises is uncaught only after all of them have settled, which is before the next
  // turn.
  setImmediate(() => setImmediate(release));
}
