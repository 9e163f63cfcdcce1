import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  BundleApp, BundleAppProps, CdiRelease, InfraCluster, KubeVirtCluster, KubeVirtRelease, Layer,
} from '../../src';
import { filesIn, temporaryDirectory } from '../directory';

const directory = temporaryDirectory();

/** What a run prints to stderr. */
let printed: string;

beforeEach(() => {
  printed = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((printed += String(text)), true));
});
afterEach(() => void jest.restoreAllMocks());

/** A run of a program with an object in each of its clusters and charts. */
function run(clusters: string[], charts: string[] = [], props: BundleAppProps = {}): void {
  const app = new BundleApp({ outdir: directory(), ...props });
  for (const id of clusters) configMap(clusterOf(app, id), 'o');
  for (const id of charts) configMap(new Chart(app, id), id);
  app.synth();
}

function clusterOf(app: BundleApp, id: string): InfraCluster {
  return KubeVirtCluster.existing(app, id, { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
}

function configMap(scope: Construct, name: string): ApiObject {
  return new ApiObject(scope, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'kubevirt' } });
}

const there = (): string[] => Object.keys(filesIn(directory()));
const OF = (cluster: string): string => `clusters/${cluster}/20-platform/objects.k8s.yaml`;
const LIST = (cluster: string): string => `clusters/${cluster}/20-platform/kustomization.yaml`;
const both = (...clusters: string[]): string[] => clusters.flatMap((each) => [LIST(each), OF(each)]);

