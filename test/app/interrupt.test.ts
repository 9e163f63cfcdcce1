import { SpawnSyncReturns, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { ASIDE, NEW, OLD, put, tree, writeBundle } from './two-bundles';
import { restore } from '../../src/app/write';
import { temporaryDirectory } from '../directory';

const directory = temporaryDirectory();
let programs: string;

beforeAll(() => {
  programs = mkdtempSync(join(tmpdir(), 'cdk8s-kubevirt-'));
  buildSync({
    entryPoints: [join(__dirname, 'writer.ts')],
    outfile: join(programs, 'writer.js'),
    bundle: true,
    platform: 'node',
  });
});
afterAll(() => rmSync(programs, { recursive: true }));

let count = 0;

/** A directory of its own within the test's that holds a bundle. */
function holding(files: typeof OLD): string {
  const outdir = join(directory(), String(count++));
  put(outdir, files);
  return outdir;
}

function run(...args: (string | number)[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [join(programs, 'writer.js'), ...args.map(String)], { encoding: 'utf8' });
}

const treeOf = (files: typeof OLD): object => tree(holding(files));

/** How many calls an undisturbed run makes. */
function callsOf(outdir: string, what: string): number {
  const { stdout, stderr } = run(outdir, what, 'main');
  expect(stderr).toBe('');
  return Number(/^(\d+) calls$/.exec(stdout)![1]);
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

/** A call amid the change, after the journal is written. */
const AMID = 27;

describe('a kill', () => {
  test('at any moment leaves the old bundle or the new one; or both mixed, with what the next run, even a failing one, '
    + 'takes to put the old one back', () => {
    const [before, after] = [treeOf(OLD), treeOf(NEW)];
    const outcomes = new Set<string>();
    for (const at of upTo(callsOf(holding(OLD), 'new'))) {
      const outdir = holding(OLD);
      expect(run(outdir, 'new', 'main', 'SIGKILL', at).signal).toBe('SIGKILL');
      const left = tree(outdir);
      const isWhole = [before, after].some((each) => JSON.stringify(each) === JSON.stringify(left));
      const isUndoable = existsSync(join(outdir, ASIDE, 'journal'));
      expect(isWhole || isUndoable).toBe(true);
      outcomes.add(isUndoable ? 'to be undone' : JSON.stringify(left) === JSON.stringify(before) ? 'old' : 'new');

      const again = `${outdir}-again`;
      cpSync(outdir, again, { recursive: true });
      restore(outdir);
      expect(tree(outdir)).toEqual(isUndoable ? before : left);
      writeBundle(again, NEW);
      expect(tree(again)).toEqual(after);
      for (const each of [outdir, again]) expect(existsSync(join(each, ASIDE))).toBe(false);
    }
    expect([...outcomes]).toEqual(['old', 'to be undone', 'new']);
  });

  test('is made good by another app that writes to the same directory, before it writes', () => {
    const outdir = holding(OLD);
    run(outdir, 'new', 'main', 'SIGKILL', AMID);
    const others = new Map([['clusters/other/20-platform/objects.k8s.yaml', ['is: of another\n']]]);
    writeBundle(outdir, others);
    const { 'clusters/other': _folder, 'clusters/other/20-platform': _layer, ...left } = tree(outdir);
    const { 'clusters/other/20-platform/objects.k8s.yaml': written, ...ofFirst } = left;
    expect(written).toContain('is: of another');
    expect(ofFirst).toEqual(treeOf(OLD));
  });

  test('of a run that puts back is made good by the next', () => {
    const before = treeOf(OLD);
    const killed = holding(OLD);
    run(killed, 'new', 'main', 'SIGKILL', AMID);
    expect(tree(killed)).not.toEqual(before);
    const copy = (): string => {
      const outdir = join(directory(), String(count++));
      cpSync(killed, outdir, { recursive: true });
      return outdir;
    };
    for (const at of upTo(callsOf(copy(), 'none'))) {
      const outdir = copy();
      expect(run(outdir, 'none', 'main', 'SIGKILL', at).signal).toBe('SIGKILL');
      restore(outdir);
      expect(tree(outdir)).toEqual(before);
      expect(existsSync(join(outdir, ASIDE))).toBe(false);
    }
  });
});

describe('a signal that asks to end', () => {
  test('at any moment is obeyed, and leaves the old bundle or the new one, and nothing else', () => {
    const [before, after] = [treeOf(OLD), treeOf(NEW)];
    const outcomes = new Set<string>();
    for (const at of upTo(callsOf(holding(OLD), 'new')).filter((each) => each % 3 === 1)) {
      const outdir = holding(OLD);
      expect(run(outdir, 'new', 'main', 'SIGTERM', at).signal).toBe('SIGTERM');
      outcomes.add(JSON.stringify(tree(outdir)));
      expect(existsSync(join(outdir, ASIDE))).toBe(false);
    }
    expect([...outcomes]).toEqual([JSON.stringify(before), JSON.stringify(after)]);
  });

  test.each(
    ['SIGINT', 'SIGHUP'].flatMap((signal) => ['main', 'immediate', 'io', 'promise'].map((turn) => [signal, turn])),
  )('%s ends the process after the change (%s)', (signal, turn) => {
    const outdir = holding(OLD);
    expect(run(outdir, 'new', turn, signal, AMID).signal).toBe(signal);
    expect(tree(outdir)).toEqual(treeOf(NEW));
  });

  test("is left to the program's own listener where there is one", () => {
    const outdir = holding(OLD);
    expect(run(outdir, 'new', 'main', 'SIGINT', AMID, 'listens')).toMatchObject({
      signal: null,
      status: 0,
      stdout: expect.stringMatching(/heard/),
    });
    expect(tree(outdir)).toEqual(treeOf(NEW));
  });
});

test('a limit on the size of files leaves the old bundle', () => {
  const outdir = holding(OLD);
  const { status, stderr } = spawnSync(
    'sh',
    ['-c', 'ulimit -f 8 && exec "$0" "$@"', process.execPath, join(programs, 'writer.js'), outdir, 'big', 'main'],
    { encoding: 'utf8' },
  );
  expect(status).toBe(1);
  expect(stderr).toContain(
    `error Nothing was written: ${outdir} stays as it is, because the system says "EFBIG: file too large, write".`,
  );
  expect(tree(outdir)).toEqual(treeOf(OLD));
  expect(existsSync(join(outdir, ASIDE))).toBe(false);
});
