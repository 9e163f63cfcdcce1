import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import {
  BundleApp,
  BundleAppProps,
  CdiRelease,
  InfraCluster,
  KubeVirtCluster,
  KubeVirtRelease,
  Layer,
} from '../../src';
import { place } from '../../src/layout/placement';
import { filesIn, temporaryDirectory } from '../directory';

const directory = temporaryDirectory();

function newApp(props: BundleAppProps = {}): BundleApp {
  return new BundleApp({ outdir: directory(), ...props });
}

function cluster(app: App, id = 'infra'): InfraCluster {
  return KubeVirtCluster.existing(app, id, { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
}

function configMap(scope: Construct, name: string, data: { [key: string]: string } = {}): ApiObject {
  return new ApiObject(scope, name, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'kubevirt' },
    data,
  });
}

function dataSource(scope: Construct, id: string, spec: unknown): ApiObject {
  return new ApiObject(scope, id, {
    apiVersion: 'cdi.kubevirt.io/v1beta1',
    kind: 'DataSource',
    metadata: { name: id, namespace: 'images' },
    spec,
  });
}

describe('the tree', () => {
  test('has a directory for each cluster, layer and tenant, and a kustomization.yaml that lists what is in it', () => {
    const app = newApp();
    const infra = cluster(app);
    configMap(infra, 'plain');
    const tenant = new Construct(infra, 'tenant');
    BundleApp.place(tenant, { layer: Layer.TENANTS, tenant: 'cluster-a', file: 'tenant' });
    configMap(tenant, 'of-tenant');
    const pool = new Construct(tenant, 'pool');
    place(pool, { layer: Layer.WORKLOADS, file: 'workers' });
    configMap(pool, 'of-pool');
    configMap(new Chart(app, 'elsewhere'), 'outside');
    app.synth();
    expect(filesIn(directory())).toMatchSnapshot();
    expect(Object.keys(filesIn(directory()))).toEqual([
      'clusters/infra/20-platform/kustomization.yaml',
      'clusters/infra/20-platform/objects.k8s.yaml',
      'clusters/infra/50-tenants/cluster-a/kustomization.yaml',
      'clusters/infra/50-tenants/cluster-a/tenant.k8s.yaml',
      'clusters/infra/50-tenants/kustomization.yaml',
      'clusters/infra/60-workloads/cluster-a/kustomization.yaml',
      'clusters/infra/60-workloads/cluster-a/workers.k8s.yaml',
      'clusters/infra/60-workloads/kustomization.yaml',
      'elsewhere.k8s.yaml',
    ]);
  });

  test('keeps the place of objects whose own placement has undefined parts', () => {
    const app = newApp();
    const tenant = new Construct(cluster(app), 'tenant');
    BundleApp.place(tenant, { layer: Layer.TENANTS, tenant: 'cluster-a', file: 'tenant' });
    const undecided = { layer: undefined, tenant: undefined, file: undefined, cluster: undefined };
    BundleApp.place(configMap(tenant, 'a'), undecided);
    app.synth();
    expect(Object.keys(filesIn(directory()))).toContain('clusters/infra/50-tenants/cluster-a/tenant.k8s.yaml');
  });

  test('follows CDK8S_OUTDIR, as the cdk8s CLI sets it', () => {
    process.env.CDK8S_OUTDIR = join(directory(), 'by-environment');
    try {
      const app = new BundleApp();
      configMap(new Chart(app, 'chart'), 'one');
      app.synth();
    } finally {
      delete process.env.CDK8S_OUTDIR;
    }
    expect(Object.keys(filesIn(directory()))).toEqual(['by-environment/chart.k8s.yaml']);
  });
});

