import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BundleApp, CdiRelease, KubeVirtRelease, Layer, MigrationVerdict } from '../src';
import { filesIn, temporaryDirectory } from './directory';
import { clusterApi } from '../examples/cluster-api/cluster-api';
import { fleet as fleetInStages } from '../examples/fleet/fleet';
import { kkp } from '../examples/kkp/kkp';
import { nfv } from '../examples/nfv/nfv';
import { platform } from '../examples/platform/platform';
import { fleet } from '../examples/vm-fleet/fleet';

const directory = temporaryDirectory();
const root = join(__dirname, '..');

function run(program: string): string {
  const env = { ...process.env, CDK8S_OUTDIR: directory() };
  return execFileSync(process.execPath, ['--import', 'tsx', program], {
    cwd: root,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The files but for those of the operators, which the facts' own tests look at. */
function readable(files: { [path: string]: string }): { [path: string]: string } {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !path.includes('/10-operators/')));
}

/** What is read of the file of a cluster. */
interface FleetCluster {
  readonly stage: string;
  readonly kubevirt: string;
  readonly units: readonly { readonly layer: string }[];
}

const PAIRS = KubeVirtRelease.all().flatMap((kubevirt) => CdiRelease.all().map((cdi) => [kubevirt, cdi] as const));

describe('examples/platform', () => {
  test('is what npm run synth writes', () => {
    run('examples/platform/main.ts');
    expect(readable(filesIn(directory()))).toMatchSnapshot();
  });

  test.each(PAIRS)('synthesises for %s with %s, without a notice', (kubevirt, cdi) => {
    const app = new BundleApp({ outdir: directory(), noticesAsErrors: true });
    platform(app, kubevirt, cdi);
    app.synth();
    const files = filesIn(directory());
    expect(Object.keys(files).filter((path) => path.includes('/60-workloads/') && path.endsWith('.k8s.yaml'))).toEqual([
      'clusters/infra-eu1/60-workloads/cluster-gff5gnxc7r/storage.k8s.yaml',
      'clusters/infra-eu1/60-workloads/cluster-gff5gnxc7r/workers.k8s.yaml',
      'clusters/infra-eu1/60-workloads/cluster-lab/runners.k8s.yaml',
    ]);
    expect(files['clusters/infra-eu1/10-operators/kubevirt-operator.k8s.yaml']).toContain(
      `image: quay.io/kubevirt/virt-operator:${kubevirt.version}`,
    );
    expect(files['clusters/infra-eu1/10-operators/cdi-operator.k8s.yaml']).toContain(
      `image: quay.io/kubevirt/cdi-operator:${cdi.version}`,
    );
  });
});

describe('examples/vm-fleet', () => {
  test('is what its program writes', () => {
    run('examples/vm-fleet/main.ts');
    expect(readable(filesIn(directory()))).toMatchSnapshot();
  });

  test.each(PAIRS)('synthesises for %s with %s, without a notice', (kubevirt, cdi) => {
    const app = new BundleApp({ outdir: directory(), noticesAsErrors: true });
    fleet(app, kubevirt, cdi);
    expect(app.check()).toEqual([]);
    app.synth();
    const workloads = 'clusters/infra-eu2/60-workloads/';
    expect(Object.keys(filesIn(directory())).filter((path) => path.startsWith(workloads) && path.endsWith('.k8s.yaml')))
      .toEqual([
        'cluster-office/archive', 'cluster-office/desktops', 'cluster-office/files', 'cluster-office/shares',
        'cluster-shop/db', 'cluster-shop/orders', 'cluster-shop/snapshots', 'cluster-shop/web', 'cluster-shop/workers',
      ].map((file) => `${workloads}${file}.k8s.yaml`));
  });
});

describe('examples/nfv', () => {
  test('is what its program writes', () => {
    run('examples/nfv/main.ts');
    expect(readable(filesIn(directory()))).toMatchSnapshot();
  });

  test.each(PAIRS)('synthesises for %s with %s, without a notice', (kubevirt, cdi) => {
    const app = new BundleApp({ outdir: directory(), noticesAsErrors: true });
    nfv(app, kubevirt, cdi);
    expect(app.check()).toEqual([]);
    app.synth();
    const cluster = 'clusters/infra-edge1/';
    expect(Object.keys(filesIn(directory())).filter((path) => /(networks|60-.*)\.k8s\.yaml$/.test(path))).toEqual([
      '20-platform/networks', '50-tenants/cluster-mobile-core/networks', '60-workloads/cluster-media/transcoder',
      '60-workloads/cluster-mobile-core/control', '60-workloads/cluster-mobile-core/gateways',
    ].map((file) => `${cluster}${file}.k8s.yaml`));
  });

  test.each(KubeVirtRelease.all())('moves the control plane and nothing that has a device, with %s', (kubevirt) => {
    const app = new BundleApp({ outdir: directory() });
    nfv(app, kubevirt, CdiRelease.all().at(-1)!);
    expect(app.liveMigrations()).toEqual([
      expect.objectContaining({
        where: 'infra-edge1/mobile-core/gateways/VirtualMachinePool',
        verdict: MigrationVerdict.NO,
        reasons: [expect.stringContaining('the host devices of its instancetype')],
        unknowns: [],
      }),
      expect.objectContaining({
        where: 'infra-edge1/mobile-core/control/VirtualMachine',
        verdict: MigrationVerdict.YES,
        migrationPolicy: 'control-plane',
      }),
      expect.objectContaining({
        where: 'infra-edge1/media/transcoder/VirtualMachine',
        verdict: MigrationVerdict.NO,
        reasons: [expect.stringContaining('the GPUs of its instancetype')],
      }),
    ]);
  });
});

describe('examples/cluster-api', () => {
  test('is what its program writes', () => {
    run('examples/cluster-api/main.ts');
    expect(readable(filesIn(directory()))).toMatchSnapshot();
  });

  test.each(PAIRS)('synthesises for %s with %s, without a notice', (kubevirt, cdi) => {
    const app = new BundleApp({ outdir: directory(), noticesAsErrors: true });
    clusterApi(app, kubevirt, cdi);
    expect(app.check()).toEqual([]);
    app.synth();
    const workloads = 'clusters/infra-eu4/60-workloads/cluster-gff5gnxc7r/';
    expect(Object.keys(filesIn(directory())).filter((path) => path.startsWith(workloads) && path.endsWith('.k8s.yaml')))
      .toEqual(['batch', 'general', 'mayer'].map((file) => `${workloads}${file}.k8s.yaml`));
  });
});

describe('examples/kkp', () => {
  test('is what its program writes', () => {
    run('examples/kkp/main.ts');
    expect(readable(filesIn(directory()))).toMatchSnapshot();
  });

  test.each(PAIRS)('synthesises for %s with %s, without a notice', (kubevirt, cdi) => {
    const app = new BundleApp({ outdir: directory(), noticesAsErrors: true });
    kkp(app, kubevirt, cdi);
    expect(app.check()).toEqual([]);
    app.synth();
    const ofNodes = Object.keys(filesIn(directory())).filter((path) => path.startsWith('clusters/gff5gnxc7r/'));
    expect(ofNodes).toEqual(['batch.k8s.yaml', 'general.k8s.yaml', 'kustomization.yaml']
      .map((file) => `clusters/gff5gnxc7r/60-workloads/${file}`));
  });
});

describe('examples/fleet', () => {
  const written = (program: string) => {
    run(`examples/fleet/${program}.ts`);
    return filesIn(directory());
  };
  const below = (files: { [path: string]: string }, ...folders: string[]) => (
    Object.fromEntries(Object.entries(files).filter(([path]) => folders.some((folder) => path.startsWith(folder)))));

  test('is rolled out by an ApplicationSet of Argo CD, and applied by one Flux', () => {
    const [argoCd, flux] = [written('argo-cd'), written('flux')];
    expect(below(argoCd, 'clusters/')).toEqual(below(flux, 'clusters/'));
    const clusters = ['infra-test', 'infra-eu1', 'infra-us1']
      .map((name) => JSON.parse(argoCd[`clusters/${name}/cluster.json`]) as FleetCluster);
    expect(clusters.map(({ stage, kubevirt }) => [stage, kubevirt])).toEqual([
      ['canary', 'v1.9.0'], ['rest', 'v1.8.4'], ['rest', 'v1.8.4'],
    ]);
    expect(clusters.map(({ units }) => units.filter(({ layer }) => layer === Layer.TENANTS).length))
      .toEqual([4, 14, 12]);

    expect(argoCd['clusters/infra-test/cluster.json']).toMatchSnapshot();
    expect(Object.keys(below(argoCd, 'delivery/'))).toMatchSnapshot();
    expect(below(argoCd, 'delivery/argocd/applications/application-set', 'delivery/argocd/root')).toMatchSnapshot();

    expect(Object.keys(below(flux, 'delivery/')).filter((path) => !path.includes('infra-us1'))).toMatchSnapshot();
    const units = 'delivery/flux/clusters/management/infra-eu1/infra-eu1';
    expect(below(flux, 'delivery/flux/roots/', `${units}-operators`, `${units}-catalog`,
      `${units}-workloads-cluster-acme`, `${units}-access-cluster-acme`,
      'delivery/flux/access/infra-eu1/infra-eu1-access-cluster-acme'))
      .toMatchSnapshot();
  });

  test.each(KubeVirtRelease.all())('has nothing to be told of with %s in all stages', (kubevirt) => {
    const app = new BundleApp({ outdir: directory() });
    fleetInStages(app, { canary: kubevirt, rest: kubevirt }, CdiRelease.all().at(-1)!);
    expect(app.check()).toEqual([]);
  });
});

describe('examples/first', () => {
  const program = readFileSync(join(root, 'examples/first/main.ts'), 'utf8').replace('../../src', 'cdk8s-kubevirt');
  const readme = readFileSync(join(root, 'README.md'), 'utf8');

  test('is the program in the README', () => {
    expect(readme).toContain(`\`\`\`ts\n${program}\`\`\``);
  });

  test('writes the YAML in the README', () => {
    run('examples/first/main.ts');
    const [, file, yaml] = /`(clusters\/[^`]*)`[^]*?```yaml\n([^]*?)```/.exec(readme)!;
    expect(filesIn(directory())[file]).toBe(yaml);
  });
});
