import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { BundleApp, CdiRelease, KubeVirtCluster, KubeVirtRelease, TenantNamespace } from '../../src';
import { textOf } from '../../src/findings/finding';
import { table } from '../../src/toolkit/table';
import { ROOT, sourcesBelow } from '../sources';

const INHERITED = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];

test('a table has its own entries alone', () => {
  const prices = table<{ readonly [fruit: string]: number }>({ apple: 3 });
  expect(prices.apple).toBe(3);
  expect(INHERITED.map((name) => prices[name])).toEqual(INHERITED.map(() => undefined));
});

test('every table of texts in src is one', () => {
  const bare = /^(?:export )?const [A-Z_]+: (?:\{ readonly \[|(?:Readonly<)?Record<string|PropTable)[^\n]*= \{/m;
  // names of our own types are looked up in the generated table, and no others
  const paths = sourcesBelow('src').map(({ path }) => path).filter((path) => path !== 'src/props/table.ts');
  expect(paths.filter((path) => bare.test(readFileSync(join(ROOT, path), 'utf8')))).toEqual([]);
});

describe.each(INHERITED)('the name %s, which every object inherits', (name) => {
  const releases = { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 };
  const saidOf = (app: BundleApp) => app.check().map((finding) => `${finding.rule} ${textOf(finding)}`);

  test('is not a feature gate', () => {
    const app = new BundleApp();
    new KubeVirtCluster(app, 'infra', { ...releases, featureGates: [name] });
    const said = `KV001 featureGates names "${name}", which is not a feature gate`;
    expect(saidOf(app)).toEqual([expect.stringContaining(said)]);
    expect(KubeVirtRelease.V1_9_0.featureGateState(name)).toBeUndefined();
  });

  test('is not a feature gate that can be turned off or that something needs', () => {
    const app = new BundleApp();
    const infra = new KubeVirtCluster(app, 'infra', { ...releases, disabledFeatureGates: [name] });
    infra.requireFeatureGate(name, infra);
    expect(saidOf(app).join('\n')).toContain(`"${name}"`);
  });

  test('is not a scope of a quota, nor a resource with a prop', () => {
    const app = new BundleApp();
    const infra = KubeVirtCluster.existing(app, 'infra', releases);
    new TenantNamespace(infra, 'a', {
      quota: { cpu: 1, additional: { [`requests.example.com/${name}`]: '1' } },
      overrides: { resourceQuota: { scopes: [name] } },
    });
    expect(saidOf(app).filter((said) => said.includes('scopes'))).toHaveLength(1);
  });

  test('is an annotation, a label, a kind and a value like any other', () => {
    const app = new BundleApp();
    const infra = KubeVirtCluster.existing(app, 'infra', releases);
    const odd = Object.fromEntries([[name.replaceAll('_', 'x'), name]]);
    new ApiObject(infra, 'own', {
      apiVersion: 'example.com/v1', kind: name, metadata: { name: 'own', labels: odd, annotations: odd }, spec: odd,
    });
    expect(saidOf(app).filter((said) => /TypeError|is not a function/.test(said))).toEqual([]);
  });
});
