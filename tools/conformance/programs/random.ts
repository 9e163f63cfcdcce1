import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline';
import * as fc from 'fast-check';
import { indexOf, writeIndex } from './bundle-index';
import { taskOf } from './releases';
import { build } from '../../../test/random/build';
import type { Description } from '../../../test/random/description';
import { program } from '../../../test/random/program';
import { quietly } from '../../../test/random/quietly';

/*
 * Synthesises random programs one after the other, and asks for a verdict of each: a line on stdout names the bundle, a
 * line on stdin says what of it was refused. A refused program is made smaller as long as it is still refused.
 */

/** One line of the judge. */
interface Verdict {
  readonly refused: readonly { readonly object: string; readonly file: string; readonly message: string }[];
  readonly objects: number;
}

const task = taskOf(process.argv.slice(2));
const lines = createInterface({ input: stdin })[Symbol.asyncIterator]();
let count = 0;
let refused: Verdict['refused'] = [];

async function judge(description: Description): Promise<void> {
  count += 1;
  const directory = join(task.directory, String(count));
  const bundle = join(directory, 'bundle');
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const app = build(description, bundle);
  quietly(() => app.synth());
  const index = indexOf(app);
  if (Object.keys(index).length === 0) return; // a cluster that exists, and nothing in it
  writeIndex(`${bundle}.index.json`, index);
  say({ bundle, program: count });
  const verdict = await hear();
  if (verdict.refused.length === 0) {
    rmSync(directory, { recursive: true, force: true });
    return;
  }
  refused = verdict.refused;
  throw new Error(`${verdict.refused.length} of ${verdict.objects} objects are refused`);
}

function say(line: object): void {
  stdout.write(`${JSON.stringify(line)}\n`);
}

async function hear(): Promise<Verdict> {
  const { value, done } = await lines.next();
  if (done === true) throw new Error('The judge has gone.');
  return JSON.parse(value) as Verdict;
}

async function main(): Promise<void> {
  const programs = program({ kubevirt: task.kubevirt, cdi: task.cdi, judged: true });
  const result = await fc.check(fc.asyncProperty(programs, judge), { numRuns: task.runs, seed: task.seed });
  const description = result.counterexample?.[0];
  const { errorInstance } = result as { readonly errorInstance?: unknown };
  const counterexample = description === undefined ? null : { description, refused, error: String(errorInstance) };
  say({ done: true, runs: result.numRuns, counterexample });
  void lines.return?.();
  process.exitCode = result.failed ? 1 : 0;
}

void main();
