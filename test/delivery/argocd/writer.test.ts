import { BERLIN, MODEL, SHOP, unit } from './model';
import { ArgoCdForm, ArgoCdOptions } from '../../../src/delivery/argocd/options';
import { argoCdWriter } from '../../../src/delivery/argocd/writer';
import type { DeliveryModel } from '../../../src/delivery/model/unit';
import { Layer } from '../../../src/layout/layer';

const REPOSITORY = 'https://git.example.org/platform.git';

/** Written objects, whose parts are looked at. */
type Written = any; // eslint-disable-line @typescript-eslint/no-explicit-any

function write(options: Partial<ArgoCdOptions> = {}, model: DeliveryModel = MODEL) {
  const files = argoCdWriter({ repositoryUrl: REPOSITORY, ...options }).write(model);
  const objects = files.flatMap((file) => file.objects) as Written[];
  return {
    files,
    paths: files.map(({ path }) => path),
    find: (sought: string, name: string): Written =>
      objects.find((each) => each.kind === sought && each.metadata.name === name),
  };
}

test('the health checks, the root and each unit have files of their own', () => {
  expect(write().paths).toEqual([
    'argocd-cm.yaml',
    'root.yaml',
    'applications/berlin/projects.yaml',
    'applications/berlin/berlin-operators.yaml',
    'applications/berlin/berlin-platform.yaml',
    'applications/berlin/berlin-catalog.yaml',
    'applications/berlin/berlin-tenants-acme.yaml',
    'applications/berlin/berlin-workloads-acme.yaml',
    'applications/shop/projects.yaml',
    'applications/shop/shop-workloads.yaml',
  ]);
});

test('everything that is written', () => {
  const { files } = write();
  expect(files.filter(({ path }) => path !== 'argocd-cm.yaml')).toMatchSnapshot();
});

test('the same model gives the same files', () => {
  expect(write().files).toEqual(write().files);
});

describe('an Application', () => {
  const found = write().find('Application', 'berlin-workloads-acme');

  test('applies its folder on the server, and only what differs', () => {
    expect(found.spec.source).toEqual({
      repoURL: REPOSITORY, targetRevision: 'main', path: 'dist/clusters/berlin/60-workloads/acme',
    });
    expect(found.spec.syncPolicy.syncOptions).toEqual([
      'ServerSideApply=true', 'ApplyOutOfSyncOnly=true', 'SkipDryRunOnMissingResource=true',
    ]);
    expect(found.metadata.annotations['argocd.argoproj.io/manifest-generate-paths']).toBe('.');
  });

  test('is tried again for ever, with the latest revision, and never empties the cluster', () => {
    expect(found.spec.syncPolicy.retry).toEqual({
      limit: -1, refresh: true, backoff: { duration: '10s', factor: 2, maxDuration: '5m' },
    });
    expect(found.spec.syncPolicy.automated).toEqual({ prune: true });
  });

  test('leaves what it has applied when it is deleted', () => {
    expect(found.metadata).not.toHaveProperty('finalizers');
  });

  test('ignores no field', () => {
    expect(found.spec).not.toHaveProperty('ignoreDifferences');
  });

  test('needs its kinds before the first sync where no operator installs them', () => {
    const { syncPolicy } = write().find('Application', 'berlin-operators').spec;
    expect(syncPolicy.syncOptions).not.toContain('SkipDryRunOnMissingResource=true');
    expect(syncPolicy.automated.selfHeal).toBe(true);
  });

  test('asks the server for differences, unless it holds an image that is replaced when it changes', () => {
    const options = (name: string) =>
      write().find('Application', name).metadata.annotations['argocd.argoproj.io/compare-options'];
    expect(options('berlin-workloads-acme')).toBe('ServerSideDiff=true');
    expect(options('berlin-catalog')).toBe('ServerSideDiff=false');
  });
});

test('waves follow from what must be ready before in the same cluster', () => {
  const { find } = write();
  const waveOf = (name: string) => find('Application', name).metadata.annotations['argocd.argoproj.io/sync-wave'];
  expect(['operators', 'platform', 'catalog', 'tenants-acme', 'workloads-acme'].map((name) => waveOf(`berlin-${name}`)))
    .toEqual(['0', '1', '2', '3', '4']);
  expect(waveOf('shop-workloads')).toBe('0');
});

