import { ApiObject, App, Chart, JsonPatch, Lazy, Yaml } from 'cdk8s';
import { platform, problems } from './platform';
import { CdiRelease, GoldenImage, ImageSource, KubeVirtCluster, KubeVirtRelease, TenantNamespace } from '../../src';
import { prepare } from '../../src/inventory/prepare';

function tenant() {
  const { app, infra } = platform();
  return { app, infra, blue: new TenantNamespace(infra, 'blue') };
}

function plain(scope: TenantNamespace, apiVersion: string, kind: string, more: object = {}): ApiObject {
  return new ApiObject(scope, `${kind}-plain`, { apiVersion, kind, metadata: { name: 'plain' }, ...more });
}

const MACHINE = {
  runStrategy: 'Halted',
  template: { spec: { domain: { devices: { autoattachPodInterface: false }, memory: { guest: '1Gi' } } } },
};

describe('an object below a tenant that names no namespace', () => {
  test.each([
    ['v1', 'ConfigMap', {}],
    ['apps/v1', 'Deployment', {}],
    ['networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector: {} } }],
    ['kubevirt.io/v1', 'VirtualMachine', { spec: MACHINE }],
    [
      'cdi.kubevirt.io/v1beta1',
      'DataVolume',
      { spec: { source: { blank: {} }, storage: { resources: { requests: { storage: '1Gi' } } } } },
    ],
  ])("gets the tenant's if its kind is namespaced: %s %s", (apiVersion, kind, more) => {
    const { app, blue } = tenant();
    const object = plain(blue, apiVersion, kind, more);
    expect(problems(app)).toEqual([]);
    expect(object.toJson().metadata).toEqual({ name: 'plain', namespace: 'cluster-blue' });
  });

  test.each([
    ['empty', ''],
    ['null', null],
    ['a Lazy of nothing', Lazy.any({ produce: () => undefined })],
    ['a Lazy of an empty text', Lazy.any({ produce: () => '' })],
    ['a token of nothing', { resolve: () => undefined }],
  ])('gets it also if the namespace is %s', (_what, namespace) => {
    const { app, blue } = tenant();
    const metadata = { name: 'plain', namespace: namespace as string };
    const object = new ApiObject(blue, 'plain', { apiVersion: 'v1', kind: 'Secret', metadata });
    expect(problems(app)).toEqual([]);
    expect(object.toJson().metadata).toEqual({ name: 'plain', namespace: 'cluster-blue' });
  });

  test('gets it also if a Lazy gives another Lazy of nothing', () => {
    const { app, blue } = tenant();
    const namespace = Lazy.any({ produce: () => Lazy.any({ produce: () => undefined }) }) as unknown as string;
    const metadata = { name: 'plain', namespace };
    const object = new ApiObject(blue, 'plain', { apiVersion: 'v1', kind: 'Secret', metadata });
    expect(problems(app)).toEqual([]);
    expect(object.toJson().metadata).toEqual({ name: 'plain', namespace: 'cluster-blue' });
  });

  test('gets it until a Lazy gives another', () => {
    const { app, blue } = tenant();
    let given: string | undefined;
    const namespace = Lazy.any({ produce: () => given }) as unknown as string;
    const metadata = { name: 'plain', namespace };
    const object = new ApiObject(blue, 'plain', { apiVersion: 'v1', kind: 'Secret', metadata });
    expect(problems(app)).toEqual([]);
    expect(object.toJson().metadata.namespace).toBe('cluster-blue');
    given = 'elsewhere';
    expect(problems(app)).toEqual([]);
    expect(object.toJson().metadata.namespace).toBe('elsewhere');
  });

  test.each([
    ['v1', 'Secret'],
    ['apps/v1', 'Deployment'],
    ['kubevirt.io/v1', 'VirtualMachine'],
  ])('cannot get it if a JSON patch takes the namespace away, which is an error: %s %s', (apiVersion, kind) => {
    const more = kind === 'VirtualMachine' ? { spec: MACHINE } : {};
    const patches: [JsonPatch, string][] = [
      [JsonPatch.remove('/metadata/namespace'), 'missing'],
      [JsonPatch.replace('/metadata/namespace', ''), 'empty'],
    ];
    for (const [patch, what] of patches) {
      const { app, blue } = tenant();
      plain(blue, apiVersion, kind, more).addJsonPatch(patch);
      expect(problems(app)).toEqual([
        expect.stringContaining(`metadata.namespace is ${what}, so the ${kind} would land wherever the applier`),
      ]);
    }
  });

  test('is not meant where there is no tenant: the applier may have a namespace for it', () => {
    const { app, infra } = platform();
    new ApiObject(infra, 'plain', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'plain' } });
    expect(problems(app)).toEqual([]);
  });

  test('gets it also if its kind is a Lazy, and is judged by that kind', () => {
    const { app, blue } = tenant();
    const kind = Lazy.any({ produce: () => 'VirtualMachine' }) as unknown as string;
    const object = plain(blue, 'kubevirt.io/v1', 'x', { kind, spec: { ...MACHINE, runStrategy: 'Allways' } });
    expect(problems(app)).toEqual([expect.stringContaining('spec.runStrategy')]);
    expect(object.toJson().metadata.namespace).toBe('cluster-blue');
  });

  test.each([
    ['a text', 'elsewhere'],
    ['a Lazy of one', Lazy.any({ produce: () => 'elsewhere' })],
  ])('stays where it is if its namespace is %s', (_what, namespace) => {
    const { app, blue } = tenant();
    const metadata = { name: 'plain', namespace: namespace as string };
    const object = new ApiObject(blue, 'plain', { apiVersion: 'v1', kind: 'Secret', metadata });
    expect(problems(app)).toEqual([]);
    expect(object.toJson().metadata.namespace).toBe('elsewhere');
  });

  test.each([
    ['v1', 'Namespace'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
    ['kubevirt.example.org/v1', 'Unknown'],
  ])('stays as it is if its kind is cluster-wide or unknown: %s %s', (apiVersion, kind) => {
    const { app, blue } = tenant();
    const object = plain(blue, apiVersion, kind);
    expect(problems(app)).toEqual([]);
    expect(object.toJson().metadata).toEqual({ name: 'plain' });
  });

  test('gets that of the nearest tenant, however deep it stands, and only once', () => {
    const { app, infra } = platform();
    const outer = new TenantNamespace(infra, 'outer');
    const inner = TenantNamespace.existing(outer, 'inner', { namespaceName: 'inner-ns' });
    const deep = new ApiObject(new Chart(inner, 'chart'), 'map', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'deep' },
    });
    expect(problems(app)).toEqual([]);
    expect(problems(app)).toEqual([]);
    expect(deep.toJson().metadata.namespace).toBe('inner-ns');
  });

  test('keeps what it names itself, by a prop, a chart or a JSON patch', () => {
    const { app, blue } = tenant();
    const own = new ApiObject(blue, 'own', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'own', namespace: 'other' },
    });
    const charted = new ApiObject(new Chart(blue, 'chart', { namespace: 'charted' }), 'map', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'x' },
    });
    const patched = plain(blue, 'v1', 'ConfigMap');
    patched.addJsonPatch(JsonPatch.add('/metadata/namespace', 'patched'));
    expect(problems(app)).toEqual([]);
    expect([own, charted, patched].map((each) => each.toJson().metadata.namespace)).toEqual([
      'other',
      'charted',
      'patched',
    ]);
  });

  test("gets it under cdk8s' own App too", () => {
    const app = new App();
    const infra = KubeVirtCluster.existing(app, 'infra', { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
    plain(new TenantNamespace(infra, 'blue'), 'kubevirt.io/v1', 'VirtualMachine', { spec: MACHINE });
    const machine = app
      .synthYaml()
      .split('---\n')
      .find((text) => text.includes('kind: VirtualMachine\n'));
    expect(machine).toContain('namespace: cluster-blue');
  });
});

