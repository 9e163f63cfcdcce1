import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

/** How the cdk8s CLI reads the files of a program. */
export type Reading = 'stream' | 'chart';

/**
 * What the cdk8s CLI makes of the files in the output directory: `stream` for `--stdout`, `chart` for
 * `--format helm`; undefined if it leaves them as they are, or if the program runs without it.
 *
 * cdk8s-cli v2.207.60 src/util.ts, mkdtemp; src/cli/cmds/synth.ts, createHelmScaffolding: the program of a stream
 * writes to a new folder of the temporary directory, that of a chart to `templates` beside a `Chart.yaml`.
 */
export function readingOf(outdir: string): Reading | undefined {
  if (outdir !== process.env.CDK8S_OUTDIR) return undefined;
  const path = resolve(outdir);
  const parent = dirname(path);
  if (parent === resolve(tmpdir()) && /^cdk8s-[A-Za-z0-9]{6}$/.test(basename(path))) return 'stream';
  return basename(path) === 'templates' && existsSync(join(parent, 'Chart.yaml')) ? 'chart' : undefined;
}
