import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as cdk8s from 'cdk8s';
import * as ts from 'typescript';
import * as library from '../../src';
import { ROOT } from '../sources';

const FOLDER = join(ROOT, 'docs/how-to');

/** The programs of a page: its blocks of TypeScript that are statements, and leave nothing out. */
function programsOf(page: string): string[] {
  const text = readFileSync(join(FOLDER, page), 'utf8');
  return [...text.matchAll(/^```ts\n([^]*?)^```$/gm)]
    .map(([, code]) => code)
    .filter((code) => /^(const|new) /.test(code) && !code.includes('…'));
}

/** What the programs may use without making it. */
function scene(): { readonly [name: string]: unknown } & { readonly app: library.BundleApp } {
  const { BundleApp, CdiRelease, GoldenImage, ImageSource, KubeVirtCluster, KubeVirtRelease } = library;
  const app = new BundleApp();
  const infra = new KubeVirtCluster(app, 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0, kubevirtConfig: { vmStateStorageClass: 'files' },
  });
  const image = new GoldenImage(infra, 'image', {
    source: ImageSource.http('https://images.example.org/system-1.qcow2'),
    capacity: '10Gi',
  });
  const [tenant, beta] = ['home', 'beta'].map((id) => new library.TenantNamespace(infra, id));
  const size = library.MachineSize.of({ cores: 4, memory: '8Gi' });
  return { app, infra, image, ubuntu: image, tenant, acme: tenant, lab: tenant, beta, size };
}

/** The findings about a program, warnings included. */
function findingsOf(program: string): string[] {
  const given = scene();
  const known = { ...cdk8s, ...library, ...given };
  const { outputText } = ts.transpileModule(program, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  new Function(...Object.keys(known), `{\n${outputText}\n}`)(...Object.values(known));
  return given.app.check()
    .filter(({ severity }) => severity !== library.Severity.INFO)
    .map(({ rule, where, message }) => `${rule} [${where}] ${message}`);
}

const PAGES = readdirSync(FOLDER).filter((page) => programsOf(page).length > 0);

test('most pages have programs', () => {
  expect(PAGES.length).toBeGreaterThan(10);
});

test.each(PAGES)('the programs of docs/how-to/%s run without an error or a warning', (page) => {
  expect(programsOf(page).flatMap(findingsOf)).toEqual([]);
});