describe("a machine of the user's own that clones from another namespace", () => {
  const source = ImageSource.http('https://images.example.com/ubuntu.qcow2');
  const cloning = (namespace: string) => ({
    ...MACHINE,
    dataVolumeTemplates: [
      {
        metadata: { name: 'boot' },
        spec: {
          sourceRef: { kind: 'DataSource', name: 'ubuntu', namespace },
          storage: { resources: { requests: { storage: '10Gi' } } },
        },
      },
    ],
  });
  const uploadPolicy = (blue: TenantNamespace) => {
    prepare(blue.node.root);
    return Yaml.stringify(blue.networkPolicies.find(({ name }) => name === 'allow-cdi-upload')!.toJson());
  };

  test('opens the tenant for the pods that copy the disk', () => {
    const { infra, blue } = tenant();
    new GoldenImage(infra, 'ubuntu', { source, capacity: '10Gi' });
    expect(uploadPolicy(blue)).not.toContain('golden-images');
    plain(blue, 'kubevirt.io/v1', 'VirtualMachine', { spec: cloning('golden-images') });
    expect(uploadPolicy(blue)).toContain('kubernetes.io/metadata.name: golden-images');
    expect(uploadPolicy(blue).match(/golden-images/g)).toHaveLength(1);
  });

  test('opens nothing if no image of that namespace is for the tenant', () => {
    const { infra, blue } = tenant();
    new GoldenImage(infra, 'ubuntu', { source, capacity: '10Gi', tenants: ['cluster-red'] });
    plain(blue, 'kubevirt.io/v1', 'VirtualMachine', { spec: cloning('golden-images') });
    expect(uploadPolicy(blue)).not.toContain('golden-images');
  });
});
