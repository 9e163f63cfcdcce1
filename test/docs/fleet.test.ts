import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesShownOn, firstLost } from './shown';
import { ARGO_CD, FLUX, fleet, Releases } from '../../examples/fleet/fleet';
import { Tenant, TENANTS } from '../../examples/fleet/tenants';
import { BundleApp, CdiRelease, Delivery, KubeVirtRelease } from '../../src';
import { filesIn, temporaryDirectory } from '../directory';
import { ROOT } from '../sources';

type Files = ReturnType<typeof filesIn>;

const directory = temporaryDirectory();
const page = readFileSync(join(ROOT, 'docs/how-to/fleet.md'), 'utf8');
const { V1_8_4, V1_9_0 } = KubeVirtRelease;
const NOW = { canary: V1_9_0, rest: V1_8_4 };

beforeEach(() => void jest.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => {
  jest.restoreAllMocks();
  eu1.splice(present);
});

const eu1 = TENANTS['infra-eu1'] as Tenant[];
const present = eu1.length;

function written(releases: Releases = NOW): Files {
  for (const call of ['argoCd', 'flux'] as const) {
    const app = new BundleApp({ name: 'fleet', outdir: join(directory(), call), noticesAsErrors: true });
    fleet(app, releases, CdiRelease.V1_66_0);
    if (call === 'argoCd') Delivery.argoCd(app, ARGO_CD);
    else Delivery.flux(app, FLUX);
    app.synth();
  }
  return { ...filesIn(join(directory(), 'argoCd')), ...filesIn(join(directory(), 'flux')) };
}

/** The folders of the files that differ, as deep as they are of one unit. */
function changed(before: Files, after: Files): string[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((path) => (
    before[path] !== after[path]));
  return [...new Set(paths.map((path) => path.split('/').slice(0, path.startsWith('delivery/') ? 4 : 3).join('/')))]
    .sort();
}

test.each(['site', 'fleet', 'argo-cd', 'flux'])('docs/how-to/fleet.md has examples/fleet/%s.ts as it is', (file) => {
  const code = readFileSync(join(ROOT, `examples/fleet/${file}.ts`), 'utf8').replace('../../src', 'cdk8s-kubevirt');
  expect(page).toContain(`\`\`\`ts\n// ${file}.ts\n${code}\`\`\``);
});

test('docs/how-to/fleet.md shows what is written, and says what changes', () => {
  const before = written();
  const shown = filesShownOn(page);
  expect(shown).toHaveLength(2);
  expect(shown.map((file) => firstLost(file, before)).filter((lost) => lost !== undefined)).toEqual([]);

  const upgraded = written({ canary: V1_9_0, rest: V1_9_0 });
  expect(changed(before, upgraded)).toEqual(['infra-eu1', 'infra-us1'].flatMap((name) => (
    ['10-operators', '20-platform', 'cluster.json'].map((part) => `clusters/${name}/${part}`))));

  eu1.push({ name: 'new', nodes: 1 });
  const more = written();
  expect(changed(before, more)).toEqual([
    ...['30-catalog', '50-tenants', '60-workloads', 'cluster.json'].map((part) => `clusters/infra-eu1/${part}`),
    'delivery/argocd/projects/infra-eu1', 'delivery/flux/access/infra-eu1', 'delivery/flux/clusters/management',
    'delivery/prerequisites.json', 'delivery/prerequisites.md',
  ]);
  const touched = Object.keys(before).filter((path) => before[path] !== more[path] && /cluster-[a-z]/.test(path));
  expect(touched).toEqual([]);
});