describe('writing', () => {
  function synth(...names: string[]): void {
    const app = newApp();
    for (const name of names) configMap(new Chart(app, name), name);
    app.synth();
  }

  test('leaves files whose bytes are the same untouched', () => {
    synth('a', 'b');
    const before = statSync(join(directory(), 'a.k8s.yaml'));
    synth('a', 'b');
    const after = statSync(join(directory(), 'a.k8s.yaml'));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  test('replaces a file of the same size whose bytes differ', () => {
    synth('a');
    const file = join(directory(), 'a.k8s.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('ConfigMap', 'ConfigMaq'));
    synth('a');
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('removes files that are no longer made, and folders left empty by that', () => {
    const app = newApp({ name: 'mine' });
    configMap(cluster(app), 'plain');
    app.synth();
    expect(existsSync(join(directory(), 'clusters'))).toBe(true);
    const later = newApp({ name: 'mine' });
    configMap(new Chart(later, 'a'), 'a');
    later.synth();
    expect(Object.keys(filesIn(directory()))).toEqual(['a.k8s.yaml']);
    expect(existsSync(join(directory(), 'clusters'))).toBe(false);
  });

  test('leaves what others have put there alone', () => {
    mkdirSync(join(directory(), 'clusters/mine'), { recursive: true });
    writeFileSync(join(directory(), 'clusters/mine/values.yaml'), 'a: 1\n');
    writeFileSync(join(directory(), 'README.md'), '# mine\n');
    synth('a');
    expect(Object.keys(filesIn(directory()))).toEqual(['README.md', 'a.k8s.yaml', 'clusters/mine/values.yaml']);
  });

  test.each<[string, (file: string) => void]>([
    ['a file', (file) => writeFileSync(file, 'precious: true\n')],
    ['a symbolic link', (file) => symlinkSync(__filename, file)],
    ['a directory', (file) => mkdirSync(file)],
  ])("refuses %s of another's in its place, and writes nothing", (_what, put) => {
    put(join(directory(), 'b.k8s.yaml'));
    expect(() => synth('a', 'b')).toThrow(
      `Nothing was written:\n  ${join(directory(), 'b.k8s.yaml')} exists and was not written by cdk8s-kubevirt, so ` +
        'it is not overwritten.',
    );
    expect(existsSync(join(directory(), 'a.k8s.yaml'))).toBe(false);
  });

  test('gives the same bytes for the same program', () => {
    synth('a', 'b');
    const first = filesIn(directory());
    synth('a', 'b');
    expect(filesIn(directory())).toEqual(first);
  });
});

describe('errors', () => {
  test('are shown all at once with their paths, and nothing is written', () => {
    const app = newApp();
    const infra = cluster(app);
    infra.node.addValidation({ validate: () => ['the first sentence', 'the second sentence'] });
    dataSource(infra, 'wrong', { source: { http: { url: 'https://images.example/ubuntu.img' } } });
    expect(() => app.synth()).toThrow(
      [
        'Validation failed with the following errors:',
        '  error APP001 [infra] the first sentence.',
        '  error APP001 [infra] the second sentence.',
        '  error K8S006 [infra/wrong] spec.source.http is not a field of DataSource (cdi.kubevirt.io/v1beta1, CDI ' +
          'v1.66.0). Known here: dataSource, pvc, snapshot.',
      ].join('\n'),
    );
    expect(filesIn(directory())).toEqual({});
  });

  test('leave an earlier bundle whole', () => {
    const good = newApp();
    configMap(new Chart(good, 'a'), 'a');
    good.synth();
    const before = filesIn(directory());
    const bad = newApp();
    dataSource(cluster(bad), 'wrong', { sauce: {} });
    expect(() => bad.synth()).toThrow('error K8S006 [infra/wrong] spec.sauce is not a field');
    expect(filesIn(directory())).toEqual(before);
  });

  test('name both constructs that make the same object', () => {
    const app = newApp();
    const infra = cluster(app);
    configMap(new Construct(infra, 'one'), 'settings');
    configMap(new Construct(infra, 'two'), 'settings');
    expect(() => app.synth()).toThrow(
      'error APP002 [infra/two/settings] ConfigMap "settings" in namespace "kubevirt" is already made by ' +
        'infra/one/settings, so one of the two would overwrite the other.',
    );
  });

  test('do not arise from the same object in two clusters', () => {
    const app = newApp();
    configMap(cluster(app, 'eu'), 'settings');
    configMap(cluster(app, 'us'), 'settings');
    expect(() => app.synth()).not.toThrow();
  });

  test('tell of a value that cannot be rendered', () => {
    const app = newApp();
    const infra = cluster(app);
    new ApiObject(infra, 'late', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'late' },
      data: Lazy.any({
        produce: () => {
          throw new Error('no such image');
        },
      }),
    });
    infra.node.addValidation({ validate: () => ['something else'] });
    expect(() => app.synth()).toThrow(
      /APP001 \[infra\] something else\.\n {2}error APP003 \[infra\/late\] cannot be rendered: .*no such image/,
    );
  });

  test.each([
    [
      'half of a character',
      'cut \ud83d',
      'data.value holds half of a character (U+D83D), which cannot be written as UTF-8. See where the string was cut.',
    ],
    [
      'a control character',
      '\u009b0m',
      'data.value holds the character U+009B, which server-side apply refuses. Leave it out, or encode the text, in ' +
        'base64 for example.',
    ],
    [
      'a line break of old',
      'a\u0085b',
      'data.value holds the character U+0085, which server-side apply turns into a space.',
    ],
    ['no character', ['\uffff'], 'data.value[0] holds the character U+FFFF, which server-side apply refuses.'],
    [
      'no number',
      NaN,
      'data.value is NaN, which JSON has no form for. Write a number that has one, or leave the field out.',
    ],
    ['no end', [1, -Infinity], 'data.value[1] is -Infinity, which JSON has no form for'],
    ['half of a key', { a: { '\udc00': 'b' } }, 'the key data.value.a["\\udc00"] holds half of a character (U+DC00)'],
    ['a big integer', 1n, 'data.value is a bigint, which JSON has no form for. Write a text, a number, true or false.'],
    ['a function', () => 1, 'data.value is a function, which JSON has no form for'],
  ])('tell of a value that no reader would take: %s', (_what, value, sentence) => {
    for (const app of [newApp(), new App({ outdir: directory() })]) {
      const infra = cluster(app);
      new ApiObject(infra, 'a', {
        apiVersion: 'example.org/v1',
        kind: 'Example',
        metadata: { name: 'a' },
        data: { value },
      });
      expect(() => app.synth()).toThrow(sentence);
    }
    expect(filesIn(directory())).toEqual({});
  });

  test('do not arise from other unusual characters', () => {
    const app = newApp();
    configMap(cluster(app), 'a', { '\u{1F600}': '\u{1F600}\0\u001b\u00a0\u2028\ufeff\ufffd\u{10ffff}' });
    expect(() => app.synth()).not.toThrow();
  });

  test('tell of an object that patches have left without a name', () => {
    const app = newApp();
    configMap(cluster(app), 'a').addJsonPatch(JsonPatch.remove('/metadata'), JsonPatch.remove('/kind'));
    expect(() => app.synth()).toThrow(
      'error APP005 [infra/a] cannot be identified by the API server, because kind is missing and metadata.name is ' +
        'missing. Write apiVersion, kind and metadata.name as texts; JSON patches may have removed them.',
    );
  });

  test('tell of a mapping that cdk8s cannot write', () => {
    const app = newApp();
    const data = { a: 'b', nested: Object.create(null) as object };
    new ApiObject(cluster(app), 'a', { apiVersion: 'v1', kind: 'Thing', metadata: { name: 'a' }, data });
    expect(() => app.synth()).toThrow(
      'error APP003 [infra/a] cannot be rendered: cdk8s cannot write data.nested, a mapping without a prototype. ' +
        'Copy it into a new mapping, as in { ...mapping }.',
    );
  });

  test('list a folder within a folder, so that its files are applied too', () => {
    const app = newApp();
    const inner = new Construct(cluster(app), 'inner');
    place(inner, { file: 'a/b/c' });
    configMap(inner, 'x');
    app.synth();
    const files = filesIn(directory());
    expect(files['clusters/infra/20-platform/kustomization.yaml']).toContain('\n- a\n');
    expect(files['clusters/infra/20-platform/a/kustomization.yaml']).toContain('\n- b\n');
    expect(files['clusters/infra/20-platform/a/b/kustomization.yaml']).toContain('\n- c.k8s.yaml\n');
  });

  test('refuse a file name that leaves the output directory', () => {
    const app = newApp();
    const infra = cluster(app);
    const hostile = new Construct(infra, 'hostile');
    place(hostile, { file: '../../escape' });
    configMap(hostile, 'a');
    expect(() => app.synth()).toThrow(
      '"clusters/infra/20-platform/../../escape.k8s.yaml" is not a path that can be written safely below the output ' +
        'directory.',
    );
    expect(filesIn(directory())).toEqual({});
  });
});

describe('warnings and infos', () => {
  /** A program with a gate that CDI does not know, and with an entry of the file that it does not need. */
  function program(props: BundleAppProps = {}): BundleApp {
    const configurationFile = join(directory(), 'configuration.yaml');
    writeFileSync(configurationFile, 'accept: [{rule: K8S016, reason: for another program}]\n');
    const app = newApp({ outdir: join(directory(), 'out'), configurationFile, ...props });
    new ApiObject(cluster(app), 'a', {
      apiVersion: 'cdi.kubevirt.io/v1beta1',
      kind: 'CDI',
      metadata: { name: 'a' },
      spec: { config: { featureGates: ['ExpandDisks'], podResourceRequirements: RESOURCES } },
    });
    return app;
  }

  const info = () =>
    `info ACC005 the acceptance of K8S016 (accept[0] of ${join(directory(), 'configuration.yaml')}) is not needed. `
      + 'Remove it if no other program needs it.';
  const RESOURCES = { requests: { cpu: '100m', memory: '60M' }, limits: { cpu: '750m', memory: '600M' } };
  const WARNING =
    'warning CDI001 [infra/a] spec.config.featureGates names "ExpandDisks", which is not a feature gate of CDI, so CDI '
      + 'would ignore it silently. Known are HonorWaitForFirstConsumer, DataVolumeClaimAdoption, WebhookPvcRendering.';

  /** What a program prints to stderr. */
  function printed(work: () => void): string[] {
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      work();
      return stderr.mock.calls.map(([text]) => String(text));
    } finally {
      stderr.mockRestore();
    }
  }

  test('go to stderr, one line each, before what was written', () => {
    const out = join(directory(), 'out');
    expect(printed(() => program().synth())).toEqual([
      `${info()}\n`,
      `${WARNING}\n`,
      `1 object in 2 files below ${out}, 2 changed\n`,
    ]);
    expect(Object.keys(filesIn(out))).toContain('clusters/infra/20-platform/objects.k8s.yaml');
  });

  test('and only warnings stop synthesis, if that is asked for', () => {
    expect(() => program({ noticesAsErrors: true }).synth()).toThrow(
      `Validation failed with the following errors:\n  ${WARNING}`,
    );
    expect(existsSync(join(directory(), 'out'))).toBe(false);
  });

  test('are data as well', () => {
    expect(program().check()).toMatchObject([
      { rule: 'ACC005', severity: 'info', where: '' },
      {
        rule: 'CDI001',
        severity: 'warning',
        where: 'infra/a',
        field: 'spec.config.featureGates',
        object: { group: 'cdi.kubevirt.io', kind: 'CDI', name: 'a', namespace: undefined },
      },
    ]);
  });
});

describe('what cdk8s offers keeps working', () => {
  test('JSON patches and lazy values', () => {
    const app = newApp();
    const object = new ApiObject(new Chart(app, 'c'), 'o', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'o' },
      data: { late: Lazy.any({ produce: () => 'known now' }) },
    });
    object.addJsonPatch(JsonPatch.add('/data/patched', 'yes'));
    app.synth();
    expect(filesIn(directory())['c.k8s.yaml']).toBe(
      '# Written by cdk8s-kubevirt, app c, into c.k8s.yaml; edit the program, not this file.\napiVersion: v1\n' +
        "kind: ConfigMap\nmetadata:\n  name: o\ndata:\n  late: known now\n  patched: 'yes'\n",
    );
  });

  test('resolvers of the user', () => {
    const app = newApp({
      resolvers: [
        {
          resolve: (context) => {
            if (context.value === 'token') context.replaceValue('value');
          },
        },
      ],
    });
    configMap(new Chart(app, 'c'), 'o', { key: 'token' });
    expect(app.synthYaml()).toContain('key: value');
  });

  test('Testing.synth on a cluster', () => {
    const infra = cluster(newApp());
    configMap(infra, 'a');
    expect(Testing.synth(infra)).toMatchObject([{ kind: 'ConfigMap', metadata: { name: 'a' } }]);
  });

  test('the metadata that validation plugins read', () => {
    const app = newApp({ recordConstructMetadata: true });
    configMap(cluster(app), 'a');
    app.synth();
    expect(JSON.parse(filesIn(directory())['construct-metadata.json'])).toEqual({
      version: '1.0.0',
      app: 'infra',
      resources: { a: { path: 'infra/a' } },
    });
  });

  test("cdk8s' own App writes flat files and checks the same", () => {
    const app = new App({ outdir: directory() });
    const infra = cluster(app);
    configMap(infra, 'a');
    app.synth();
    expect(Object.keys(filesIn(directory()))).toEqual(['infra.k8s.yaml']);
    dataSource(infra, 'wrong', { source: { http: {} } });
    configMap(new Construct(infra, 'again'), 'a');
    expect(() => app.synth()).toThrow(
      new RegExp(
        'error K8S006 \\[infra/wrong\\] spec.source.http is not a field[^]*' +
          'error APP002 \\[infra/again/a\\] ConfigMap "a" in namespace "kubevirt" is already made by infra/a',
      ),
    );
  });
});

test.each(['namespace', 'labels', 'annotations'])(
  'whatever a JSON patch makes of metadata.%s, synthesis does not break down',
  (field) => {
    for (const value of [null, 5, true, ['a'], {}]) {
      const app = newApp();
      const infra = cluster(app);
      for (const object of [configMap(infra, 'a'), dataSource(infra, 'b', { source: {} })]) {
        object.addJsonPatch(JsonPatch.add(`/metadata/${field}`, value));
      }
      expect(() => app.check()).not.toThrow();
    }
  },
);

test('a validation that throws is a finding of its construct, and hides no other', () => {
  const app = new BundleApp({ outdir: directory() });
  const chart = new Chart(app, 'chart');
  chart.node.addValidation({
    validate: () => {
      throw new Error('it broke');
    },
  });
  new ApiObject(chart, 'bad', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'bad' }, data: { a: NaN } });
  expect(app.check().map(({ rule, where }) => `${rule} ${where}`)).toEqual(['APP001 chart', 'K8S015 chart/bad']);
});
