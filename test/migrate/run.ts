import { CdiRelease, KubeVirtRelease } from '../../src';
import { writeStream } from '../../src/manifests/write';
import { lineOf } from '../../src/migrate/change';
import { migrate } from '../../src/migrate/migrate';
import type { Target } from '../../src/migrate/migration';
import { programOf } from '../../src/migrate/typescript/program';

/** The result of a migration: the YAML, and the lines about what changed. */
export interface Migrated {
  readonly yaml: string;
  readonly lines: readonly string[];
}

/** Migrates YAML as the command line does. */
export function migrated(text: string, kubevirt = KubeVirtRelease.V1_9_0): Migrated {
  const { migration, changes } = migrate([{ name: 'in.yaml', text }], targetOf(kubevirt));
  const yaml = migration === undefined ? '' : writeStream(migration.sources, migration.changed);
  return { yaml, lines: changes.map(lineOf) };
}

/** The lines of a weight. */
export function linesOf(weight: 'change' | 'warning' | 'error', { lines }: Migrated): string[] {
  return lines.filter((line) => line.startsWith(`${weight} `)).map((line) => line.slice(weight.length + 1));
}

/** The program that the command line writes with `--to typescript`, and the lines about what changed. */
export function programFrom(text: string): { readonly program: string; readonly lines: readonly string[] } {
  const { migration, changes } = migrate([{ name: 'in.yaml', text }], targetOf(KubeVirtRelease.V1_9_0));
  const program = programOf(migration!);
  return { program: program.text, lines: [...changes, ...program.changes].map(lineOf) };
}

function targetOf(kubevirt: KubeVirtRelease): Target {
  return { kubevirt, cdi: CdiRelease.V1_66_0, namespace: 'default' };
}