describe('a project', () => {
  test('lets the platform write cluster-scoped kinds of its own, also when none of them is left', () => {
    const { spec } = write().find('AppProject', 'berlin-platform');
    expect(spec.destinations).toEqual([{ name: 'berlin', namespace: '*' }]);
    expect(spec.clusterResourceWhitelist).toContainEqual({ group: 'migrations.kubevirt.io', kind: 'MigrationPolicy' });
    expect(spec.clusterResourceWhitelist).not.toContainEqual({ group: '*', kind: '*' });
  });

  test('lets a tenant write its Namespace alone, and what is in it, also when its folder holds neither', () => {
    const bare = unit({ name: 'berlin-tenants-acme', layer: Layer.TENANTS, tenant: 'acme' });
    for (const model of [MODEL, { app: 'a', clusters: [{ name: 'berlin', units: [bare] }] }]) {
      const { spec } = write({}, model).find('AppProject', 'berlin-tenants-acme');
      expect(spec.clusterResourceWhitelist).toEqual([{ group: '', kind: 'Namespace' }]);
      expect(spec.destinations).toEqual([{ name: 'berlin', namespace: 'acme' }]);
      expect(spec).not.toHaveProperty('namespaceResourceBlacklist');
      expect(write({}, model).find('Application', 'berlin-tenants-acme').spec).toMatchObject({
        project: 'berlin-tenants-acme', destination: { namespace: 'acme' },
      });
    }
  });

  test('lets the platform write what stands beside the folders of tenants', () => {
    const shared = unit({ name: 'berlin-tenants', layer: Layer.TENANTS, namespaces: ['velero'] });
    const { find } = write({ cascade: true }, { app: 'a', clusters: [{ name: 'berlin', units: [shared] }] });
    expect(find('Application', 'berlin-tenants').spec.project).toBe('berlin-platform');
    const { metadata, spec } = find('AppProject', 'berlin-platform');
    expect(metadata).not.toHaveProperty('finalizers');
    expect(spec.destinations).toEqual([{ name: 'berlin', namespace: '*' }]);
  });

  test('keeps one tenant out of the namespace of another', () => {
    const units = ['acme', 'beta'].map((tenant) => unit({
      name: `berlin-tenants-${tenant}`, layer: Layer.TENANTS, tenant, namespaces: [tenant],
    }));
    const { find } = write({}, { app: 'a', clusters: [{ name: 'berlin', units }] });
    for (const tenant of ['acme', 'beta']) {
      expect(find('AppProject', `berlin-tenants-${tenant}`).spec.destinations).toEqual([
        { name: 'berlin', namespace: tenant },
      ]);
    }
  });

  test('lets the machines of a tenant reach neither the cluster nor what bounds the tenant', () => {
    const { spec } = write().find('AppProject', 'berlin-workloads-acme');
    expect(spec.clusterResourceWhitelist).toEqual([]);
    expect(spec.namespaceResourceBlacklist.map((each: { kind: string }) => each.kind)).toEqual([
      'LimitRange', 'ResourceQuota', 'NetworkPolicy', 'Role', 'RoleBinding',
    ]);
    expect(spec.sourceRepos).toEqual([REPOSITORY]);
  });

  test('permits the namespace that its Applications name, although no object is in one', () => {
    const bare = unit({ name: 'a-workloads', cluster: 'a', layer: Layer.WORKLOADS });
    const { find } = write({}, { app: 'a', clusters: [{ name: 'a', units: [bare] }] });
    expect(find('AppProject', 'a-workloads').spec.destinations).toEqual([{ name: 'a', namespace: 'default' }]);
    expect(find('Application', 'a-workloads').spec.destination.namespace).toBe('default');
  });
});

describe('the root', () => {
  const { find } = write();

  test('has an Application for each cluster, so that one that fails holds up no other', () => {
    expect(find('Application', 'berlin-delivery').spec.source).toEqual({
      repoURL: REPOSITORY,
      targetRevision: 'main',
      path: 'dist/delivery/argocd/applications/berlin',
    });
    expect(find('Application', 'shop-delivery')).toBeDefined();
  });

  test('does not turn on again what somebody has turned off', () => {
    expect(find('Application', 'berlin-delivery').spec.syncPolicy.automated).not.toHaveProperty('selfHeal');
  });

  test('reaches nothing but the objects of Argo CD', () => {
    expect(find('AppProject', 'platform-delivery').spec).toMatchObject({
      destinations: [{ name: 'in-cluster', namespace: 'argocd' }],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: [
        { group: 'argoproj.io', kind: 'AppProject' }, { group: 'argoproj.io', kind: 'Application' },
        { group: 'argoproj.io', kind: 'ApplicationSet' },
      ],
    });
  });
});

