import { writeSync } from 'node:fs';
import { Finding, lineOf } from '../findings/finding';

/** The error that stops synthesis, with its findings in the message and as data. */
export class BundleError extends Error {
  /** What is wrong, in the order of the program. */
  public readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(`Validation failed with the following errors:\n  ${findings.map(lineOf).join('\n  ')}`);
    this.name = 'BundleError';
    this.findings = findings;
  }
}

const STDERR = 2;

/** Writes text to stderr at once, whatever it is connected to, so that nothing is cut off when the process ends. */
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

/** Blocks for a moment. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}

/**
 * Sees to it that an error that nobody catches is printed as its findings alone: no code frame and no stack.
 * The environment variable CDK8S_KUBEVIRT_STACK, set to anything, leaves it to Node.
 */
export function printIfUncaught(thrown: BundleError): void {
  if (process.env.CDK8S_KUBEVIRT_STACK || process.listenerCount('uncaughtException') > 0) return;
  const release = (): void => void process.removeListener('uncaughtException', onUncaught);
  const onUncaught = (error: unknown): void => {
    release();
    if (error !== thrown) throw error;
    writeError(`${thrown.findings.map(lineOf).join('\n')}\n`);
    process.exit(1);
  };
  process.on('uncaughtException', onUncaught);
  // An error that passes through promises is uncaught only when all of them have settled, which is before the next
  // turn.
  setImmediate(() => setImmediate(release));
}
