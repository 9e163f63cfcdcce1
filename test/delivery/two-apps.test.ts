import { join } from 'node:path';
import {
  ArgoCdForm, BundleApp, CdiRelease, Delivery, Findings, KubeVirtCluster, KubeVirtRelease, TenantNamespace,
} from '../../src';
import { filesIn, temporaryDirectory } from '../directory';

const directory = temporaryDirectory();
const repositoryUrl = 'https://git.example.org/platform.git';

beforeEach(() => void jest.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => void jest.restoreAllMocks());

/** An app with a cluster that exists, in which it makes a tenant. */
function program(name: string, outdir: string): BundleApp {
  const app = new BundleApp({ name, outdir });
  const infra = KubeVirtCluster.existing(app, `infra-${name}`, {
    kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0,
  });
  new TenantNamespace(infra, 'acme');
  return app;
}

describe.each(['argoCd', 'flux'] as const)('two apps that Delivery.%s delivers', (call) => {
  /** The objects that a controller gets, as kinds with their names, by the app's folder in the repository. */
  function written(name: string): string[] {
    const path = `dist/${name}`;
    const app = program(name, join(directory(), path));
    Delivery[call](app, { repositoryUrl, path });
    app.synth();
    const files = Object.entries(filesIn(join(directory(), path)));
    return files.filter(([file]) => file.startsWith('delivery/') && !file.endsWith('/kustomization.yaml'))
      .flatMap(([, text]) => [...text.matchAll(/^kind: (.*)\nmetadata:\n(?: {2}.*\n)*? {2}name: (.*)$/gm)])
      .map(([, kind, its]) => `${kind} ${its}`).filter((each) => each !== 'ConfigMap argocd-cm');
  }

  test('share a repository with two output directories', () => {
    const [one, two] = [written('one'), written('two')];
    expect(one.length).toBeGreaterThan(2);
    expect(one).toHaveLength(two.length);
    expect(two.filter((each) => one.includes(each))).toEqual([]);
  });

  test('cannot share one output directory, and are told what to write', () => {
    const apps = ['one', 'two'].map((name) => program(name, directory()));
    for (const app of apps) Delivery[call](app, { repositoryUrl });
    apps[0].synth();
    const before = filesIn(directory());
    expect(() => apps[1].synth()).toThrow('Each app with a Delivery writes its own folder "delivery", so give this '
      + 'app another outdir. Both may be in one repository: name the outdir in "path" of the Delivery.');
    expect(filesIn(directory())).toEqual(before);
  });
});

test('an ApplicationSet reads the clusters of its own app alone', () => {
  const app = program('one', directory());
  Delivery.argoCd(app, { repositoryUrl, path: 'dist/one', form: ArgoCdForm.APPLICATION_SET });
  app.synth();
  expect(filesIn(directory())['delivery/argocd/applications/application-set.yaml'])
    .toContain('- path: dist/one/clusters/*/cluster.json\n');
});

test('an app that is delivered and one that is not share an output directory', () => {
  const [one, two] = ['one', 'two'].map((name) => program(name, directory()));
  Delivery.argoCd(one, { repositoryUrl });
  for (const app of [one, two]) expect(() => app.synth()).not.toThrow();
});

test('two controllers of one app can be accepted with a reason', () => {
  const app = program('one', directory());
  Delivery.argoCd(app, { repositoryUrl });
  Delivery.flux(app, { repositoryUrl });
  expect(app.check().map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(['warning GITOPS010']);
  Findings.accept(app, 'GITOPS010', 'Argo CD has not taken over yet');
  expect(app.check()).toEqual([]);
});

test('a fault of an option names the call', () => {
  const app = program('one', directory());
  Delivery.argoCd(app, { repositoryUrl, frm: 'a' } as never);
  Delivery.flux(app, { repositoryUrl, clusters: [{ nme: 'infra' }] } as never);
  expect(app.check().map(({ rule, message }) => `${rule} ${message}`)).toEqual([
    'PROP001 frm of Delivery.argoCd is not a known property of ArgoCdOptions.',
    'PROP001 clusters[0].nme of Delivery.flux is not a known property of FluxCluster.',
  ]);
});
