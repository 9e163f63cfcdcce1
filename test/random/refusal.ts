import { build } from './build';
import type { Conflict } from './conflicts';
import { quietly } from './quietly';
import { filesIn } from '../directory';

/**
 * What is wrong with how a program with a mistake is refused; undefined when it is refused as it should be, and nothing
 * was written.
 */
export function refusalProblem({ description, at, says }: Conflict, outdir: string): string | undefined {
  const before = filesIn(outdir);
  const message = refusal(() => build(description, outdir).synth());
  if (message === undefined) return 'it is accepted';
  if (JSON.stringify(filesIn(outdir)) !== JSON.stringify(before)) return 'files were written or changed';
  if (!message.startsWith('Validation failed with the following errors:')) {
    return `what is thrown is not a sentence: ${message}`;
  }
  const sentences = message.split('\n').map((line) => line.trim().replace(/^error \S+ /, ''));
  // a sentence about the whole program names no place
  const starts = at === '' ? [''] : [`[${at}]`, `[${at}/`];
  return sentences.some((line) => starts.some((start) => line.startsWith(start)) && says.test(line.slice(at.length)))
    ? undefined
    : `no sentence of [${at}] names ${says}: ${sentences.slice(1).join(' | ').slice(0, 600)}`;
}

function refusal(action: () => void): string | undefined {
  try {
    quietly(action);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
