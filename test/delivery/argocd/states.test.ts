import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { HEALTH_SCRIPTS, keyOf } from '../../../src/delivery/argocd/health/scripts';
import type { KubernetesObject } from '../../../src/releases/facts';
import { CdiRelease, KubeVirtRelease } from '../../../src/releases/release';
import { SchemaCheck } from '../../../src/releases/schema-check';

const STATES = join(__dirname, '../../../tools/delivery/health/testdata');

interface State {
  readonly state: string;
  readonly object: { readonly status?: object };
}

const schemas = SchemaCheck.of(KubeVirtRelease.V1_9_0, CdiRelease.V1_66_0);

test('every script has a file of states, and every file a script', () => {
  const keys = HEALTH_SCRIPTS.map((script) => keyOf(script).split('.health.')[1]);
  expect(readdirSync(STATES).sort()).toEqual(keys.map((key) => `${key}.yaml`).sort());
});

const VERSIONS: Record<string, string> = {
  'kubevirt.io': 'v1', 'cdi.kubevirt.io': 'v1beta1', 'pool.kubevirt.io': 'v1beta1', 'snapshot.kubevirt.io': 'v1beta1',
};

const cases = HEALTH_SCRIPTS.flatMap(({ group, kind }) => {
  const version = VERSIONS[group];
  if (version === undefined) return [];
  const states = load(readFileSync(join(STATES, `${group}_${kind}.yaml`), 'utf8')) as State[];
  return states.map(({ state, object }) => ({
    state: `${kind}: ${state}`, apiVersion: `${group}/${version}`, kind, status: object.status,
  }));
});

test.each(cases)('the release has such a status: $state', ({ apiVersion, kind, status }) => {
  const object: KubernetesObject = { apiVersion, kind, metadata: { name: 'a', namespace: 'a' }, status };
  expect(schemas.defines(object)).toBe(true);
  const faults = schemas.check(object).filter(({ field }) => field?.startsWith('status'));
  // Conditions have further fields, which no check reads.
  expect(faults.filter(({ problem }) => !/missing|required/.test(problem))).toEqual([]);
});
