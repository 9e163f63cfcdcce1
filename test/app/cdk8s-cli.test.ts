import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { readingOf } from '../../src/app/cdk8s-cli';
import { filesIn, temporaryDirectory } from '../directory';

const directory = temporaryDirectory();
const root = join(__dirname, '../..');
const output = () => join(directory(), 'output');

/**
 * The output of `cdk8s synth` for the platform example. It runs in a folder of its own, for the CLI empties `dist`
 * there, with `--stdout` too.
 */
function synth(...args: readonly string[]): string {
  const cwd = join(directory(), 'around');
  mkdirSync(cwd, { recursive: true });
  rmSync(join(cwd, 'node_modules'), { force: true });
  symlinkSync(join(root, 'node_modules'), join(cwd, 'node_modules'));
  const cli = join(root, 'node_modules/.bin/cdk8s');
  const program = `node --import tsx ${join(root, 'examples/platform/main.ts')}`;
  const { stdout, stderr, status } = spawnSync(cli, ['synth', '--app', program, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
    maxBuffer: 64 * 1024 ** 2,
  });
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

interface Identified {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

function identities(yaml: string): string[] {
  return (loadAll(yaml) as Identified[]).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}

/** The objects in files, sorted. */
function objectsIn(files: readonly string[]): string[] {
  return files.flatMap(identities).sort();
}

test('the cdk8s CLI gets the same objects, and kustomizations only where it leaves files as they are', () => {
  synth('--output', output());
  const files = Object.entries(filesIn(output()));
  const [kustomizations, others] = [true, false].map((is) =>
    files.filter(([path]) => path.endsWith('/kustomization.yaml') === is).map(([, text]) => text),
  );
  const objects = objectsIn(others);
  expect(kustomizations).toHaveLength(9);
  expect(objects).toContain('VirtualMachinePool workers');

  expect(objectsIn([synth('--stdout')])).toEqual(objects);

  synth('--format', 'helm', '--chart-version', '1.0.0', '--output', output());
  const templates = Object.entries(filesIn(output())).filter(([path]) => path.startsWith('templates/'));
  expect(objectsIn(templates.map(([, text]) => text))).toEqual(objects);
}, 60_000);

describe('a directory is read as', () => {
  const withOutdir = (outdir: string) => {
    const before = process.env.CDK8S_OUTDIR;
    process.env.CDK8S_OUTDIR = outdir;
    try {
      return readingOf(outdir);
    } finally {
      if (before === undefined) delete process.env.CDK8S_OUTDIR;
      else process.env.CDK8S_OUTDIR = before;
    }
  };

  test('a stream if it is the folder that the CLI makes for one', () => {
    const made = mkdtempSync(join(tmpdir(), 'cdk8s-'));
    expect(withOutdir(made)).toBe('stream');
    rmSync(made, { recursive: true });
  });

  test('files if it was not given by the CLI, or is any other folder', () => {
    expect(readingOf(join(tmpdir(), 'cdk8s-abc123'))).toBeUndefined();
    expect(withOutdir(directory())).toBeUndefined();
    expect(withOutdir(join(directory(), 'templates'))).toBeUndefined();
  });
});