describe('options', () => {
  test('name the cluster, the branch, the folder, the namespace and a prefix', () => {
    const { find } = write({
      clusters: [{ name: 'berlin', destination: 'in-cluster' }],
      revision: 'live',
      path: '',
      namespace: 'gitops',
      namePrefix: 'dc1-',
    }, { app: 'platform', clusters: [{ ...BERLIN, stage: 'canary' }] });
    const { metadata, spec } = find('Application', 'dc1-berlin-operators');
    expect(metadata.namespace).toBe('gitops');
    expect(metadata.labels['cdk8s-kubevirt.io/stage']).toBe('canary');
    expect(spec.project).toBe('dc1-berlin-platform');
    expect(spec.destination.name).toBe('in-cluster');
    expect(spec.source).toMatchObject({ targetRevision: 'live', path: 'clusters/berlin/10-operators' });
    expect(find('AppProject', 'dc1-berlin-platform').spec.destinations[0].name).toBe('in-cluster');
  });

  test('prune and selfHeal hold for all units', () => {
    const { automated } = write({ prune: false, selfHeal: true }).find('Application', 'berlin-workloads-acme')
      .spec.syncPolicy;
    expect(automated).toEqual({ selfHeal: true });
  });

  test('cascade gives the finalizer to what tenants have alone', () => {
    const { find } = write({ cascade: true });
    const finalizersOf = (name: string) => find('Application', name).metadata.finalizers;
    expect(finalizersOf('berlin-tenants-acme')).toEqual(['resources-finalizer.argocd.argoproj.io']);
    expect(finalizersOf('berlin-workloads-acme')).toEqual(['resources-finalizer.argocd.argoproj.io']);
    expect(finalizersOf('berlin-platform')).toBeUndefined();
  });

  test('cascade keeps the project of a tenant until no Application needs it', () => {
    const finalizersOf = (cascade: boolean, name: string) =>
      write({ cascade }).find('AppProject', name).metadata.finalizers;
    for (const name of ['berlin-tenants-acme', 'berlin-workloads-acme']) {
      expect(finalizersOf(true, name)).toEqual(['resources-finalizer.argocd.argoproj.io']);
      expect(finalizersOf(false, name)).toBeUndefined();
    }
    expect(finalizersOf(true, 'berlin-platform')).toBeUndefined();
  });

  test('ignored fields are neither shown as differences nor written', () => {
    const ignored = { group: 'kubevirt.io', kind: 'VirtualMachine', jsonPointers: ['/spec/runStrategy'] };
    const { spec } = write({ ignoredFields: [ignored] }).find('Application', 'berlin-workloads-acme');
    expect(spec.ignoreDifferences).toEqual([ignored]);
    expect(spec.syncPolicy.syncOptions).toContain('RespectIgnoreDifferences=true');
  });
});

