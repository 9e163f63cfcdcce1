import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App } from 'cdk8s';
import { Construct } from 'constructs';
import {
  BundleApp,
  CdiRelease,
  Findings,
  InfraCluster,
  KubeVirtCluster,
  KubeVirtRelease,
  Preset,
  SchedulingPolicy,
} from '../../src';
import { lineOf } from '../../src/findings/finding';
import { temporaryDirectory } from '../directory';

const directory = temporaryDirectory();

const REASON = 'the layer is not built with kustomize';
const ID = 'K8S016';

function cluster(app: App): InfraCluster {
  return KubeVirtCluster.existing(app, 'infra', { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
}

/** An object that breaks K8S016, with further annotations. */
function unreadable(scope: Construct, name: string, annotations: { readonly [key: string]: string } = {}): ApiObject {
  return new ApiObject(scope, name, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'a', annotations: { '1e3': 'a', ...annotations } },
  });
}

const accepting = (id: string, reason: string) => ({ [`accept.cdk8s-kubevirt.io/${id}`]: reason });

const configurationFile = () => join(directory(), 'accepted.yaml');

/** An app with a configuration file of a text. */
function appWith(text: string): BundleApp {
  writeFileSync(configurationFile(), text);
  return new BundleApp({ configurationFile: configurationFile() });
}

/** The beginning of the message about the only entry of the file. */
function needless(): string {
  return `the acceptance of ${ID} (accept[0] of ${configurationFile()}) is not needed`;
}

function lines(app: BundleApp): string[] {
  return app.check().map(lineOf);
}

/** The rules with the paths that they find something at. */
function found(app: BundleApp): string[] {
  return app.check().map(({ rule, where }) => `${rule} ${where}`);
}

describe('on a construct', () => {
  let app: BundleApp;
  let infra: InfraCluster;
  beforeEach(() => {
    app = new BundleApp();
    infra = cluster(app);
  });

  test('covers the construct and all below it, and nothing else', () => {
    const one = new Construct(infra, 'one');
    unreadable(one, 'a');
    unreadable(new Construct(one, 'deeper'), 'b');
    unreadable(infra, 'one-more');
    Findings.accept(one, ID, REASON);
    expect(found(app)).toEqual([`${ID} infra/one-more`]);
    Findings.accept(infra, ID, REASON);
    expect(found(app)).toEqual([]);
    expect(app.synthYaml()).toContain('1e3');
  });

  test('covers one rule alone', () => {
    new ApiObject(infra, 'a', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', annotations: { '1e3': 'a' } },
      data: { value: NaN },
    });
    Findings.accept(infra, ID, REASON);
    expect(found(app)).toEqual(['K8S015 infra/a']);
  });

  test('covers findings about props', () => {
    const policy = new SchedulingPolicy(infra, 'policy', {
      podAffinityPreset: Preset.SOFT,
      podAntiAffinityPreset: Preset.SOFT,
    });
    expect(found(app)).toEqual(['SCHED026 infra/policy']);
    Findings.accept(policy, 'SCHED026', 'we are trying out what happens');
    expect(found(app)).toEqual([]);
  });

  test.each(['', ' ', '\n'])('without a reason (%j) is an error, and accepts nothing', (reason) => {
    unreadable(infra, 'a');
    Findings.accept(infra, ID, reason);
    expect(lines(app)).toEqual([
      'error ACC002 [infra] the acceptance of K8S016 has no reason. Write the reason in words.',
      expect.stringContaining('error K8S016 [infra/a] '),
    ]);
  });

  test('of a rule that does not exist is an error', () => {
    Findings.accept(infra, 'K8S999', REASON);
    expect(lines(app)).toEqual([
      'error ACC001 [infra] the acceptance of K8S999 names a rule that does not exist. Copy the id from the finding.',
    ]);
  });

  test('of what the API server refuses is an error, and accepts nothing', () => {
    new ApiObject(infra, 'a', {
      apiVersion: 'cdi.kubevirt.io/v1beta1',
      kind: 'DataSource',
      metadata: { name: 'a', namespace: 'a' },
      spec: { sauce: {} },
    });
    Findings.accept(infra, 'K8S006', REASON);
    expect(lines(app)).toEqual([
      expect.stringContaining(
        'error ACC003 [infra] the acceptance of K8S006 does nothing: what breaks the rule "',
      ),
      expect.stringContaining('error K8S006 [infra/a] spec.sauce is not a field'),
      expect.stringContaining('error K8S007 [infra/a] spec.source is missing'),
    ]);
  });

  test('with nothing left to accept is a warning', () => {
    Findings.accept(infra, ID, REASON);
    expect(lines(app)).toEqual(['warning ACC004 [infra] the acceptance of K8S016 is not needed. Remove it.']);
  });

  test('covers no construct whose path only begins with the same letters', () => {
    Findings.accept(new Construct(infra, 'on'), ID, REASON);
    unreadable(infra, 'one');
    expect(found(app)).toEqual(['ACC004 infra/on', `${ID} infra/one`]);
  });
});

