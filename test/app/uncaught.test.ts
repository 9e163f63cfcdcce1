import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, temporaryDirectory } from '../directory';

const directory = temporaryDirectory();
const root = join(__dirname, '../..');

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

/** Runs a program with its output in pipes. */
function run(args: readonly string[], env: { readonly [name: string]: string } = {}): Ended {
  return spawnSync(process.execPath, ['--import', 'tsx', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CDK8S_OUTDIR: directory(), CDK8S_KUBEVIRT_STACK: '', ...env },
    maxBuffer: 64 * 1024 ** 2,
  });
}

function ended(how: string, count: number, env?: { readonly [name: string]: string }): Ended {
  return run(['test/app/uncaught-program.ts', how, String(count)], env);
}

function errors(count: number): string {
  return Array.from(
    { length: count },
    (_, index) => `error APP001 [construct-${index}] something is wrong with number ${index}.\n`,
  ).join('');
}

describe('an error that nobody catches is printed as its findings, a line each, and nothing else', () => {
  test.each(['sync', 'async', 'yaml', 'again'])('%s', (how) => {
    expect(ended(how, 3)).toMatchObject({ stdout: '', stderr: errors(3), status: 1 });
    expect(filesIn(directory())).toEqual({});
  });

  test('of an ES module', () => {
    const code = `
      import { Construct } from 'constructs';
      import kubevirt from './src/index.ts';
      const app = new kubevirt.BundleApp();
      new Construct(app, 'construct-0').node.addValidation({ validate: () => ['something is wrong with number 0'] });
      await new Promise((resolve) => setTimeout(resolve, 5));
      app.synth();`;
    expect(run(['--input-type=module', '--eval', code])).toMatchObject({ stderr: errors(1), status: 1 });
  });

  test('with nothing cut off of 2,000 findings', () => {
    expect(ended('async', 2000)).toMatchObject({ stderr: errors(2000), status: 1 });
  });

  test('through a pipe whose reader is slow', () => {
    const child = 'node --import tsx test/app/uncaught-program.ts sync 2000 2>&1 | (sleep 4; cat)';
    const { stdout } = spawnSync('sh', ['-c', child], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, CDK8S_OUTDIR: directory() },
    });
    expect(stdout).toBe(errors(2000));
  });
});

describe('an error of writing that nobody catches is printed as sentences, a line each, and nothing else', () => {
  const MOVE = 'Move it away, or choose another outdir.';
  const file = () => join(directory(), 'file');

  test.each<[string, () => string, () => string]>([
    ['a file', file, () => `${file()} is not a directory, but files must be written into it. ${MOVE}`],
    ['below a file', () => join(file(), 'a/b'),
      () => `${file()} is not a directory, but files must be written below it. ${MOVE}`],
    ['an empty text', () => '', () => 'outdir is an empty text. Write the path of a directory.'],
    ['a path with NUL', () => 'a\0b',
      () => 'outdir is "a\\u0000b", but no path may have the character NUL. Write another path.'],
  ])('an outdir that is %s', (_what, outdir, says) => {
    writeFileSync(file(), 'precious');
    const { stdout, stderr, status } = run(['test/app/unwritable-program.ts', JSON.stringify(outdir())]);
    expect([stdout, stderr, status]).toEqual(['', `error Nothing was written: ${says()}\n`, 1]);
    expect(filesIn(directory())).toEqual({ file: 'precious' });
  });

  test('files of somebody else in the way', () => {
    for (const name of ['a.k8s.yaml', 'b.k8s.yaml']) writeFileSync(join(directory(), name), 'precious');
    const { stderr, status } = run(['test/app/unwritable-program.ts', JSON.stringify(directory())]);
    const lines = ['a', 'b'].map((name) => `error Nothing was written: ${join(directory(), name)}.k8s.yaml exists and `
      + 'was '
      + `not written by cdk8s-kubevirt, so it is not overwritten. ${MOVE}\n`);
    expect([stderr, status]).toEqual([lines.join(''), 1]);
  });
});

test('CDK8S_KUBEVIRT_STACK shows where it was thrown', () => {
  const { stderr, status } = ended('sync', 1, { CDK8S_KUBEVIRT_STACK: '1' });
  expect(status).toBe(1);
  expect(stderr).toContain(
    'BundleError: Validation failed with the following errors:\n  error APP001 [construct-0] something is wrong with '
      + 'number 0.\n',
  );
  expect(stderr).toMatch(/\n {4}at .*uncaught-program\.ts/);
});

test('an error that is caught has its findings, and leaves no listener', () => {
  const { stdout, stderr, status } = ended('caught', 2);
  expect(JSON.parse(stdout)).toEqual({ name: 'BundleError', findings: 2, listeners: 0 });
  expect([stderr, status]).toEqual(['', 0]);
});

test('another error is printed with its own stack, and ends the program with 1', () => {
  const { stderr, status } = ended('another', 1);
  expect(stderr).toMatch(/Error: something else\n {4}at .*uncaught-program\.ts/);
  expect(stderr).not.toContain('APP001');
  expect(stderr).not.toContain('src/findings');
  expect(status).toBe(1);
});

test('a good run prints one line to stderr', () => {
  expect(ended('sync', 0)).toEqual(
    expect.objectContaining({
      stdout: '',
      stderr: `0 objects in 0 files below ${directory()}, 0 changed\n`,
      status: 0,
    }),
  );
});
