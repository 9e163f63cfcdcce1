import fs, {
  chmodSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ASIDE, CALLS, NEW, OLD, put, tree, writeBundle } from './two-bundles';
import { restore } from '../../src/app/write';
import { temporaryDirectory } from '../directory';

// before the directory is removed
afterEach(() => {
  expect(readdirSync(elsewhere())).toEqual(['precious']);
  expect(readFileSync(join(elsewhere(), 'precious'), 'utf8')).toBe('precious');
});

const directory = temporaryDirectory();
const outdir = (): string => join(directory(), 'out');
const elsewhere = (): string => join(directory(), 'elsewhere');
const OF_BOTH = 'clusters/infra/60-workloads/stays';

let before: object;
let after: object;

beforeEach(() => {
  put(join(directory(), 'new'), NEW);
  after = tree(join(directory(), 'new'));
  put(outdir(), OLD);
  before = tree(outdir());
  mkdirSync(elsewhere());
  writeFileSync(join(elsewhere(), 'precious'), 'precious');
});
const write = (): number => writeBundle(outdir(), NEW).changed;

test('a bundle takes the place of another', () => {
  write();
  expect(tree(outdir())).toEqual(after);
  expect(existsSync(join(outdir(), ASIDE))).toBe(false);
});

describe('symbolic links', () => {
  test('the output directory may be one', () => {
    symlinkSync(outdir(), join(directory(), 'link'));
    writeBundle(join(directory(), 'link'), NEW);
    expect(tree(outdir())).toEqual(after);
    expect(lstatSync(join(directory(), 'link')).isSymbolicLink()).toBe(true);
  });

  test('one that leads nowhere is not an output directory', () => {
    symlinkSync(join(directory(), 'nowhere'), join(directory(), 'link'));
    expect(() => writeBundle(join(directory(), 'link'), NEW)).toThrow(
      /^Nothing was written:\n {2}.*link stays as it is, because the system says "/,
    );
    expect(existsSync(join(directory(), 'nowhere'))).toBe(false);
  });

  test.each(['clusters', 'clusters/infra', OF_BOTH, 'clusters/infra/60-workloads/comes'])(
    'the folder %s is not an output directory',
    (folder) => {
      rmSync(join(outdir(), folder), { recursive: true, force: true });
      symlinkSync(elsewhere(), join(outdir(), folder));
      const there = readdirSync(outdir(), { recursive: true });
      expect(write).toThrow(
        `Nothing was written:\n  ${join(outdir(), folder)} is a symbolic link, and nothing is written through one. ` +
          'Move it away, or choose another outdir.',
      );
      expect(readdirSync(outdir(), { recursive: true })).toEqual(there);
    },
  );

  test.each(['precious', 'nowhere'])('a link to a file is not an output directory: %s', (target) => {
    const file = join(outdir(), 'clusters/infra/20-platform/new.k8s.yaml');
    symlinkSync(join(elsewhere(), target), file);
    expect(write).toThrow(
      `Nothing was written:\n  ${file} exists and was not written by cdk8s-kubevirt, so it is not overwritten.`,
    );
    expect(lstatSync(file).isSymbolicLink()).toBe(true);
  });

  test('a link in place of the metadata of constructs is refused', () => {
    rmSync(join(outdir(), 'construct-metadata.json'));
    symlinkSync(join(elsewhere(), 'precious'), join(outdir(), 'construct-metadata.json'));
    expect(write).toThrow('construct-metadata.json exists and was not written by cdk8s-kubevirt');
  });

  test('what they lead to is not looked through for files to remove', () => {
    const theirs = join(directory(), 'theirs');
    put(theirs, OLD);
    symlinkSync(theirs, join(outdir(), 'link'));
    write();
    expect(tree(theirs)).toEqual(before);
    expect(lstatSync(join(outdir(), 'link')).isSymbolicLink()).toBe(true);
  });

  test.each<[string, (aside: string) => void]>([
    ['a link', (aside) => symlinkSync(elsewhere(), aside)],
    ['a file', (aside) => writeFileSync(aside, '')],
  ])('where files are prepared, %s is in the way', (_what, make) => {
    make(join(outdir(), ASIDE));
    expect(write).toThrow(
      `${join(outdir(), ASIDE)} is in the way of the folder in which files are prepared. Remove it.`,
    );
    expect(tree(outdir())).toEqual(before);
  });
});