describe('by annotation', () => {
  test('covers the findings of its object alone', () => {
    const app = new BundleApp();
    const infra = cluster(app);
    const above = unreadable(infra, 'a', accepting(ID, REASON));
    unreadable(above, 'below');
    unreadable(infra, 'b');
    expect(found(app)).toEqual([`${ID} infra/a/below`, `${ID} infra/b`]);
  });

  test('does not cover findings about props', () => {
    const app = new BundleApp();
    const policy = new SchedulingPolicy(cluster(app), 'policy', {
      podAffinityPreset: Preset.SOFT,
      podAntiAffinityPreset: Preset.SOFT,
      priorityClass: { value: 1 },
    });
    policy.priorityClass!.metadata.addAnnotation('accept.cdk8s-kubevirt.io/SCHED026', REASON);
    expect(found(app)).toEqual(['SCHED026 infra/policy', 'ACC004 infra/policy/PriorityClass']);
    expect(lines(app)).toContain(
      'warning ACC004 [infra/policy/PriorityClass] the acceptance of SCHED026 does nothing as an annotation, which '
      + 'covers only findings about its object: this one is about infra/policy. Accept it with Findings.accept on '
      + 'infra/policy, or in the configuration file.',
    );
  });

  test.each([
    ['without a reason', ID, ' ', 'ACC002'],
    ['of a rule that does not exist', 'K8S999', REASON, 'ACC001'],
    ['of what the API server refuses', 'K8S006', REASON, 'ACC003'],
  ])('%s is an error', (_what, id, reason, rule) => {
    const app = new BundleApp();
    unreadable(cluster(app), 'a', accepting(id, reason));
    expect(found(app).sort()).toEqual([`${rule} infra/a`, `${ID} infra/a`].sort());
  });

  test('that nothing needs is silent, for a template may serve many objects', () => {
    const app = new BundleApp();
    new ApiObject(cluster(app), 'a', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', annotations: accepting(ID, REASON) },
    });
    expect(found(app)).toEqual([]);
  });
});

