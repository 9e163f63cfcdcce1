import { Duration } from 'cdk8s';
import { cluster, KINDS, model, unit } from './model';
import type { FluxOptions } from '../../../src/delivery/flux/options';
import { fluxWriter } from '../../../src/delivery/flux/writer';
import type { DeliveryModel } from '../../../src/delivery/model/unit';
import type { DeliveredFile } from '../../../src/delivery/model/writer';
import { Layer } from '../../../src/layout/layer';
import { DELIVERY_RELEASES } from '../../../src/releases/delivery';
import { SchemaCheck } from '../../../src/releases/schema-check';

const URL = 'https://git.example.com/platform.git';
const OCI = 'oci://registry.example.com/platform';
const DIGEST = `sha256:${'0a'.repeat(32)}`;

/** The files of a model, all of whose objects match the schemas of Flux. */
function files(written: DeliveryModel, options: Partial<FluxOptions> = {}): readonly DeliveredFile[] {
  const found = fluxWriter({ repositoryUrl: URL, ...options }).write(written);
  const schemas = SchemaCheck.of(...DELIVERY_RELEASES);
  expect(found.flatMap(({ objects }) => objects.flatMap((object) => schemas.check(object)))).toEqual([]);
  return found;
}

/** The Kustomizations by their names. */
function kustomizations(written: DeliveryModel, options?: Partial<FluxOptions>): { readonly [name: string]: any } {
  const objects = files(written, options).flatMap((file) => file.objects);
  const found = objects.filter(({ kind }) => kind === 'Kustomization');
  return Object.fromEntries(found.map(({ metadata, spec }) => [metadata.name, spec]));
}

/** The source, with which the first file begins. */
function source(options: Partial<FluxOptions>): any {
  return files(model(cluster('infra')), options)[0].objects[0];
}

test('one cluster with a Flux of its own', () => {
  expect(files(model(cluster('infra')))).toMatchSnapshot();
});

