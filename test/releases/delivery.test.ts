import { ARGO_CD, DELIVERY_RELEASES, KUSTOMIZE_CONTROLLER, SOURCE_CONTROLLER } from '../../src/releases/delivery';
import { SchemaCheck } from '../../src/releases/schema-check';
import type { SchemaRelease } from '../../src/releases/schema-release';

const GIT = 'source.toolkit.fluxcd.io/v1';
const APPLIED = 'kustomize.toolkit.fluxcd.io/v1';
const ARGO = 'argoproj.io/v1alpha1';
const SOURCE = { kind: 'GitRepository', name: 'platform' };
const URL = { interval: '5m', url: 'https://git.example.com/platform.git' };

/** What the schemas say of an object that delivers a bundle. */
function faults(apiVersion: string, kind: string, spec: object): string[] {
  const metadata = { name: 'platform', namespace: 'delivery' };
  return SchemaCheck.of(...DELIVERY_RELEASES).check({ apiVersion, kind, metadata, spec })
    .map(({ field, problem }) => `${field} ${problem}`);
}

function kindsOf({ _facts: facts }: SchemaRelease): string[] {
  return facts.kinds.map(({ group, kind, versions }) => `${kind}.${group}/${versions.map(({ name }) => name)}`);
}

test.each(DELIVERY_RELEASES)('the facts of %s have no prose and no status', ({ _facts: facts }) => {
  for (const schema of Object.values(facts.definitions)) expect(schema.description).toBeUndefined();
  for (const { versions } of facts.kinds) {
    for (const { schema } of versions) expect(facts.definitions[schema].properties).not.toHaveProperty('status');
  }
});

test('the facts have the kinds that deliver a bundle, in one version each', () => {
  expect(kindsOf(ARGO_CD)).toEqual(
    ['AppProject', 'Application', 'ApplicationSet'].map((kind) => `${kind}.${ARGO}`));
  expect(kindsOf(KUSTOMIZE_CONTROLLER)).toEqual([`Kustomization.${APPLIED}`]);
  expect(kindsOf(SOURCE_CONTROLLER)).toEqual([`GitRepository.${GIT}`, `OCIRepository.${GIT}`]);
});

test('a sound object has no faults', () => {
  expect(faults(APPLIED, 'Kustomization', { interval: '1h', prune: true, sourceRef: SOURCE })).toEqual([]);
  expect(faults(GIT, 'GitRepository', URL)).toEqual([]);
  expect(faults(ARGO, 'Application', {
    project: 'platform', destination: { name: 'infra' }, source: { repoURL: 'https://git.example.com/platform.git' },
  })).toEqual([]);
});

test('an unknown field, a wrong duration and a wrong address are faults', () => {
  expect(faults(APPLIED, 'Kustomization', { interval: '1 hour', purne: true, sourceRef: SOURCE })).toEqual([
    expect.stringContaining('spec.prune'),
    expect.stringContaining('spec.purne'),
    expect.stringContaining('spec.interval'),
  ]);
  expect(faults(GIT, 'OCIRepository', URL)).toEqual([expect.stringContaining('spec.url')]);
  expect(faults(ARGO, 'Application', { project: 'platform', destination: {}, syncPolcy: {} })).toEqual([
    expect.stringContaining('spec.syncPolcy'),
  ]);
});

test('kinds of other controllers in the same groups are not judged', () => {
  expect(faults(ARGO, 'Rollout', { replicas: 1 })).toEqual([]);
  expect(faults(GIT, 'HelmRepository', {})).toEqual([]);
});