test.each<[string, (file: string) => void]>([
  ["another's file", (file) => writeFileSync(file, 'precious')],
  ['a folder', (file) => mkdirSync(file)],
])('%s where a file must be stays', (_what, make) => {
  make(join(outdir(), 'clusters/infra/20-platform/new.k8s.yaml'));
  const there = tree(outdir());
  expect(write).toThrow('new.k8s.yaml exists and was not written by cdk8s-kubevirt');
  expect(tree(outdir())).toEqual(there);
});

test('a file where a folder must be stays', () => {
  writeFileSync(join(outdir(), 'clusters/infra/60-workloads/comes'), 'precious');
  const there = tree(outdir());
  expect(write).toThrow(
    `Nothing was written:\n  ${join(outdir(), 'clusters/infra/60-workloads/comes')} is not a directory, but `
      + 'files must be written into it.',
  );
  expect(tree(outdir())).toEqual(there);
});

/** Root may do anything, so a process of root's lays that down for a while. */
function unprivileged(work: () => void): void {
  if (process.geteuid!() !== 0) return work();
  for (const path of ['', ...readdirSync(directory(), { recursive: true, encoding: 'utf8' })]) {
    lchownSync(join(directory(), path), 65534, 65534);
  }
  process.setegid!(65534);
  process.seteuid!(65534);
  try {
    work();
  } finally {
    process.seteuid!(0);
    process.setegid!(0);
  }
}

describe('what may not be written', () => {
  const DENIED = [
    '',
    'clusters/infra/20-platform',
    'clusters/infra/60-workloads',
    'clusters/infra/60-workloads/gone',
    OF_BOTH,
  ];

  test.each(DENIED)('a read-only folder "%s" leaves the old bundle', (folder) => {
    unprivileged(() => {
      chmodSync(join(outdir(), folder), 0o555);
      expect(write).toThrow(
        /^Nothing was written:\n {2}.*out stays as it is, because the system says "EACCES: permission denied, /,
      );
      expect(tree(outdir())).toEqual(before);
      chmodSync(join(outdir(), folder), 0o755);
      expect(existsSync(join(outdir(), ASIDE))).toBe(false);
      write();
      expect(tree(outdir())).toEqual(after);
    });
  });

  test('a read-only file of ours is replaced, since its folder may be written', () => {
    unprivileged(() => {
      chmodSync(join(outdir(), 'chart.k8s.yaml'), 0o444);
      write();
      expect(tree(outdir())).toEqual(after);
    });
  });

  test('a file that cannot be read is not ours', () => {
    unprivileged(() => {
      chmodSync(join(outdir(), 'chart.k8s.yaml'), 0o000);
      expect(write).toThrow(`${join(outdir(), 'chart.k8s.yaml')} exists and was not written by cdk8s-kubevirt`);
      chmodSync(join(outdir(), 'chart.k8s.yaml'), 0o644);
      expect(tree(outdir())).toEqual(before);
    });
  });

  test('what is neither ours nor to be read does not matter', () => {
    unprivileged(() => {
      mkdirSync(join(outdir(), 'lost+found'), { mode: 0o000 });
      writeFileSync(join(outdir(), 'secret.yaml'), 'a: 1\n', { mode: 0o000 });
      write();
      chmodSync(join(outdir(), 'lost+found'), 0o755);
      chmodSync(join(outdir(), 'secret.yaml'), 0o644);
      expect(tree(outdir())).toEqual({ ...after, 'lost+found': null, 'secret.yaml': 'a: 1\n' });
    });
  });
});

/** Makes calls fail as on a full disk, by their number; returns the names of all that were made. */
function failing(fails: (call: number) => boolean, work: () => void): string[] {
  const calls: string[] = [];
  const originals = Object.fromEntries(CALLS.map((name) => [name, fs[name] as (...args: unknown[]) => unknown]));
  const fail = (name: string): never => {
    throw Object.assign(new Error(`ENOSPC: no space left on device, ${name}`), { code: 'ENOSPC', syscall: name });
  };
  for (const name of CALLS) {
    Object.assign(fs, {
      [name]: (...args: unknown[]) => (fails(calls.push(name)) ? fail(name) : originals[name](...args)),
    });
  }
  try {
    work();
  } finally {
    Object.assign(fs, originals);
  }
  return calls;
}

