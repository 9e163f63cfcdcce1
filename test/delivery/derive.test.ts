import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App } from 'cdk8s';
import { load } from 'js-yaml';
import {
  BundleApp, CdiRelease, Delivery, FilePlacement, Findings, KubeVirtCluster, KubeVirtRelease, Layer, TenantNamespace,
} from '../../src';
import { ask } from '../../src/delivery/ask';
import type { DeliveryModel } from '../../src/delivery/model/unit';
import type { DeliveryTarget } from '../../src/delivery/options';
import type { KubernetesObject } from '../../src/releases/facts';
import { filesIn, temporaryDirectory } from '../directory';
import { findingsOf } from '../findings';

const directory = temporaryDirectory();

beforeEach(() => void jest.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => void jest.restoreAllMocks());

const AT = { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization' };
const SPEC = { interval: '1h', prune: true, sourceRef: { kind: 'GitRepository', name: 'bundle' } };

function kustomization(name: string, spec: object = SPEC): KubernetesObject {
  return { ...AT, metadata: { name, namespace: 'flux-system' }, spec };
}

function program(tenants: string[] = ['a', 'b'], props: { readonly name?: string } = {}) {
  const app = new BundleApp({ outdir: directory(), ...props });
  const infra = KubeVirtCluster.existing(app, 'infra', { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
  for (const id of tenants) new TenantNamespace(infra, id);
  return { app, infra };
}

/** Delivers each unit with a Kustomization in a file of its own. */
function deliver(app: BundleApp, targets: DeliveryTarget[] = [], spec = SPEC): DeliveryModel[] {
  const models: DeliveryModel[] = [];
  const write = (model: DeliveryModel) => {
    models.push(model);
    return model.clusters.flatMap(({ name, units }) => units.map((unit) => (
      { path: `${name}/${unit.name}.yaml`, objects: [kustomization(unit.name, spec)] })));
  };
  ask(app, { call: 'Delivery.flux', writer: { folder: 'flux', write }, targets });
  return models;
}

const textOf = (path: string) => readFileSync(join(directory(), path), 'utf8');

test('without a delivery, nothing is written beside the clusters', () => {
  const { app } = program();
  app.synth();
  expect(Object.keys(filesIn(directory())).filter((path) => !/^clusters\/infra\/50-tenants/.test(path))).toEqual([]);
});

test('the objects of a writer are written with a header, and a kustomization for each folder', () => {
  const { app } = program(['a']);
  deliver(app);
  app.synth();
  const text = textOf('delivery/flux/infra/infra-tenants-cluster-a.yaml');
  expect(text).toMatch(/^# Written by cdk8s-kubevirt, app infra, into delivery\/flux\/infra\/infra-tenants-cluster-a/);
  expect(load(text)).toEqual(kustomization('infra-tenants-cluster-a'));
  expect(load(textOf('delivery/flux/infra/kustomization.yaml'))).toMatchObject({
    resources: ['infra-tenants-cluster-a.yaml'],
  });
  for (const above of ['delivery', 'delivery/flux']) {
    expect(existsSync(join(directory(), above, 'kustomization.yaml'))).toBe(false);
  }
});

test('the file of a cluster tells its units', () => {
  const { app } = program(['a'], { name: 'platform' });
  const [models] = [deliver(app, [{ name: 'infra', stage: 'canary' }])];
  app.synth();
  expect(models[0]).toMatchObject({ app: 'platform', clusters: [{ name: 'infra', stage: 'canary' }] });
  expect(JSON.parse(textOf('clusters/infra/cluster.json'))).toEqual({
    writtenBy: 'Written by cdk8s-kubevirt, app platform, into clusters/infra; edit the program, not this file.',
    app: 'platform',
    name: 'infra',
    stage: 'canary',
    kubevirt: 'v1.9.0',
    cdi: 'v1.66.0',
    units: [{
      name: 'infra-tenants-cluster-a',
      path: 'clusters/infra/50-tenants/cluster-a',
      layer: Layer.TENANTS,
      tenant: 'cluster-a',
      namespaces: ['cluster-a'],
      dependsOn: [],
    }],
  });
});

test('a second run changes nothing, and a tenant that has left takes its files along', () => {
  for (const tenants of [['a', 'b'], ['a', 'b'], ['a']]) {
    const before = filesIn(directory());
    const { app } = program(tenants);
    deliver(app);
    app.synth();
    const after = filesIn(directory());
    if (tenants.length === 2 && Object.keys(before).length > 0) expect(after).toEqual(before);
    expect(Object.keys(after).some((path) => path.includes('cluster-b'))).toBe(tenants.length === 2);
  }
  program(['a']).app.synth();
  expect(Object.keys(filesIn(directory())).filter((path) => /delivery|json/.test(path))).toEqual([]);
});

test('a new tenant changes no file of another one', () => {
  const run = (tenants: string[]) => {
    const { app } = program(tenants);
    deliver(app);
    app.synth();
    return filesIn(directory());
  };
  const [before, after] = [run(['a']), run(['a', 'b'])];
  expect(Object.keys(before).filter((path) => after[path] !== before[path])).toEqual([
    'clusters/infra/50-tenants/kustomization.yaml',
    'clusters/infra/cluster.json',
    'delivery/flux/infra/kustomization.yaml',
    'delivery/prerequisites.json',
    'delivery/prerequisites.md',
  ]);
});

test('nothing is written if a derived object is wrong', () => {
  const { app } = program();
  deliver(app, [], { ...SPEC, project: 'a' } as never);
  expect(() => app.synth()).toThrow('spec.project is not a field of Kustomization');
  expect(filesIn(directory())).toEqual({});
});

test('two units of one name are told once, with what to do', () => {
  const { app, infra } = program([]);
  const place = (id: string, placement: FilePlacement, namespace: string) => {
    const metadata = { name: id, namespace };
    BundleApp.place(new ApiObject(infra, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata }), placement);
  };
  place('one', { layer: Layer.WORKLOADS, tenant: 'platform' }, 'platform');
  place('other', { cluster: 'infra-access', layer: Layer.PLATFORM }, 'kube-public');
  Delivery.flux(app, { repositoryUrl: 'https://git.example.org/a.git' });
  expect(findingsOf(app)).toEqual([
    'error [] clusters/infra-access/20-platform and the account for clusters/infra/60-workloads/platform are both '
    + 'called "infra-access-platform". Give one of the clusters or tenants another name.',
  ]);
});

test('a layer with objects of its own beside those of tenants is a unit without them', () => {
  const { app, infra } = program(['a']);
  const metadata = { name: 'm', namespace: 'n' };
  const map = new ApiObject(infra, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
  BundleApp.place(map, { layer: Layer.TENANTS, file: 'shared' });
  deliver(app);
  app.synth();
  const list = load(textOf('clusters/infra/50-tenants/kustomization.yaml'));
  expect(list).toMatchObject({ resources: ['shared.k8s.yaml'] });
});

test('a split folder has a folder for each shard', () => {
  const { app, infra } = program([]);
  for (let index = 0; index < 8; index++) {
    const metadata = { name: `m${index}`, namespace: 'n' };
    const map = new ApiObject(infra, `m${index}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata });
    BundleApp.place(map, { file: `m${index}` });
  }
  Delivery.split(app, { cluster: 'infra', layer: Layer.PLATFORM, shards: 2 });
  app.synth();
  const files = Object.keys(filesIn(directory())).filter((path) => path.endsWith('.k8s.yaml'));
  expect(files.map((path) => path.split('/')[3]).sort()).toEqual(expect.arrayContaining(['shard-1', 'shard-2']));
  const list = load(textOf('clusters/infra/20-platform/kustomization.yaml'));
  expect(list).toMatchObject({ resources: ['shard-1', 'shard-2'] });
});

test('an app that writes no bundle is told', () => {
  const app = new App({ outdir: directory() });
  Delivery.split(app, { cluster: 'infra', layer: Layer.PLATFORM, shards: 2 });
  expect(app.node.validate()).toEqual([expect.stringContaining('is given an app that writes no bundle')]);
});

test('a budget can be exceeded with a reason', () => {
  const { app, infra } = program([]);
  for (let index = 0; index < 801; index++) {
    new ApiObject(infra, `m${index}`, {
      apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `m${index}`, namespace: 'kube-public' },
    });
  }
  deliver(app);
  expect(findingsOf(app)).toEqual([expect.stringContaining('warning [infra] clusters/infra/20-platform has 801')]);
  Findings.accept(infra, 'GITOPS004', 'Argo CD has room');
  expect(findingsOf(app)).toEqual([]);
});
