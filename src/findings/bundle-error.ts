import { writeSync } from 'node:fs';
import { Finding, lineOf } from './finding';
import { findingOf } from './findings';
import type { Fault, RuleInfo } from './rule';

/** The error that stops synthesis. Its message and its property `findings` contain the findings. */
export class BundleError extends Error {
  /** The findings, in the order of the program. */
  public readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(`Validation failed with the following errors:\n  ${findings.map(lineOf).join('\n  ')}`);
    this.name = 'BundleError';
    this.findings = findings;
  }
}

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
 * Makes an uncaught error print only its findings, without code frame and stack. If the environment variable
 * CDK8S_KUBEVIRT_STACK is set to any value, Node prints the error as usual.
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
  // An error that passes through promises is uncaught only after all of them have settled, which is before the next
  // turn.
  setImmediate(() => setImmediate(release));
}

/** Stops a program that cannot continue, with one finding. */
export function refuse(rule: RuleInfo, fault: Fault, where: string): never {
  const error = new BundleError([findingOf(rule, fault, where)]);
  printIfUncaught(error);
  throw error;
}