describe('an ApplicationSet', () => {
  const options: Partial<ArgoCdOptions> = {
    form: ArgoCdForm.APPLICATION_SET,
    clusters: [{ name: 'shop', stage: 'canary' }, { name: 'berlin', destination: 'dc-berlin' }],
  };
  const model = { app: 'platform', clusters: [BERLIN, { ...SHOP, stage: 'canary' }] };
  const { find, paths } = write(options, model);
  const set = find('ApplicationSet', 'platform-delivery');

  test('takes the place of the Applications', () => {
    expect(paths).toEqual([
      'argocd-cm.yaml', 'root.yaml', 'projects/berlin/projects.yaml', 'projects/shop/projects.yaml',
      'applications/projects.yaml', 'applications/application-set.yaml',
      'applications/workloads-application-set.yaml',
    ]);
    expect(find('Application', 'platform-delivery').spec.source.path).toBe('dist/delivery/argocd/applications');
    expect(set).toMatchSnapshot();
  });

  test('comes after the projects, which each cluster has in a root of its own', () => {
    for (const name of ['berlin', 'shop']) {
      const { metadata, spec } = find('Application', `${name}-projects`);
      expect(metadata.annotations['argocd.argoproj.io/sync-wave']).toBe('-1');
      expect(metadata).not.toHaveProperty('finalizers');
      expect(spec).toMatchObject({
        project: 'platform-delivery', source: { path: `dist/delivery/argocd/projects/${name}` },
      });
    }
  });

  test('names the projects that are written', () => {
    const { project } = set.spec.template.spec;
    expect(project).toBe('{{ normalize .name }}-{{ if and .tenant (eq .layer "50-tenants") }}tenants-{{ .tenant }}'
      + '{{ else if eq .layer "60-workloads" }}workloads{{ if .tenant }}-{{ .tenant }}{{ end }}'
      + '{{ else }}platform{{ end }}');
  });

  /** The steps of a rollout, as pairs of a stage and layers. */
  function stepsOf(...clusters: NonNullable<ArgoCdOptions['clusters']>): string[] {
    const stages = new Map(clusters.map(({ name, stage }) => [name, stage]));
    const infra = (name: string) => ({ ...BERLIN, name, stage: stages.get(name) });
    const written = write({ ...options, clusters }, { app: 'a', clusters: [...['a', 'b', 'c'].map(infra), SHOP] });
    const { steps } = written.find('ApplicationSet', 'a-delivery').spec.strategy.rollingSync;
    return steps.map((step: Written) => step.matchExpressions.map(({ values }: Written) => values.join('+')).join(' '));
  }

  test('rolls a change out stage by stage, in each layer by layer, and to clusters without a stage last', () => {
    expect(stepsOf({ name: 'b', stage: 'canary' }, { name: 'a', stage: 'next' })).toEqual([
      'canary 10-operators', 'canary 20-platform', 'canary 30-catalog', 'canary 50-tenants',
      'next 10-operators', 'next 20-platform', 'next 30-catalog', 'next 50-tenants',
      ' 10-operators', ' 20-platform', ' 30-catalog', ' 50-tenants',
    ]);
  });

  test('takes no name of a stage for another one', () => {
    const stages = stepsOf({ name: 'a', stage: 'rest' }, { name: 'b', stage: 'last' }, { name: 'c', stage: 'last' });
    expect([...new Set(stages.map((step) => step.split(' ')[0]))]).toEqual(['rest', 'last']);
  });

  test('has machines and clusters of tenants in another set, which holds nothing up', () => {
    const other = find('ApplicationSet', 'platform-workloads');
    expect(other.spec).not.toHaveProperty('strategy');
    expect(other.spec.template).toEqual(set.spec.template);
    const unitsOf = ({ spec }: Written) => spec.generators[0].matrix.generators[1].list.elementsYaml.split('\n')[0];
    const condition = 'or (eq .layer "60-workloads") (eq .layer "40-monitoring") (dig "infra" "" $)';
    expect(unitsOf(other)).toBe(`{{- range .units }}{{ if ${condition} }}`);
    expect(unitsOf(set)).toBe(`{{- range .units }}{{ if not (${condition}) }}`);
    expect(JSON.stringify(set.spec.strategy)).not.toContain('60-workloads');
  });

  test('leaves what its Applications have applied, unless tenants are to be removed', () => {
    expect(set.spec.syncPolicy.preserveResourcesOnDeletion).toBe(true);
    expect(set.spec).not.toHaveProperty('templatePatch');
    const cascading = write({ ...options, cascade: true }, model).find('ApplicationSet', 'platform-delivery');
    expect(cascading.spec.templatePatch).toContain('resources-finalizer.argocd.argoproj.io');
  });
});

test.each([['/dist/', 'dist/'], ['./dist', 'dist/'], ['.', ''], ['/', '']])(
  'the path %j is one below the root of the repository', (path, found) => {
    const { spec } = write({ path }).find('Application', 'berlin-operators');
    expect(spec.source.path).toBe(`${found}clusters/berlin/10-operators`);
  });

test('an Application tells its stage, if there is one', () => {
  const labelsOf = (stage?: string) => write({}, { app: 'a', clusters: [{ ...BERLIN, stage }] })
    .find('Application', 'berlin-operators').metadata.labels;
  expect(labelsOf('canary')).toMatchObject({ 'cdk8s-kubevirt.io/stage': 'canary' });
  expect(labelsOf()).not.toHaveProperty('cdk8s-kubevirt.io/stage');
});

test('clusters without units have no Application', () => {
  const { paths } = write({}, { app: 'a', clusters: [SHOP] });
  expect(paths).not.toContain(`applications/${BERLIN.name}/projects.yaml`);
});