describe('in the configuration file', () => {
  test('covers the whole program, or the part that it names', () => {
    const app = appWith(`accept:\n- {rule: ${ID}, reason: ${REASON}}\n`);
    unreadable(cluster(app), 'a');
    expect(found(app)).toEqual([]);
    const other = appWith(`accept:\n- {rule: ${ID}, where: infra/one, reason: ${REASON}}\n`);
    const infra = cluster(other);
    unreadable(new Construct(infra, 'one'), 'a');
    unreadable(infra, 'b');
    expect(found(other)).toEqual([`${ID} infra/b`]);
  });

  test('covers findings about props', () => {
    const app = appWith('accept:\n- {rule: SCHED026, where: infra/policy, reason: trying it out}\n');
    new SchedulingPolicy(cluster(app), 'policy', {
      podAffinityPreset: Preset.SOFT,
      podAntiAffinityPreset: Preset.SOFT,
    });
    expect(found(app)).toEqual([]);
  });

  test('that this program does not need is an info, for the file may serve others', () => {
    const app = appWith(`accept:\n- {rule: ${ID}, reason: ${REASON}}\n`);
    cluster(app);
    expect(lines(app)).toEqual([`info ACC005 ${needless()}. Remove it if no other program needs it.`]);
    expect(() => app.synthYaml()).not.toThrow();
  });

  const paths = ['infra/one', 'infra/one/', '/infra/one', '//infra/one//', 'infra/', '/'];
  test.each(paths)('covers what is below %s', (where) => {
    const app = appWith(`accept:\n- {rule: ${ID}, where: ${where}, reason: ${REASON}}\n`);
    unreadable(new Construct(cluster(app), 'one'), 'a');
    expect(lines(app)).toEqual([]);
  });

  test.each([
    ['infra/oen', 'no construct has the path "infra/oen". Did you mean "infra/one"?'],
    ['Infra/one', 'no construct has the path "Infra/one". Did you mean "infra/one"?'],
    ['another/cluster', 'no construct has the path "another/cluster".'],
  ])('whose path %j no construct has is an info that says so', (where, says) => {
    const app = appWith(`accept:\n- {rule: ${ID}, where: ${where}, reason: ${REASON}}\n`);
    new Construct(cluster(app), 'one');
    expect(lines(app)).toEqual([`info ACC005 ${needless()}: ${says} Remove it if no other program needs it.`]);
  });

  test('says nothing of the path where a construct has it', () => {
    const app = appWith(`accept:\n- {rule: ${ID}, where: infra/, reason: ${REASON}}\n`);
    cluster(app);
    expect(lines(app)).toEqual([`info ACC005 ${needless()}. Remove it if no other program needs it.`]);
  });

  test('is named with its index by what is wrong with an entry', () => {
    const entries = [`{rule: ${ID}}`, '{rule: K8S999, reason: a, where: infra}', '{rule: K8S006, reason: a}'];
    const app = appWith(`accept:\n- ${entries.join('\n- ')}\n`);
    cluster(app);
    const file = configurationFile();
    expect(lines(app)).toEqual([
      `error ACC002 the acceptance of ${ID} (accept[0] of ${file}) has no reason. Write the reason in words.`,
      `error ACC001 the acceptance of K8S999 (accept[1] of ${file}) names a rule that does not exist. ` +
        'Copy the id from the finding.',
      expect.stringContaining(`error ACC003 the acceptance of K8S006 (accept[2] of ${file}) does nothing: `),
    ]);
  });

  test.each<[string, string, string]>([
    ['without a reason', `accept:\n- rule: ${ID}\n`, 'ACC002'],
    ['with an empty reason', `accept:\n- {rule: ${ID}, reason: ''}\n`, 'ACC002'],
    ['of a rule that does not exist', `accept:\n- {rule: K8S999, reason: ${REASON}}\n`, 'ACC001'],
    ['of what the API server refuses', `accept:\n- {rule: K8S006, reason: ${REASON}}\n`, 'ACC003'],
    ['that is not a map', `accept: [${ID}]\n`, 'ACC006'],
    ['with a key that nobody reads', `accept:\n- {rule: ${ID}, reasn: ${REASON}}\n`, 'ACC006'],
    ['that is not in a list', `accept: {rule: ${ID}}\n`, 'ACC006'],
    ['under another name', 'accepts: []\n', 'ACC006'],
    ['that is not YAML', 'accept: [\n', 'ACC006'],
    ['that is a text', 'accept\n', 'ACC006'],
    ['in the second of two documents', 'accept: []\n---\naccept: []\n', 'ACC006'],
  ])('%s is an error', (_what, text, rule) => {
    const app = appWith(text);
    cluster(app);
    expect(app.check()).toMatchObject([{ rule, severity: 'error', where: '' }]);
    expect(() => app.synthYaml()).toThrow(`error ${rule} `);
  });

  test('that is named and is not there is an error; without a name it need not be there', () => {
    expect(new BundleApp({ configurationFile: join(directory(), 'nothing.yaml') }).check()).toMatchObject([
      { rule: 'ACC006' },
    ]);
    expect(new BundleApp().check()).toEqual([]);
  });

  test.each(['', 'accept:\n', 'accept: []\n', '# nothing yet\n'])('may be empty: %j', (text) => {
    expect(appWith(text).check()).toEqual([]);
  });
});

test('noticesAsErrors stops at the warning that an acceptance is not needed, not at the info', () => {
  const file = join(directory(), 'accepted.yaml');
  writeFileSync(file, `accept:\n- {rule: ${ID}, reason: ${REASON}}\n`);
  const app = new BundleApp({ configurationFile: file, noticesAsErrors: true });
  cluster(app);
  expect(() => app.synthYaml()).not.toThrow();
  Findings.accept(app, 'SCHED026', REASON);
  expect(() => app.synthYaml()).toThrow('warning ACC004 the acceptance of SCHED026 is not needed.');
});

