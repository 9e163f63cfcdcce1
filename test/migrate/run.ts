import { CdiRelease, KubeVirtRelease } from '../../src';
import { writeStream } from '../../src/manifests/write';
import { lineOf } from '../../src/migrate/change';
import { migrate } from '../../src/migrate/migrate';

/** The result of a migration: the YAML, and the lines about what changed. */
export interface Migrated {
  readonly yaml: string;
  readonly lines: readonly string[];
}

/** Migrates YAML as the command line does. */
export function migrated(text: string, kubevirt = KubeVirtRelease.V1_9_0): Migrated {
  const target = { kubevirt, cdi: CdiRelease.V1_66_0, namespace: 'default' };
  const { migration, changes } = migrate([{ name: 'in.yaml', text }], target);
  const yaml = migration === undefined ? '' : writeStream(migration.sources, migration.changed);
  return { yaml, lines: changes.map(lineOf) };
}

/** The lines of a weight. */
export function linesOf(weight: 'change' | 'warning' | 'error', { lines }: Migrated): string[] {
  return lines.filter((line) => line.startsWith(`${weight} `)).map((line) => line.slice(weight.length + 1));
}
