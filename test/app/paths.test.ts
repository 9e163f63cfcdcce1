import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import {
  BundleApp,
  CdiRelease,
  GoldenImage,
  ImageSource,
  InfraCluster,
  KubeVirtCluster,
  KubeVirtRelease,
  Layer,
  MachineSize,
  TenantNamespace,
  WorkerPool,
} from '../../src';
import { pathProblems } from '../../src/app/paths';
import { temporaryDirectory } from '../directory';

const directory = temporaryDirectory();
const outdir = (): string => join(directory(), 'a/b/out');

const RELEASES = { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 };
const HOSTILE = [
  '..',
  '../..',
  '../../../../escape',
  '/escape',
  '..\\escape',
  'a/../../../escape',
  '.',
  '',
  '~',
  '%2e%2e%2fescape',
  'a\0b',
  'a\nb',
  '\u2024\u2024/escape',
  'C:\\escape',
  '-rf',
  '.git',
];

beforeEach(() => void mkdirSync(outdir(), { recursive: true }));

/** What stands beside the output directory, or above it. */
function outside(): string[] {
  return readdirSync(directory(), { recursive: true, encoding: 'utf8' }).filter(
    (path) => !`${path}/`.startsWith('a/b/out/') && !['a', 'a/b'].includes(path),
  );
}

function configMap(scope: Construct, id = 'o'): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'a' } });
}

/** Synthesises, or not; nothing may lie outside afterwards. */
function tried(build: (app: BundleApp) => void): void {
  try {
    const app = new BundleApp({ outdir: outdir() });
    build(app);
    app.synth();
  } catch (error) {
    expect((error as Error).message).not.toMatch(/ENOENT|EISDIR|ENOTDIR/);
  }
  expect(outside()).toEqual([]);
}

const cluster = (app: App, id = 'infra'): InfraCluster => KubeVirtCluster.existing(app, id, RELEASES);

describe('no name leads out of the output directory', () => {
  test.each(HOSTILE)('%j', (name) => {
    tried((app) => void configMap(new Chart(app, name)));
    tried((app) => void configMap(cluster(app, name)));
    tried((app) => void new KubeVirtCluster(app, name, RELEASES));
    tried((app) => void new TenantNamespace(cluster(app), name, { id: 'a' }));
    tried((app) => void new TenantNamespace(cluster(app), 'tenant', { id: name }));
    tried((app) => void new TenantNamespace(cluster(app), 'tenant', { id: 'a', namespaceName: name }));
    tried((app) => {
      const infra = cluster(app);
      const image = new GoldenImage(infra, name, {
        source: ImageSource.http('https://images.example/a.img'),
        capacity: '10Gi',
        storageClassName: 'fast',
      });
      new WorkerPool(new TenantNamespace(infra, 'tenant', { id: 'a' }), name, {
        replicas: 1,
        image,
        size: MachineSize.of({ cores: 1, memory: '1Gi' }),
      });
    });
    for (const placement of [{ cluster: name }, { layer: name as Layer }, { tenant: name }, { file: name }]) {
      tried((app) => {
        const infra = cluster(app);
        BundleApp.place(infra, placement);
        configMap(infra);
      });
    }
    const app = new App({ outdir: outdir() });
    configMap(new Chart(app, name === '' ? 'chart' : name));
    try {
      app.synth();
    } catch {
      /* cdk8s' own words */
    }
    expect(outside()).toEqual([]);
  });

  test('whatever it is made of', () => {
    const part = fc
      .array(fc.constantFrom('.', '..', '/', '\\', 'a', 'A', '-', '~', ' ', '\0', '\n', 'ä', '\u2028'), {
        maxLength: 6,
      })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(part, part, part, part, (one, layer, tenant, file) => {
        tried((app) => {
          const chart = new Chart(app, 'chart');
          BundleApp.place(chart, { cluster: one, layer: layer as Layer, tenant, file });
          configMap(chart);
        });
      }),
      { numRuns: 200 },
    );
  });
});

describe('paths', () => {
  const RENAME = 'Give one of them another name.';

  test.each([['a.yaml'], ['clusters/infra-eu1/10-operators/cdi.k8s.yaml'], [`${'a'.repeat(246)}.k8s.yaml`]])(
    '%s is fine',
    (path) => {
      expect(pathProblems([path])).toEqual([]);
    },
  );

  test.each([
    '',
    '.',
    '..',
    '../a',
    'a/..',
    'a/../b',
    '/a',
    'a/',
    'a//b',
    './a',
    'a/./b',
    'a b',
    'a\\b',
    'a\n',
    'ä',
    '.git',
    '-a',
    `${'a'.repeat(247)}.k8s.yaml`,
  ])('%j is a problem', (path) => {
    expect(pathProblems([path])).toEqual([
      {
        problem: `"${path}" is not a path that can be written safely below the output directory`,
        remedy: 'Use letters, digits, "-", "_" and "." in names of files and folders, at most 255 of them in each.',
      },
    ]);
  });

  test('in two folders whose names differ only in case are not reported again', () => {
    expect(pathProblems(['c/One/l/a.yaml', 'c/One/l/b.yaml', 'c/one/l/a.yaml', 'c/one/l/b.yaml'])).toEqual([
      { problem: '"c/One" and "c/one" differ only in case, so they are one on some file systems', remedy: RENAME },
    ]);
  });

  test('that differ only in case are one on some file systems', () => {
    expect(pathProblems(['l/workers.yaml', 'l/Workers.yaml'])).toEqual([
      {
        problem: '"l/workers.yaml" and "l/Workers.yaml" differ only in case, so they are one on some file systems',
        remedy: RENAME,
      },
    ]);
    expect(pathProblems(['l/A/b.yaml', 'l/a/c.yaml', 'l/a/d.yaml'])).toEqual([
      { problem: '"l/A" and "l/a" differ only in case, so they are one on some file systems', remedy: RENAME },
    ]);
  });

  test('cannot be a file and a folder', () => {
    expect(pathProblems(['l/a.yaml', 'l/a.yaml/b.yaml'])).toEqual([
      { problem: '"l/a.yaml" would have to be both a file and a folder', remedy: RENAME },
    ]);
  });

  test('of kustomizations count', () => {
    const app = new BundleApp({ outdir: outdir() });
    const infra = cluster(app);
    BundleApp.place(configMap(infra), { tenant: 'kustomization.yaml' });
    expect(() => app.synth()).toThrow(
      '"clusters/infra/20-platform/kustomization.yaml" would have to be both a file and a folder.',
    );
    expect(readdirSync(outdir())).toEqual([]);
  });
});