/** Replaces the first line of every file, as earlier versions wrote it. */
function age(): void {
  for (const [path, text] of Object.entries(filesIn(directory()))) {
    const old = '# Written by cdk8s-kubevirt; edit the program, not this file.\n';
    writeFileSync(join(directory(), path), text.replace(/^# Written.*\n/, old));
  }
}

describe('two programs with one output directory', () => {
  test.each([
    [['eu'], ['us']],
    [['us'], ['eu']],
  ])('and clusters of their own leave each other alone: %s, %s', (...of) => {
    for (const clusters of [...of, ...of]) run(clusters);
    expect(there()).toEqual(both('eu', 'us'));
    run(of[0], [], { noticesAsErrors: true });
    expect(there()).toEqual(both('eu', 'us'));
  });

  test('leave each other alone if one has clusters and the other has none', () => {
    for (const _turn of [1, 2]) {
      run(['eu']);
      run([], ['a', 'b']);
      run([], ['c'], { name: 'third' });
    }
    expect(there()).toEqual(['a.k8s.yaml', 'b.k8s.yaml', 'c.k8s.yaml', ...both('eu')]);
    run([], ['a']);
    expect(there()).toEqual(['a.k8s.yaml', 'c.k8s.yaml', ...both('eu')]);
  });

  interface Program {
    readonly clusters: string[];
    readonly charts?: string[];
    readonly name?: string;
  }

  test.each<[Program, Program]>([
    [{ clusters: ['eu', 'us'] }, { clusters: ['us'] }],
    [{ clusters: ['us'] }, { clusters: ['eu', 'us'] }],
    [{ clusters: ['us'], name: 'one' }, { clusters: ['us'], name: 'two' }],
    [{ clusters: ['us'], name: 'one' }, { clusters: ['us'] }],
    [{ clusters: ['us'] }, { clusters: ['us'], name: 'two' }],
    [{ clusters: [], charts: ['a'], name: 'one' }, { clusters: [], charts: ['a'] }],
  ])('cannot both write one file: %j, then %j', (first, second) => {
    const start = (of: Program): void => run(of.clusters, of.charts, { name: of.name });
    start(first);
    const before = filesIn(directory());
    expect(() => start(second)).toThrow(/was written by the app ".*To share a directory, give each app clusters/);
    expect(filesIn(directory())).toEqual(before);
  });

  test('get one sentence, however many files are in the way, which says what to do', () => {
    run(['eu', 'us']);
    expect(() => run(['us'])).toThrow(
      `Nothing was written:\n  ${join(directory(), OF('us'))} was written by the app "eu", like 1 more of the files to `
        + 'write, and this app is "us", named after the first cluster or file that it writes, so nothing is '
        + 'overwritten. To share a directory, give each app clusters of its own, and a name (prop "name" of BundleApp).'
        + ' If this app replaces that one, pass name: "eu".',
    );
    expect(() => run(['us'], [], { name: 'new' })).toThrow('pass takesOver: ["eu"].');
  });

  test('may share a cluster, if each has a name and files of its own', () => {
    run(['eu'], [], { name: 'one' });
    const app = new BundleApp({ outdir: directory(), name: 'two' });
    BundleApp.place(configMap(clusterOf(app, 'eu'), 'p'), { layer: Layer.WORKLOADS });
    app.synth();
    run(['eu'], [], { name: 'one' });
    expect(there()).toContain('clusters/eu/60-workloads/objects.k8s.yaml');
    expect(there()).toEqual(expect.arrayContaining(both('eu')));
  });
});

describe('one program', () => {
  test('removes the folders of clusters, and the files of charts, that it no longer has', () => {
    run(['eu', 'us'], ['a']);
    run(['eu']);
    expect(there()).toEqual(both('eu'));
    run([], ['a', 'b']);
    run([], ['a']);
    expect(there()).toEqual(['a.k8s.yaml', ...both('eu')]);
  });

  test('without its first cluster is another app, until it has its name', () => {
    run(['eu', 'us']);
    expect(() => run(['us'])).toThrow('pass name: "eu".');
    run(['us'], [], { name: 'eu' });
    expect(there()).toEqual(both('us'));
  });

  test('whose cluster is renamed says that the old folder stays, and how to remove it', () => {
    run(['eu']);
    run(['eu1']);
    expect(there()).toEqual(both('eu', 'eu1'));
    expect(printed).toContain(
      `info ${join(directory(), 'clusters/eu')} was written by the app "eu", so it stays. If this program was that `
        + 'app, pass name: "eu" to BundleApp: it then removes what the program no longer makes.',
    );
    run(['eu1'], [], { name: 'eu1', takesOver: ['eu'] });
    expect(there()).toEqual(both('eu1'));
  });

  test('with a name may rename its clusters', () => {
    run(['eu'], [], { name: 'platform' });
    run(['eu1'], [], { name: 'platform' });
    expect(there()).toEqual(both('eu1'));
    expect(printed).not.toContain('info');
  });

  test('takes over the files of an app that it replaces, and then no longer needs to say so', () => {
    run(['eu', 'us'], [], { name: 'old' });
    expect(() => run(['eu', 'us'], [], { name: 'new' })).toThrow('was written by the app "old"');
    run(['eu', 'us'], [], { name: 'new', takesOver: ['old'] });
    run(['eu'], [], { name: 'new' });
    expect(there()).toEqual(both('eu'));
  });

  test('leaves copies of its files alone, wherever they are', () => {
    run(['eu', 'us'], ['a']);
    cpSync(join(directory(), 'clusters/us'), join(directory(), 'clusters/us-copy'), { recursive: true });
    cpSync(join(directory(), 'a.k8s.yaml'), join(directory(), 'copy.yaml'));
    mkdirSync(join(directory(), 'docs'));
    cpSync(join(directory(), OF('eu')), join(directory(), 'docs/example.yaml'));
    cpSync(join(directory(), 'clusters'), join(directory(), 'node_modules/x/clusters'), { recursive: true });
    const copies = there().filter((path) => /copy|docs|node_modules/.test(path));
    expect(copies).toHaveLength(10);
    run(['eu']);
    expect(there()).toEqual([...both('eu'), ...copies].sort());
    expect(printed).not.toContain('info');
  });

  test('knows its files by the words of earlier versions', () => {
    run(['eu', 'us']);
    for (const [path, text] of Object.entries(filesIn(directory()))) {
      writeFileSync(join(directory(), path), text.replace(/, app (\S+), into (\S+);/, ' for $1 in $2;'));
    }
    run(['eu']);
    expect(there()).toEqual(both('eu'));
    expect(printed).not.toContain('info');
  });

  test('knows its files in a checkout with CRLF, and writes them with LF again', () => {
    run(['eu', 'us'], ['a']);
    const before = filesIn(directory());
    for (const [path, text] of Object.entries(before)) {
      writeFileSync(join(directory(), path), text.replaceAll('\n', '\r\n'));
    }
    run(['eu', 'us'], ['a']);
    expect(filesIn(directory())).toEqual(before);
    for (const path of both('us')) writeFileSync(join(directory(), path), before[path].replaceAll('\n', '\r\n'));
    run(['eu'], ['a']);
    expect(there()).toEqual(['a.k8s.yaml', ...both('eu')]);
  });

  test('moves with its directory', () => {
    run(['eu', 'us']);
    renameSync(directory(), `${directory()}-moved`);
    run(['eu'], [], { outdir: `${directory()}-moved` });
    expect(Object.keys(filesIn(`${directory()}-moved`))).toEqual(both('eu'));
    rmSync(`${directory()}-moved`, { recursive: true });
  });
});

describe('files of earlier versions, which name no app', () => {
  test('are taken over where this program writes, with all that is in the folders of its clusters', () => {
    run(['eu', 'us'], ['a']);
    age();
    cpSync(join(directory(), OF('eu')), join(directory(), 'clusters/eu/60-workloads/gone/gone.k8s.yaml'));
    run(['eu', 'us'], ['a']);
    expect(there()).toEqual(['a.k8s.yaml', ...both('eu', 'us')]);
    expect(printed).not.toContain('info');
    run(['eu']);
    expect(there()).toEqual(both('eu'));
  });

  test('stay elsewhere, and a notice says so', () => {
    run(['eu', 'us'], ['a']);
    age();
    run(['eu'], [], { name: 'mine' });
    expect(there()).toEqual(['a.k8s.yaml', ...both('eu', 'us')]);
    expect(printed).toContain(
      `info ${join(directory(), 'a.k8s.yaml')} was written by an earlier version, which named no app, and is not made `
        + 'by this program, so it stays. Remove it if no other program makes it.',
    );
    expect(printed).toContain(`info ${join(directory(), 'clusters/us')} was written by an earlier version`);
  });
});

test('metadata of constructs is not overwritten by another app', () => {
  run(['eu'], [], { recordConstructMetadata: true });
  run(['eu'], [], { recordConstructMetadata: true });
  expect(() => run(['us'], [], { recordConstructMetadata: true })).toThrow(
    'construct-metadata.json was written by the app "eu"',
  );
});

test.each([['name', 'a b'], ['name', ''], ['name', '../x'], ['takesOver', 'a\n# b']])(
  'the prop %s cannot hold %j',
  (prop, value) => {
    expect(() => run(['eu'], [], { [prop]: prop === 'name' ? value : [value] })).toThrow(
      `error APP006 ${prop} ${JSON.stringify(value)} cannot be written into the header of a file.`,
    );
    expect(existsSync(join(directory(), 'clusters'))).toBe(false);
  },
);

test('the header is the only thing that says whose a file is', () => {
  run(['eu', 'us'], ['a']);
  const heads = Object.values(filesIn(directory())).map((text) => text.slice(0, text.indexOf('\n')));
  expect([...new Set(heads)]).toEqual([
    '# Written by cdk8s-kubevirt, app eu, into a.k8s.yaml; edit the program, not this file.',
    '# Written by cdk8s-kubevirt, app eu, into clusters/eu; edit the program, not this file.',
    '# Written by cdk8s-kubevirt, app eu, into clusters/us; edit the program, not this file.',
  ]);
  expect(readFileSync(join(directory(), 'a.k8s.yaml'), 'utf8')).toContain('\nkind: ConfigMap\n');
});
