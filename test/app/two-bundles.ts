import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { headerOf } from '../../src/app/header';
import { AppNames, Owner } from '../../src/app/owner';
import { writeFiles, Written } from '../../src/app/write';

export type Files = ReadonlyMap<string, readonly string[]>;

function bundle(files: { [path: string]: string }): Files {
  return new Map(Object.entries(files).map(([path, text]) => [path, [text]]));
}

/** From one to the other files and folders stay, change, go and come. */
export const OLD = bundle({
  'chart.k8s.yaml': 'is: old\n',
  'construct-metadata.json': '"old"',
  'clusters/infra/20-platform/cdi.k8s.yaml': 'stays: true\n',
  'clusters/infra/20-platform/kubevirt.k8s.yaml': 'is: old\n',
  'clusters/infra/60-workloads/gone/workers.k8s.yaml': 'goes: true\n',
  'clusters/infra/60-workloads/stays/gone.k8s.yaml': 'goes: true\n',
  'clusters/infra/60-workloads/stays/workers.k8s.yaml': 'is: old, and longer\n',
});

export const NEW = bundle({
  'chart.k8s.yaml': 'is: new\n',
  'construct-metadata.json': '"new"',
  'clusters/infra/20-platform/cdi.k8s.yaml': 'stays: true\n',
  'clusters/infra/20-platform/kubevirt.k8s.yaml': 'is: new\n',
  'clusters/infra/20-platform/new.k8s.yaml': 'comes: true\n',
  'clusters/infra/20-platform/other.k8s.yaml': 'comes: too\n',
  'clusters/infra/60-workloads/comes/workers.k8s.yaml': 'comes: true\n',
  'clusters/infra/60-workloads/stays/workers.k8s.yaml': 'is: new\n',
});

/** One that is bigger than a small limit on the size of files. */
export const BIG = bundle({
  'chart.k8s.yaml': 'is: big\n',
  'clusters/infra/20-platform/kubevirt.k8s.yaml': 'is: big\n'.repeat(10_000),
});

/** Puts a bundle there without the code under test. */
export function put(directory: string, files: Files, header = headerOfInfra): void {
  for (const [path, pieces] of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), (path.endsWith('.yaml') ? [header(path), ...pieces] : pieces).join(''));
  }
}

function headerOfInfra(path: string): string {
  return headerOf('infra', path);
}

/** Writes a bundle with the code under test. */
export function writeBundle(directory: string, files: Files, names: AppNames = {}): Written {
  return writeFiles(directory, files, Owner.of(files.keys(), names));
}

/** The folder in which the writer prepares. */
export const ASIDE = '.cdk8s-kubevirt.tmp';

/** All files with their text, and all folders, but for the writer's own. */
export function tree(directory: string): { [path: string]: string | null } {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true })
    .map((entry) => [join(entry.parentPath, entry.name).slice(directory.length + 1), entry] as const)
    .filter(([path]) => !path.startsWith(ASIDE))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(
    entries.map(([path, entry]) => [path, entry.isDirectory() ? null : readFileSync(join(directory, path), 'utf8')]),
  );
}

/** The calls that change a directory. */
export const CALLS = [
  'mkdirSync',
  'writeFileSync',
  'linkSync',
  'copyFileSync',
  'renameSync',
  'rmSync',
  'rmdirSync',
  'unlinkSync',
] as const;
