import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Boot, BundleApp, BundleAppProps, CdiRelease, GoldenImage, ImageSource, KubeVirtCluster, KubeVirtClusterProps,
  KubeVirtRelease, MachineSize, NodeOperatingSystem, PoolBackend, TenantCluster, TenantNamespace, VirtualMachine,
  WorkerPool,
} from '../../src';
import { componentImage } from '../../src/rules/bundle/pulled-images';
import { temporaryDirectory } from '../directory';

const directory = temporaryDirectory();
const DIGEST = `sha256:${'ab'.repeat(32)}`;
const FEDORA = 'quay.io/containerdisks/fedora:42';
const UBUNTU = 'quay.io/containerdisks/ubuntu:24.04';
const DEBIAN = 'registry.example:5000/debian:13';

/** A cluster with an image of each kind, and a machine that boots a container disk. */
function program(props: BundleAppProps = {}, cluster: Partial<KubeVirtClusterProps> = {}) {
  const app = new BundleApp({ outdir: directory(), ...props });
  const infra = new KubeVirtCluster(app, 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0, ...cluster,
  });
  const image = (id: string, url: string, refresh?: string) => new GoldenImage(infra, id, {
    source: ImageSource.registry(`docker://${url}`, { refresh }), capacity: '10Gi', storageClassName: 'fast',
  });
  const [followed, debian] = [image('ubuntu', UBUNTU, '0 3 * * *'), image('debian', DEBIAN)];
  const machine = new VirtualMachine(new TenantNamespace(infra, 'acme'), 'db', {
    boot: Boot.containerDisk(FEDORA), size: MachineSize.of({ cores: 1, memory: '1Gi' }),
  });
  return { app, infra, followed, debian, machine };
}

const listed = (name: string): string => readFileSync(join(directory(), 'clusters/infra', name), 'utf8');
const written = (path: string): string => listed(path);

function locked(images: object): string {
  const file = join(directory(), 'lock.json');
  writeFileSync(file, JSON.stringify({ images }));
  return file;
}

const found = (app: BundleApp): string[] => app.check().filter(({ rule }) => rule.startsWith('APP'))
  .map(({ rule, message }) => `${rule} ${message}`);

