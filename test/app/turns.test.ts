import { ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { ASIDE, BIG, NEW, OLD, put, tree, writeBundle } from './two-bundles';
import { temporaryDirectory } from '../directory';

const directory = temporaryDirectory();
let programs: string;

beforeAll(() => {
  programs = mkdtempSync(join(tmpdir(), 'cdk8s-kubevirt-'));
  const entryPoints = [join(__dirname, 'writer.ts')];
  buildSync({ entryPoints, outfile: join(programs, 'writer.js'), bundle: true, platform: 'node' });
});
afterAll(() => rmSync(programs, { recursive: true }));

const outdir = (): string => join(directory(), 'out');

/** What a process prints, once it has ended. */
function endOf(child: ChildProcess): Promise<string> {
  let printed = '';
  child.stdout!.on('data', (data) => (printed += data));
  child.stderr!.on('data', (data) => (printed += data));
  return new Promise((resolve) => child.on('close', () => resolve(printed)));
}

function writer(what: string): ChildProcess {
  return spawn(process.execPath, [join(programs, 'writer.js'), outdir(), what, 'main']);
}

/** Leaves what a run leaves while it writes. */
function leave(mark?: string): void {
  mkdirSync(join(outdir(), ASIDE));
  if (mark !== undefined) writeFileSync(join(outdir(), ASIDE, 'run'), mark);
}

test('runs at the same time write one after the other, and each succeeds', async () => {
  put(outdir(), OLD);
  for (let round = 0; round < 3; round++) {
    const printed = await Promise.all(['new', 'big', 'new', 'big'].map((what) => endOf(writer(what))));
    expect(printed.filter((text) => !/^\d+ calls$/.test(text))).toEqual([]);
    const whole = [NEW, BIG].map((files, index) => {
      const target = join(directory(), `${round}-${index}`);
      put(target, files);
      return tree(target);
    });
    const { 'construct-metadata.json': _metadata, ...left } = tree(outdir());
    const texts = whole.map(({ 'construct-metadata.json': _other, ...rest }) => JSON.stringify(rest));
    expect(texts).toContain(JSON.stringify(left));
    expect(existsSync(join(outdir(), ASIDE))).toBe(false);
  }
}, 60_000);

test('a run waits for another one that writes', async () => {
  put(outdir(), OLD);
  const other = spawn('sleep', ['1']);
  leave(`${other.pid} ${hostname()}`);
  const begun = Date.now();
  expect(await endOf(writer('new'))).toMatch(/^\d+ calls$/);
  expect(Date.now() - begun).toBeGreaterThan(700);
  expect(readFileSync(join(outdir(), 'chart.k8s.yaml'), 'utf8')).toContain('is: new');
});

test('a run that waits too long says for which process, and what to do', () => {
  put(outdir(), OLD);
  leave(`${process.ppid} ${hostname()}`);
  const wait = jest.spyOn(Atomics, 'wait').mockReturnValue('timed-out');
  try {
    expect(() => writeBundle(outdir(), NEW)).toThrow(
      `Nothing was written:\n  ${join(outdir(), ASIDE)} says that another run (process ${process.ppid}) is still `
        + `writing there. Wait until it has ended, and run again; if there is none, remove ${join(outdir(), ASIDE)}.`,
    );
  } finally {
    wait.mockRestore();
  }
});

test.each([
  ['is of another machine, as of a container that has ended', '1 elsewhere'],
  ['ended without leaving its mark', undefined],
  ['left half a mark', '12'],
])('no run waits for one that %s', (_what, mark) => {
  put(outdir(), OLD);
  leave(mark);
  writeBundle(outdir(), NEW);
  expect(readFileSync(join(outdir(), 'chart.k8s.yaml'), 'utf8')).toContain('is: new');
});
