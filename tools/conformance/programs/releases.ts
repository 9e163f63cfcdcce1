import { parseArgs } from 'node:util';
import { CdiRelease, KubeVirtRelease } from '../../../src';

/** What every program of this folder is told: for which pair of releases, and where to write. */
export interface Task {
  readonly kubevirt: KubeVirtRelease;
  readonly cdi: CdiRelease;
  readonly directory: string;
  /** The version of KubeVirt before, for programs that upgrade it. */
  readonly from: string;
  readonly runs: number;
  readonly seed: number;
}

/** Reads `--kubevirt v1.9.0 --cdi v1.66.0 --dir DIR [--from v1.8.4] [--runs N] [--seed S]`. */
export function taskOf(args: readonly string[]): Task {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      kubevirt: text,
      cdi: text,
      dir: text,
      from: { ...text, default: '' },
      runs: { ...text, default: '100' },
      seed: { ...text, default: '1' },
    },
  });
  return {
    kubevirt: KubeVirtRelease.of(given('kubevirt', values.kubevirt)),
    cdi: CdiRelease.of(given('cdi', values.cdi)),
    directory: given('dir', values.dir),
    from: values.from,
    runs: whole('runs', values.runs),
    seed: whole('seed', values.seed),
  };
}

function given(name: string, value: string | undefined): string {
  if (value === undefined) throw new Error(`--${name} is missing. Write --kubevirt v1.9.0 --cdi v1.66.0 --dir DIR.`);
  return value;
}

function whole(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number)) throw new Error(`--${name} "${value}" is not a whole number.`);
  return number;
}