describe('a call that fails', () => {
  const again = (at: number): string => {
    const target = join(directory(), `again-${at}`);
    put(target, OLD);
    return target;
  };
  const callsOfOne = (): string[] => {
    const target = again(0);
    return failing(
      () => false,
      () => writeBundle(target, NEW),
    );
  };
  const messageOf = (work: () => void): string | undefined => {
    try {
      work();
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  };

  test('once, at any moment, leaves the old bundle and says why', () => {
    const calls = callsOfOne();
    expect(calls.length).toBeGreaterThan(30);
    calls.forEach((name, index) => {
      const target = again(index + 1);
      let message: string | undefined;
      failing(
        (call) => call === index + 1,
        () => {
          message = messageOf(() => writeBundle(target, NEW));
        },
      );
      expect(tree(target)).toEqual(message === undefined ? after : before);
      if (message === undefined) {
        // a copy replaces a second name that cannot be given; leftovers that cannot be removed at the end are not a
        // failure
        expect(name === 'linkSync' || index >= calls.lastIndexOf('rmSync')).toBe(true);
      } else {
        expect(message).toBe(
          `Nothing was written:\n  ${target} stays as it is, because the system says "ENOSPC: no space left on ` +
            `device, ${name}".`,
        );
        expect(readdirSync(target)).not.toContain(ASIDE);
      }
    });
  });

  test('from some moment on, for good, leaves the old bundle or says that the next run brings it back', () => {
    const outcomes = new Set<string>();
    callsOfOne().forEach((_name, index) => {
      const target = again(index + 1);
      let message: string | undefined;
      failing(
        (call) => call > index,
        () => {
          message = messageOf(() => writeBundle(target, NEW));
        },
      );
      if (message?.startsWith('Nothing was written')) {
        expect(tree(target)).toEqual(before);
      } else if (message !== undefined) {
        expect(message).toMatch(
          new RegExp(
            '^Writing to .* failed \\(ENOSPC.*\\), and so did putting back what it held \\(ENOSPC.*\\)\\. '
              + 'The next synth puts it back first\\.$',
          ),
        );
      }
      outcomes.add(message?.split(' ')[0] ?? 'done');
      restore(target);
      expect(tree(target)).toEqual(message === undefined ? after : before);
      expect(readdirSync(target)).not.toContain(ASIDE);
    });
    expect([...outcomes]).toEqual(['Nothing', 'Writing', 'done']);
  });
});

describe('what an unfinished run has left', () => {
  const leave = (files: { [name: string]: string }): void => {
    mkdirSync(join(outdir(), ASIDE));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(outdir(), ASIDE, name), text);
  };
  const journal = (part: object): string => JSON.stringify({ folders: [], created: [], kept: [], ...part });

  test('goes, where it had not come to change anything', () => {
    leave({ '0.new': 'half', '0.old': 'half', 'journal.new': '{' });
    restore(outdir());
    expect(existsSync(join(outdir(), ASIDE))).toBe(false);
    expect(tree(outdir())).toEqual(before);
  });

  test.each([
    ['half a journal', '{"created":['],
    ['a path that leads out', journal({ created: ['../elsewhere/precious'] })],
    ['a folder that leads out', journal({ folders: ['../elsewhere'] })],
    ['an absolute path', journal({ kept: ['/etc/hosts'] })],
    ['no path', journal({ kept: [1] })],
    ['no list', journal({ folders: 1 })],
  ])('is not believed when it holds %s', (_what, text) => {
    leave({ 'journal': text, '0.old': 'hostile' });
    expect(write).toThrow(
      `${join(outdir(), ASIDE, 'journal')} is not what an unfinished run leaves. Remove ${join(outdir(), ASIDE)}.`,
    );
    expect(tree(outdir())).toEqual(before);
  });

  test('does not lead through a link, or over what others have put there since', () => {
    symlinkSync(elsewhere(), join(outdir(), 'link'));
    writeFileSync(join(outdir(), 'mine.yaml'), 'mine');
    leave({ journal: journal({ created: ['link/precious', 'mine.yaml'] }) });
    expect(() => restore(outdir())).toThrow(
      `An unfinished run cannot be undone: ${join(outdir(), 'link')} is a symbolic link, and nothing is written ` +
        `through one. Move it away, or choose another outdir. ${join(outdir(), 'mine.yaml')} exists and`,
    );
    expect(readFileSync(join(outdir(), 'mine.yaml'), 'utf8')).toBe('mine');
  });
});