describe("cdk8s' own App accepts the same", () => {
  /** The errors that synthesis by cdk8s ends with. */
  function errors(build: (infra: InfraCluster) => void): string {
    const app = new App({ outdir: directory() });
    build(cluster(app));
    try {
      app.synth();
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  }

  test('on a construct, above the cluster and below it', () => {
    expect(errors((infra) => void unreadable(infra, 'a'))).toContain('error K8S016 [infra/a]');
    for (const at of [(infra: InfraCluster) => infra, (infra: InfraCluster) => infra.node.root]) {
      expect(
        errors((infra) => {
          unreadable(infra, 'a');
          Findings.accept(at(infra), ID, REASON);
        }),
      ).toBe('');
    }
  });

  test('by annotation', () => {
    expect(errors((infra) => void unreadable(infra, 'a', accepting(ID, REASON)))).toBe('');
  });

  test('of findings about props', () => {
    const policy = (infra: InfraCluster) =>
      new SchedulingPolicy(infra, 'policy', { podAffinityPreset: Preset.SOFT, podAntiAffinityPreset: Preset.SOFT });
    expect(errors((infra) => void policy(infra))).toContain('error SCHED026 [infra/policy]');
    expect(errors((infra) => Findings.accept(policy(infra), 'SCHED026', REASON))).toBe('');
  });

  test('in the file, in the working directory', () => {
    const before = process.cwd();
    process.chdir(directory());
    try {
      writeFileSync(
        'cdk8s-kubevirt.yaml',
        `accept:\n- {rule: ${ID}, where: infra/a, reason: ${REASON}}\n- {rule: SCHED026, reason: trying it out}\n`,
      );
      expect(
        errors((infra) => {
          unreadable(infra, 'a');
          new SchedulingPolicy(infra, 'policy', { podAffinityPreset: Preset.SOFT, podAntiAffinityPreset: Preset.SOFT });
        }),
      ).toBe('');
      expect(errors((infra) => void unreadable(infra, 'b'))).toContain('error K8S016 [infra/b]');
      writeFileSync('cdk8s-kubevirt.yaml', 'accept: yes\n');
      expect(errors(() => undefined)).toContain('error ACC006 cdk8s-kubevirt.yaml has no list under accept.');
    } finally {
      process.chdir(before);
    }
  });

  test.each([
    ['without a reason', ID, ' ', 'error ACC002 [infra]'],
    ['of a rule that does not exist', 'K8S999', REASON, 'error ACC001 [infra]'],
    ['of what the API server refuses', 'K8S006', REASON, 'error ACC003 [infra]'],
  ])('and refuses one %s', (_what, id, reason, line) => {
    expect(errors((infra) => Findings.accept(infra, id, reason))).toContain(line);
  });

  describe('and tells each mistake once, however many clusters there are', () => {
    /** The errors of a program of several clusters with the file in the working directory. */
    function errorsOf(clusters: number, file: string, build: (app: App) => void = () => undefined): string[] {
      const before = process.cwd();
      process.chdir(directory());
      try {
        writeFileSync('cdk8s-kubevirt.yaml', file);
        const app = new App({ outdir: directory() });
        for (let index = 0; index < clusters; index++) {
          const releases = { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 };
          KubeVirtCluster.existing(app, `infra-${index}`, releases);
        }
        build(app);
        app.synth();
        return [];
      } catch (error) {
        return (error as Error).message.split('\n').slice(1);
      } finally {
        process.chdir(before);
      }
    }

    test.each([1, 2])('in a file: %d', (clusters) => {
      expect(errorsOf(clusters, 'accept: yes\n')).toEqual([expect.stringContaining('error ACC006 ')]);
      expect(errorsOf(clusters, `accept: [{rule: K8S999, reason: ${REASON}}]`)).toEqual([
        expect.stringContaining('error ACC001 the acceptance of K8S999 (accept[0] of cdk8s-kubevirt.yaml) '),
      ]);
    });

    test.each([0, 1, 2])('on constructs: %d', (clusters) => {
      const told = errorsOf(clusters, '', (app) => {
        const construct = new Construct(app, 'construct');
        for (const rule of ['K8S999', ID]) Findings.accept(construct, rule, ' ');
        Findings.accept(app, 'K8S006', REASON);
      });
      expect(told).toEqual([
        expect.stringContaining('error ACC003 the acceptance of K8S006 '),
        expect.stringContaining('error ACC001 [construct] the acceptance of K8S999 '),
        expect.stringContaining(`error ACC002 [construct] the acceptance of ${ID} `),
      ]);
    });

    test('in a file, where no cluster but an acceptance is in the program', () => {
      const told = errorsOf(0, 'accept: yes\n', (app) => Findings.accept(app, ID, REASON));
      expect(told).toEqual([expect.stringContaining('error ACC006 ')]);
    });
  });

  test('and passes over one that is not needed, which is not an error', () => {
    expect(errors((infra) => Findings.accept(infra, ID, REASON))).toBe('');
  });
});