test('two apps whose clusters have the same names differ in each name', () => {
  const names = (namePrefix: string): string[] => files(model(cluster('infra')), { namePrefix })
    .flatMap(({ objects }) => objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`));
  expect(names('a-').filter((name) => names('b-').includes(name))).toEqual([]);
});

describe('the source', () => {
  test.each([
    ['main', { branch: 'main' }],
    ['0a'.repeat(20), { commit: '0a'.repeat(20) }],
    ['refs/tags/v1.2.0', { name: 'refs/tags/v1.2.0' }],
  ])('%s of a Git repository', (revision, ref) => {
    expect(source({ revision })).toMatchObject({ kind: 'GitRepository', spec: { url: URL, ref } });
  });

  test.each([
    ['git@git.example.com:team/platform.git', 'ssh://git@git.example.com/team/platform.git'],
    ['ssh://git@git.example.com:22/platform.git', 'ssh://git@git.example.com:22/platform.git'],
  ])('%s has a form that Flux takes', (repositoryUrl, url) => {
    expect(source({ repositoryUrl }).spec.url).toBe(url);
  });

  test.each([[DIGEST, { digest: DIGEST }], ['v1', { tag: 'v1' }], [undefined, { tag: 'latest' }]])(
    '%s of an OCI artifact', (revision, ref) => {
      const [{ objects: [found, root] }] = files(model(cluster('infra')), { repositoryUrl: OCI, revision });
      expect(found).toMatchObject({ kind: 'OCIRepository', spec: { url: OCI, ref } });
      expect(root.spec).toMatchObject({ path: './delivery/flux/clusters/infra' });
    });

  test('is verified with a key', () => {
    const verification = { secretName: 'keys' };
    expect(source({ verification }).spec.verify).toEqual({ mode: 'HEAD', secretRef: { name: 'keys' } });
    expect(source({ repositoryUrl: OCI, verification }).spec.verify).toEqual({
      provider: 'cosign', secretRef: { name: 'keys' },
    });
  });

  test('is verified without a key', () => {
    const identities = [{ issuer: '^https://token.actions.githubusercontent.com$', subject: '^https://a/.*$' }];
    expect(source({ repositoryUrl: OCI, verification: { identities } }).spec.verify).toEqual({
      provider: 'cosign', matchOIDCIdentity: identities,
    });
  });

  test('has credentials and an interval', () => {
    const options = { sourceSecretName: 'credentials', sourceInterval: Duration.minutes(1) };
    const expected = { secretRef: { name: 'credentials' }, interval: '1m0s' };
    expect(source(options).spec).toMatchObject(expected);
    expect(source({ ...options, repositoryUrl: OCI }).spec).toMatchObject(expected);
  });
});

describe('Kustomizations', () => {
  test('are told intervals, and whether they delete', () => {
    const options = {
      interval: Duration.minutes(10), retryInterval: Duration.seconds(30), prune: false, cascade: true, path: 'out',
    };
    const found = kustomizations(model(cluster('infra')), options);
    const { 'infra-operators': operators, 'infra-tenants-acme': tenant } = found;
    const told = { interval: '10m0s', retryInterval: '30s', prune: false };
    expect(operators).toMatchObject({ ...told, deletionPolicy: 'Orphan', path: './out/clusters/infra/10-operators' });
    expect(tenant).toMatchObject(told);
    expect(tenant).not.toHaveProperty('deletionPolicy');
  });

  test('have expressions for the kinds that their units hold, each once', () => {
    const old = { ...KINDS.pool, version: 'v1alpha1' };
    const { 'infra-workloads-acme': spec } = kustomizations(model(cluster('infra', [old, KINDS.pool, KINDS.service])));
    expect(spec.healthCheckExprs.map((each: any) => `${each.apiVersion} ${each.kind}`)).toEqual([
      'pool.kubevirt.io/v1alpha1 VirtualMachinePool',
    ]);
  });

  test('of the catalog are ready as soon as images are applied, whatever their imports do', () => {
    const images = unit('infra', Layer.CATALOG, [KINDS.cron, KINDS.disk]);
    const { 'infra-catalog': catalog } = kustomizations(model({ name: 'infra', units: [images] }));
    expect(catalog).toMatchObject({
      wait: true,
      healthCheckExprs: [{ kind: 'DataImportCron', current: 'true' }, { kind: 'DataVolume', current: 'true' }],
    });
    for (const each of catalog.healthCheckExprs) expect(each).not.toHaveProperty('failed');
  });

  test('wait for single machines only on request', () => {
    const written = model(cluster('infra', [KINDS.machine, KINDS.disk]));
    const { 'infra-workloads-acme': without } = kustomizations(written);
    expect(without).toMatchObject({ wait: false });
    expect(without).not.toHaveProperty('healthCheckExprs');
    const { 'infra-workloads-acme': waiting } = kustomizations(written, { waitForMachines: true });
    expect(waiting).toMatchObject({
      wait: true, healthCheckExprs: [{ kind: 'VirtualMachine' }, { kind: 'DataVolume' }],
    });
  });
});

describe('the account of a tenant', () => {
  const RIGHTS = 'access/infra/infra-access-acme/access.k8s.yaml';
  const rights = (written: DeliveryModel, options?: Partial<FluxOptions>): any =>
    files(written, options).find(({ path }) => path === RIGHTS)?.objects[0];

  test('may change what the units of the tenant hold, and what could be pruned from them', () => {
    const { metadata, rules } = rights(model(cluster('infra')));
    expect(metadata.namespace).toBe('acme');
    const found = rules.flatMap(({ apiGroups, resources }: any) => (
      resources.map((each: string) => [...apiGroups, each])));
    expect(found).toEqual(expect.arrayContaining([['', 'services'], ['pool.kubevirt.io', 'virtualmachinepools']]));
    expect(found).toEqual(expect.arrayContaining([['', 'secrets'], ['cdi.kubevirt.io', 'datavolumes']]));
    const bounds = ['resourcequotas', 'limitranges', 'networkpolicies', 'roles', 'rolebindings'];
    for (const [, resource] of found) expect(bounds).not.toContain(resource);
  });

  test('may clone from the namespaces of the images of its disks', () => {
    const infra = cluster('infra', [KINDS.disk]);
    const units = infra.units.map((each) => (
      each.layer === Layer.WORKLOADS ? { ...each, clonesFrom: ['golden-images'] } : each));
    const found = files(model({ ...infra, units })).find(({ path }) => path === RIGHTS)!.objects;
    expect(found.slice(2)).toMatchObject([
      {
        kind: 'Role',
        metadata: { namespace: 'golden-images' },
        rules: [{ resources: ['datavolumes/source'], verbs: ['create'] }],
      },
      { kind: 'RoleBinding', metadata: { namespace: 'golden-images' } },
    ]);
  });

  test('applies all shards, with the rights for all', () => {
    const shards = ['shard-1', 'shard-2'].map((shard, index) => unit(
      'infra', Layer.WORKLOADS, [[KINDS.pool, KINDS.disk][index]], { tenant: 'acme', shard }));
    const written = model({ name: 'infra', units: shards });
    const resources = rights(written).rules.flatMap((each: any) => each.resources);
    expect(resources).toEqual(expect.arrayContaining(['virtualmachinepools', 'datavolumes']));
    const found = kustomizations(written);
    for (const { name } of shards) expect(found[name].serviceAccountName).toBe('infra-access-acme');
  });

  test('may remove the last object of a kind that constructs and programs write beside machines', () => {
    const found = rights(model(cluster('infra', []))).rules.flatMap(({ apiGroups, resources }: any) => (
      resources.map((each: string) => `${apiGroups}/${each}`)));
    expect(found).toEqual(expect.arrayContaining([
      '/configmaps', 'apps/deployments', 'cluster.x-k8s.io/clusters',
      'infrastructure.cluster.x-k8s.io/kubevirtclusters', 'networking.k8s.io/ingresses',
    ]));
  });

  test('has a name that is no unit\'s, also if a tenant is called acme-access', () => {
    const units = ['acme', 'acme-access'].map((tenant) => unit('infra', Layer.WORKLOADS, [KINDS.pool], { tenant }));
    const found = kustomizations(model({ name: 'infra', units }));
    expect(Object.keys(found)).toEqual(expect.arrayContaining([
      'infra-workloads-acme', 'infra-access-acme', 'infra-workloads-acme-access', 'infra-access-acme-access',
    ]));
  });

  test('can be left out, and the platform can have one too', () => {
    const options = { tenantAccounts: false, serviceAccountName: 'platform' };
    expect(rights(model(cluster('infra')), options)).toBeUndefined();
    const accounts = Object.values(kustomizations(model(cluster('infra')), options))
      .map(({ serviceAccountName }) => serviceAccountName);
    expect(new Set(accounts)).toEqual(new Set(['platform']));
  });
});

describe('a fleet', () => {
  const nodes = unit('acme', Layer.WORKLOADS, [], { dependsOn: ['a-workloads-acme'] });
  const tenant = { name: 'acme', infra: 'a', units: [nodes] };

  test('a cluster of a tenant is applied by the Flux of its infra cluster', () => {
    const found = files(model(cluster('a'), tenant));
    expect(found.map(({ path }) => path)).toContain('clusters/a/acme/acme-workloads.k8s.yaml');
    expect(kustomizations(model(cluster('a'), tenant))['acme-workloads']).toMatchObject({
      dependsOn: [{ name: 'a-workloads-acme' }], kubeConfig: { secretRef: { name: 'acme-kubeconfig' } },
    });
  });

  test('clusters that one Flux applies get a change stage by stage', () => {
    const clusters = [
      { name: 'a', stage: 'canary', fluxIn: 'hub' },
      { name: 'b', stage: 'rest', fluxIn: 'hub', kubeConfigSecretName: 'b' },
    ];
    const [a, b] = clusters.map(({ name, stage }) => ({ ...cluster(name), stage }));
    const found = kustomizations(model(a, b, tenant), { clusters });
    expect(found['a-operators']).not.toHaveProperty('dependsOn');
    expect(found['b-operators']).toMatchObject({
      dependsOn: [{ name: 'a-operators' }, { name: 'a-platform' }, { name: 'a-catalog' }],
      kubeConfig: { secretRef: { name: 'b' } },
    });
    expect(found['b-platform'].dependsOn).toEqual([{ name: 'b-operators' }]);
    expect(found['acme-workloads'].kubeConfig).toEqual({ secretRef: { name: 'acme-kubeconfig' } });
  });

  /** The names of what the first unit of each cluster waits for, without those of a tenant. */
  function waits(clusters: NonNullable<FluxOptions['clusters']>, ...bare: string[]): { readonly [name: string]: any } {
    const stages = new Map(clusters.map(({ name, stage }) => [name, stage]));
    const given = ['a', 'b', 'c', 'd'].map((name) => {
      const { units, ...rest } = cluster(name);
      const own = units.filter(({ layer }) => !bare.includes(name) || layer === Layer.WORKLOADS);
      return { ...rest, units: own.map((each) => ({ ...each, dependsOn: [] })), stage: stages.get(name) };
    });
    const found = kustomizations(model(...given, { ...tenant, stage: stages.get('a') }), { clusters });
    return Object.fromEntries(given.map(({ name, units }) => (
      [name, found[units[0].name].dependsOn?.map((each: any) => each.name)
        .filter((each: string) => !each.includes('-access-'))])));
  }

  const inHub = (name: string, stage?: string) => ({ name, stage, fluxIn: 'hub' });
  const platformOf = (...names: string[]) => names.flatMap((name) => (
    ['operators', 'platform', 'catalog'].map((layer) => `${name}-${layer}`)));

  test('clusters without a stage get a change after all stages', () => {
    expect(waits([inHub('a', 'canary'), inHub('b', 'rest'), inHub('c'), inHub('d', 'canary')])).toEqual({
      a: undefined, b: platformOf('a', 'd'), c: platformOf('b'), d: undefined,
    });
  });

  test('a stage of another Flux, or without a platform, is passed over', () => {
    const clusters = [inHub('a', '1'), { name: 'b', stage: '2' }, inHub('c', '3'), inHub('d', '4')];
    expect(waits(clusters, 'c')).toEqual({ a: undefined, b: undefined, c: platformOf('a'), d: platformOf('a') });
  });

  test('no unit waits for one that another Flux applies', () => {
    const found = kustomizations(model(cluster('a'), tenant), { clusters: [{ name: 'acme', fluxIn: 'acme' }] });
    expect(found['acme-workloads']).not.toHaveProperty('dependsOn');
    expect(found['acme-workloads']).not.toHaveProperty('kubeConfig');
  });
});