test('both lists have every image, with what pulls it', () => {
  program({ imageLists: true }).app.synth();
  const text = listed('images.txt');
  expect(text).toMatch(/^# Written by cdk8s-kubevirt, app infra, into clusters\/infra;/);
  expect(text).toContain(`# VirtualMachine/cluster-acme/db\n${FEDORA}\n`);
  expect(text).toContain(`# DataImportCron/golden-images-ubuntu/ubuntu\n${UBUNTU}\n`);
  expect(text).toContain('# virt-operator: virt-launcher\nquay.io/kubevirt/virt-launcher:v1.9.0\n');
  expect(text).toContain('quay.io/kubevirt/virt-template-apiserver:v0.2.2\n');
  expect(text).not.toMatch(/pr-helper|sidecar-shim|synchronization/);
  expect(text).toContain('# cdi-operator: cdi-importer\nquay.io/kubevirt/cdi-importer:v1.66.0\n');
  const images = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  expect(images).toEqual([...images].sort());
  expect(JSON.parse(listed('images.lock.json')).images).toEqual(Object.fromEntries(images.map((each) => [each, null])));
});

describe.each(KubeVirtRelease.all())('of %s, a component is listed', (kubevirt) => {
  const images = (props: Partial<KubeVirtClusterProps>): string => {
    program({ imageLists: true }, { kubevirt, ...props }).app.synth();
    return listed('images.txt');
  };

  test.each([
    ['PersistentReservation', 'pr-helper'], ['Sidecar', 'sidecar-shim'],
    ['DecentralizedLiveMigration', 'virt-synchronization-controller'],
  ])('with the gate %s alone: %s', (gate, image) => {
    expect(images({})).not.toContain(image);
    expect(images({ featureGates: [gate] })).toContain(`# virt-operator: ${image}\n`);
  });

  test('if the gate is not disabled, from v1.9 on: virt-template-controller', () => {
    expect(images({}).includes('virt-template-controller')).toBe(kubevirt === KubeVirtRelease.V1_9_0);
    expect(images({ disabledFeatureGates: ['Template'] })).not.toContain('virt-template');
  });
});

test.each([
  ['virtTemplateDeployment', 'virt-template-apiserver', [false]],
  ['persistentReservationConfiguration', 'pr-helper', [true, false]],
])('%s turns %s on and off', (field, image, states) => {
  for (const enabled of states) {
    const overrides = { kubevirt: { configuration: { [field]: { enabled } } } };
    program({ imageLists: true }, { overrides }).app.synth();
    expect(listed('images.txt').includes(image)).toBe(enabled);
  }
});

test('a mirror is what the lists name', () => {
  program({ imageLists: true }, { registry: 'mirror.example/a' }).app.synth();
  expect(listed('images.txt')).toContain('\nmirror.example/a/kubevirt/virt-handler:v1.9.0\n');
  expect(listed('images.txt')).not.toContain('quay.io/kubevirt/');
});

test('no lists are written unless they are asked for', () => {
  program().app.synth();
  expect(() => listed('images.txt')).toThrow('ENOENT');
});

test('a lock replaces tags, and what it replaces is written into the next one', () => {
  const images = {
    [FEDORA]: DIGEST,
    [DEBIAN]: DIGEST,
    'quay.io/kubevirt/virt-launcher:v1.9.0': DIGEST,
    'quay.io/kubevirt/cdi-operator:v1.66.0': DIGEST,
  };
  const { app, debian } = program({ imageLock: locked(images), imageLists: true });
  const before = program().debian.dataVolume!.name;
  app.synth();
  expect(written('60-workloads/cluster-acme/db.k8s.yaml')).toContain(`image: quay.io/containerdisks/fedora@${DIGEST}`);
  expect(debian.dataVolume!.toJson().spec.source.registry.url).toBe(`docker://registry.example:5000/debian@${DIGEST}`);
  expect(debian.dataVolume!.name).not.toBe(before);
  expect(written('10-operators/kubevirt-operator.k8s.yaml'))
    .toContain(`value: quay.io/kubevirt/virt-launcher@${DIGEST}`);
  expect(written('10-operators/kubevirt-operator.k8s.yaml')).toContain('image: quay.io/kubevirt/virt-operator:v1.9.0');
  expect(written('10-operators/cdi-operator.k8s.yaml')).toContain(`image: quay.io/kubevirt/cdi-operator@${DIGEST}`);
  expect(JSON.parse(listed('images.lock.json')).images).toMatchObject({ ...images, [UBUNTU]: null });
  expect(found(app)).toEqual([expect.stringMatching(/^APP009 .*lock\.json has no digest of .* and \d+ others/)]);
});

test('a lock of everything locks the operator too, and an image that is refreshed keeps its tag', () => {
  program({ imageLists: true }).app.synth();
  const images = Object.keys(JSON.parse(listed('images.lock.json')).images).filter((image) => image !== UBUNTU);
  const lock = locked(Object.fromEntries(images.map((image) => [image, DIGEST])));
  const { app } = program({ imageLock: lock, imageLists: true });
  expect(found(app)).toEqual([]);
  app.synth();
  expect(listed('images.txt').match(/:v?\d[\w.]*$/gm)).toEqual([':24.04']);
  const operator = written('10-operators/kubevirt-operator.k8s.yaml');
  expect(operator).toContain(`image: quay.io/kubevirt/virt-operator@${DIGEST}`);
  // Otherwise KubeVirt would give it the digest of the operator.
  expect(operator).toContain('value: quay.io/kubevirt/pr-helper:v1.9.0');
});

test('the digest of virt-operator is not missing while a component lacks its own, but not used', () => {
  program({ imageLists: true }).app.synth();
  const api = 'quay.io/kubevirt/virt-api:v1.9.0';
  const images = Object.keys(JSON.parse(listed('images.lock.json')).images).filter((image) => image !== UBUNTU);
  const digests = Object.fromEntries(images.filter((image) => image !== api).map((image) => [image, DIGEST]));
  const [missing, left, ...others] = found(program({ imageLock: locked(digests) }).app);
  expect(missing).toMatch(/^APP009 .*lock\.json has no digest of "quay\.io\/kubevirt\/virt-api:v1\.9\.0"\.$/);
  expect(left).toMatch(/^APP009 .*has a digest of "quay\.io\/kubevirt\/virt-operator:v1\.9\.0", which is not used: /);
  expect(others).toEqual([]);
});

test('a lock pins the image of the nodes of a MachineDeployment', () => {
  const nodes = 'registry.example/nodes/ubuntu:24.04';
  const { app, infra } = program({ imageLock: locked({ [nodes]: DIGEST }) });
  const tenant = new TenantNamespace(infra, 'globex');
  new WorkerPool(tenant, 'workers', {
    replicas: 1,
    size: MachineSize.of({ cores: 2, memory: '4Gi' }),
    boot: Boot.imported(ImageSource.registry(`docker://${nodes}`), { capacity: '20Gi' }),
    bootDisk: { storageClassName: 'fast' },
    backend: PoolBackend.machineDeployment({
      cluster: new TenantCluster(app, 'blue', { tenant, kubernetes: '1.35.2' }),
      operatingSystem: NodeOperatingSystem.ubuntu(),
      kubelet: '1.35.2',
    }),
  });
  expect(found(app).join()).not.toContain(nodes);
  app.synth();
  expect(readFileSync(join(directory(), 'clusters/blue/60-workloads/workers.k8s.yaml'), 'utf8'))
    .toContain(`osImage: docker://registry.example/nodes/ubuntu@${DIGEST}`);
});

test.each([
  ['a digest that is not one', { [FEDORA]: 'latest' }, /gives "latest" as the digest of "quay/],
  ['an image that nothing pulls', { [FEDORA]: DIGEST, 'a.example/b:1': DIGEST }, /has "a.example\/b:1", which nothing/],
])('%s is found', (_name, images, says) => {
  expect(found(program({ imageLock: locked(images) }).app)).toContainEqual(expect.stringMatching(says));
});

test('a lock that does not exist, or is not one, stops synthesis', () => {
  expect(found(program({ imageLock: join(directory(), 'none.json') }).app))
    .toEqual([expect.stringMatching(/^APP007 .*none\.json cannot be read/)]);
  const file = join(directory(), 'list.json');
  writeFileSync(file, '[]');
  expect(found(program({ imageLock: file }).app)).toEqual([expect.stringMatching(/^APP007 .*has no map "images"/)]);
});

test('components of an operator by digest are beside it', () => {
  expect(componentImage('a/virt-operator@sha256:b', 'virt-api')).toBe('a/virt-api@sha256:b');
});
