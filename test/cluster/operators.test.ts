import { ApiObject, JsonPatch } from 'cdk8s';
import { cluster, environment, kubevirtSpec, operatorPod, problems } from './clusters';
import { BundleApp, CdiRelease, ControlPlaneNodes, KubeVirtCluster, KubeVirtRelease } from '../../src';
import { KEPT_WHEN_PRUNED } from '../../src/layout/protection';
import { expand, KubernetesObject, ReleaseFacts } from '../../src/releases/facts';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** Everything in an object at which a text stands alone, by path. */
function placesOf(value: unknown, text: string, path = ''): string[] {
  if (value === text) return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => placesOf(item, text, `${path}.${key}`));
}

type Crd = KubernetesObject & { spec: { versions: { name: string }[] } };

/**
 * What upstream emits, each object with what keeps it from being pruned, and without the version of CDI's CRD that
 * cdi-operator takes out.
 */
function upstream(facts: ReleaseFacts): KubernetesObject[] {
  return expand(facts.operator, facts).map((object) => {
    const annotations = { ...object.metadata.annotations, ...KEPT_WHEN_PRUNED };
    const kept = { ...object, metadata: { ...object.metadata, annotations } };
    if (object.metadata.name !== 'cdis.cdi.kubevirt.io') return kept;
    const { spec } = object as Crd;
    return { ...kept, spec: { ...spec, versions: spec.versions.filter(({ name }) => name !== 'v1alpha1') } };
  });
}

function rendered(infra: KubeVirtCluster, facts: ReleaseFacts): KubernetesObject[] {
  return facts.operator.map(
    (object) => infra.operatorObjects[`${object.kind}/${object.metadata.name}`].toJson() as KubernetesObject,
  );
}

describe('with nothing but its releases said', () => {
  const pairs = KubeVirtRelease.all().flatMap((kubevirt) => CdiRelease.all().map((cdi) => [kubevirt, cdi] as const));

  test.each(pairs)(
    "the operators of %s and %s equal upstream's object for object, and the custom resources are accepted",
    (kubevirt, cdi) => {
      const infra = cluster({ kubevirt, cdi });
      expect(problems(infra)).toEqual([]);
      expect(rendered(infra, kubevirt._facts)).toEqual(upstream(kubevirt._facts));
      expect(rendered(infra, cdi._facts)).toEqual(upstream(cdi._facts));
      expect(
        (infra.operatorObjects['CustomResourceDefinition/cdis.cdi.kubevirt.io'].toJson() as Crd).spec.versions.map(
          ({ name }) => name,
        ),
      ).toEqual(['v1beta1']);
      expect(Object.keys(infra.operatorObjects)).toHaveLength(
        kubevirt._facts.operator.length + cdi._facts.operator.length,
      );
    },
  );

  test('the objects have stable paths', () => {
    const leaves = cluster()
      .node.findAll()
      .filter((construct) => construct.node.children.length === 0);
    expect(leaves.map((construct) => construct.node.path)).toMatchSnapshot();
  });
});

describe('in namespaces of their own', () => {
  const infra = cluster({ kubevirtNamespace: 'virt-system', cdiNamespace: 'transfer-system' });

  test("no object mentions upstream's namespace", () => {
    const elsewhere = /^\.metadata\.namespace$|^\.subjects\.\d+\.namespace$|^\.metadata\.name$/;
    for (const [name, object] of Object.entries(infra.operatorObjects)) {
      expect({
        name,
        left: [...placesOf(object.toJson(), 'kubevirt'), ...placesOf(object.toJson(), 'cdi')].filter((path) =>
          elsewhere.test(path),
        ),
      }).toEqual({ name, left: [] });
    }
    expect(problems(infra)).toEqual([]);
  });

  test('the custom resource of KubeVirt goes where its operator is', () => {
    expect(infra.kubevirtCr.toJson().metadata).toEqual({
      name: 'kubevirt',
      namespace: 'virt-system',
      annotations: KEPT_WHEN_PRUNED,
    });
    expect(infra.cdiCr.toJson().metadata).toEqual({ name: 'cdi', annotations: KEPT_WHEN_PRUNED });
    expect(infra.operatorObjects['Namespace/kubevirt'].toJson().metadata).toEqual({
      name: 'virt-system',
      annotations: KEPT_WHEN_PRUNED,
      labels: { 'kubevirt.io': '', 'pod-security.kubernetes.io/enforce': 'privileged' },
    });
    expect(infra.operatorObjects['ClusterRoleBinding/cdi-operator'].toJson().subjects).toEqual([
      { kind: 'ServiceAccount', name: 'cdi-operator', namespace: 'transfer-system' },
    ]);
  });

  test('that are one and the same, there is one Namespace with the labels of both', () => {
    const shared = cluster({ kubevirtNamespace: 'kubevirt-hyperconverged', cdiNamespace: 'kubevirt-hyperconverged' });
    expect(problems(shared)).toEqual([]);
    const namespaces = shared.node.findAll().filter(ApiObject.isApiObject).filter(({ kind }) => kind === 'Namespace');
    expect(namespaces.map((each) => each.toJson().metadata)).toEqual([
      {
        name: 'kubevirt-hyperconverged',
        labels: {
          ...cluster().operatorObjects['Namespace/cdi'].toJson().metadata.labels,
          ...cluster().operatorObjects['Namespace/kubevirt'].toJson().metadata.labels,
        },
        annotations: expect.anything(),
      },
    ]);
    expect(shared.operatorObjects['Namespace/cdi']).toBe(shared.operatorObjects['Namespace/kubevirt']);
    const { namespace } = shared.operatorObjects['Deployment/cdi-operator'].toJson().metadata;
    expect(namespace).toBe('kubevirt-hyperconverged');
  });
});

describe('hidden control-plane nodes', () => {
  const infra = cluster({ controlPlaneNodes: ControlPlaneNodes.HIDDEN });

  test('end the requirement of the operator and keep the rest of its affinity', () => {
    const usual = operatorPod(cluster(), 'virt-operator').affinity;
    expect(usual.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution).toBeDefined();
    const { requiredDuringSchedulingIgnoredDuringExecution: _required, ...preferred } = usual.nodeAffinity;
    expect(operatorPod(infra, 'virt-operator').affinity).toEqual({ ...usual, nodeAffinity: preferred });
    expect(operatorPod(infra, 'cdi-operator')).toEqual(operatorPod(cluster(), 'cdi-operator'));
  });

  test('end the requirement of what the operator installs', () => {
    expect(kubevirtSpec(infra).infra).toEqual({ nodePlacement: { nodeSelector: { 'kubernetes.io/os': 'linux' } } });
    expect(kubevirtSpec(cluster()).infra).toBeUndefined();
  });
});

describe('options of an operator', () => {
  test("are laid over upstream's", () => {
    const infra = cluster({
      kubevirtOperator: {
        replicas: 3,
        resources: { requests: { cpu: '50m' }, limits: { memory: '1Gi' } },
        nodePlacement: {
          nodeSelector: { 'node-role.kubernetes.io/infra': '' },
          tolerations: [{ key: 'infra' }, { key: 'tier', value: 'infra' }],
        },
      },
      cdiOperator: { replicas: 2 },
    });
    const pod = operatorPod(infra, 'virt-operator');
    expect(problems(infra)).toEqual([]);
    expect(infra.operatorObjects['Deployment/virt-operator'].toJson().spec.replicas).toBe(3);
    expect(infra.operatorObjects['Deployment/cdi-operator'].toJson().spec.replicas).toBe(2);
    expect(pod.containers[0].resources).toEqual({
      requests: { cpu: '50m', memory: '450Mi' },
      limits: { memory: '1Gi' },
    });
    expect(pod.nodeSelector).toEqual({ 'kubernetes.io/os': 'linux', 'node-role.kubernetes.io/infra': '' });
    expect(pod.affinity.nodeAffinity).not.toHaveProperty('requiredDuringSchedulingIgnoredDuringExecution');
    expect(pod.tolerations.slice(-2)).toEqual([
      { key: 'infra', operator: 'Exists' },
      { key: 'tier', operator: 'Equal', value: 'infra' },
    ]);
    expect(pod.tolerations).toHaveLength(5);
  });

  test.each([
    [
      { replicas: 0 },
      'kubevirtOperator.replicas is 0, so nothing would look after the cluster. Write a whole number from 1.',
    ],
    [
      { replicas: 1.5 },
      'kubevirtOperator.replicas is 1.5, so nothing would look after the cluster. Write a whole number from 1.',
    ],
    [
      { resources: { requests: { memory: '450 MB' } } },
      'kubevirtOperator.resources.requests.memory "450 MB" is not a Kubernetes quantity. Write one such as "500m" for '
        + 'cpu or "512Mi" for memory.',
    ],
    [
      { resources: { requests: { cpu: '2' }, limits: { cpu: '500m' } } },
      'kubevirtOperator.resources.requests.cpu "2" is more than its limit "500m", so no such pod can be made. Raise ' +
        'the limit or lower the request.',
    ],
    [
      { nodePlacement: { nodeSelector: { 'tier!': 'infra' } } },
      'kubevirtOperator.nodePlacement.nodeSelector["tier!"] "tier!" is not a label key, so the API server refuses '
        + 'it. Write "name" or "prefix.example/name" with letters, digits, "-", "_" and "." and at most 63 characters '
        + 'in the name.',
    ],
  ])('that cannot work are an error: %j', (kubevirtOperator, sentence) => {
    expect(problems(cluster({ kubevirtOperator }))).toEqual([
      `[infra/kubevirt-operator/deployment-virt-operator] ${sentence}`,
    ]);
  });
});

describe('a registry', () => {
  test('takes the place of quay.io for operators and components', () => {
    const infra = cluster({ registry: 'registry.example:5000/mirror' });
    expect(problems(infra)).toEqual([]);
    // KubeVirt takes its components from the registry of VIRT_OPERATOR_IMAGE.
    expect(environment(infra, 'virt-operator')).toEqual({
      VIRT_OPERATOR_IMAGE: 'registry.example:5000/mirror/kubevirt/virt-operator:v1.9.0',
      KUBEVIRT_VERSION: 'v1.9.0',
    });
    expect(operatorPod(infra, 'virt-operator').containers[0].image).toBe(
      'registry.example:5000/mirror/kubevirt/virt-operator:v1.9.0',
    );
    const images = Object.entries(environment(infra, 'cdi-operator'))
      .filter(([name]) => name.endsWith('_IMAGE'))
      .map(([, value]) => value);
    expect(images).toHaveLength(7);
    expect(
      [...images, operatorPod(infra, 'cdi-operator').containers[0].image].filter(
        (image) => !/^registry\.example:5000\/mirror\/kubevirt\/cdi-[a-z]+:v1\.66\.0$/.test(image!),
      ),
    ).toEqual([]);
  });

  test.each([
    ['https://registry.example/mirror/', 'registry.example/mirror'],
    ['registry.example/Mirror', 'registry.example:5000/mirror'],
  ])('that is not a registry is an error: %s', (registry, suggestion) => {
    expect(problems(cluster({ registry }))).toEqual([
      `[infra/kubevirt-operator/deployment-virt-operator] registry "${registry}" is not a registry. Write a host, a `
        + `port if needed, and the path before "kubevirt/…", such as "${suggestion}".`,
    ]);
  });
});

describe('pull secrets', () => {
  test('go to the operators and to both custom resources', () => {
    const infra = cluster({ pullSecrets: ['mirror'] });
    expect(operatorPod(infra, 'virt-operator').imagePullSecrets).toEqual([{ name: 'mirror' }]);
    expect(operatorPod(infra, 'cdi-operator').imagePullSecrets).toEqual([{ name: 'mirror' }]);
    expect(kubevirtSpec(infra).imagePullSecrets).toEqual([{ name: 'mirror' }]);
    expect(infra.cdiCr.toJson().spec.config.imagePullSecrets).toEqual([{ name: 'mirror' }]);
    expect(problems(infra)).toEqual([]);
  });

  test('of launchers are a flag of virt-controller, beside what overrides say', () => {
    const infra = cluster({
      launcherPullSecret: 'mirror',
      overrides: { kubevirt: { customizeComponents: { flags: { controller: { v: '4' } } } } },
    });
    expect(kubevirtSpec(infra).customizeComponents).toEqual({
      flags: { controller: { 'image-pull-secret': 'mirror', 'v': '4' } },
    });
    expect(kubevirtSpec(cluster()).customizeComponents).toEqual({ patches: [] });
    expect(problems(cluster({ launcherPullSecret: 'Mirror' }))).toEqual([
      expect.stringContaining('[infra] launcherPullSecret "Mirror" is not a DNS subdomain'),
    ]);
  });

  test('with an invalid name are an error', () => {
    expect(problems(cluster({ pullSecrets: ['Mirror'] }))).toEqual(
      expect.arrayContaining([expect.stringContaining('[infra] pullSecrets "Mirror" is not a DNS subdomain')]),
    );
  });
});

describe('images', () => {
  test("by digest keep name, registry and KubeVirt's version", () => {
    const infra = cluster({
      registry: 'registry.example',
      kubevirtImages: {
        operator: DIGEST,
        api: DIGEST,
        controller: DIGEST,
        handler: DIGEST,
        launcher: DIGEST,
        exportProxy: DIGEST,
        exportServer: DIGEST,
        synchronizationController: DIGEST,
        templateApiserver: DIGEST,
        templateController: DIGEST,
        libguestfs: DIGEST,
        prHelper: DIGEST,
        sidecarShim: DIGEST,
      },
      cdiImages: {
        operator: DIGEST,
        controller: DIGEST,
        importer: DIGEST,
        cloner: DIGEST,
        apiserver: DIGEST,
        uploadServer: DIGEST,
        uploadProxy: DIGEST,
      },
    });
    expect(problems(infra)).toEqual([]);
    expect(environment(infra, 'virt-operator')).toMatchSnapshot();
    expect(environment(infra, 'cdi-operator')).toMatchSnapshot();
    expect(operatorPod(infra, 'cdi-operator').containers[0].image).toBe(
      `registry.example/kubevirt/cdi-operator@${DIGEST}`,
    );
  });

  test('as whole references are taken as they are', () => {
    const infra = cluster({
      registry: 'registry.example',
      kubevirtImages: { launcher: 'other.example/x/launcher:1' },
      cdiImages: { importer: `other.example/importer@${DIGEST}` },
    });
    expect(problems(infra)).toEqual([]);
    expect(environment(infra, 'virt-operator').VIRT_LAUNCHER_IMAGE).toBe('other.example/x/launcher:1');
    expect(environment(infra, 'cdi-operator')).toMatchObject({
      IMPORTER_IMAGE: `other.example/importer@${DIGEST}`,
      OVIRT_POPULATOR_IMAGE: `other.example/importer@${DIGEST}`,
    });
  });

  test('by digest stand beside an operator from elsewhere', () => {
    expect(
      environment(
        cluster({ kubevirtImages: { operator: 'other.example/x/kv-virt-operator:v1.9.0', api: DIGEST } }),
        'virt-operator',
      ).VIRT_API_IMAGE,
    ).toBe(`other.example/x/kv-virt-api@${DIGEST}`);
  });

  test.each([
    [
      { api: 'sha256:abc' },
      'kubevirtImages.api "sha256:abc" is not an image by digest: a digest is "sha256:" and 64 hexadecimal digits. ' +
        'Copy it from the registry, as "sha256:…" or "registry.example/path/name@sha256:…".',
    ],
    [
      { api: 'quay.io/kubevirt/virt-api@sha256:abc' },
      'kubevirtImages.api "quay.io/kubevirt/virt-api@sha256:abc" is not an image by digest: a digest is "sha256:" and '
        + '64 hexadecimal digits. Copy it from the registry, as "sha256:…" or "registry.example/path/name@sha256:…".',
    ],
    [
      { api: 'virt-api' },
      'kubevirtImages.api "virt-api" is not an image. Write a digest, "sha256:…", or a whole reference with its ' +
        'registry, such as "registry.example/kubevirt/virt-api@sha256:…".',
    ],
    [
      { operator: `quay.io/kubevirt/virt-operator:v1.9.0@${DIGEST}` },
      `kubevirtImages.operator "quay.io/kubevirt/virt-operator:v1.9.0@${DIGEST}" has both a tag and a digest, and ` +
        'KubeVirt would look for its components under both. Leave the tag out.',
    ],
    [
      { operator: 'quay.io/kubevirt/operator:v1.9.0' },
      'kubevirtImages.operator "quay.io/kubevirt/operator:v1.9.0" does not end in "virt-operator", so KubeVirt cannot '
        + 'tell its components\' registry from it. Keep upstream\'s name for the image.',
    ],
  ])('that cannot work are an error: %j', (kubevirtImages, sentence) => {
    expect(problems(cluster({ kubevirtImages }))).toEqual([
      `[infra/kubevirt-operator/deployment-virt-operator] ${sentence}`,
    ]);
  });

  test('of no component are an error', () => {
    const known =
      'api, controller, exportProxy, exportServer, handler, launcher, libguestfs, operator, prHelper, sidecarShim, ' +
      'synchronizationController, templateApiserver or templateController';
    expect(problems(cluster({ kubevirtImages: { virtApi: DIGEST } as object }))).toEqual([
      `[infra] kubevirtImages.virtApi is not a known property of KubeVirtImages. Leave it out, or write ${known}.`,
    ]);
  });

  test('of components that a release lacks are an error', () => {
    expect(
      problems(cluster({ kubevirt: KubeVirtRelease.V1_7_4, kubevirtImages: { templateApiserver: DIGEST } })),
    ).toEqual([
      '[infra/kubevirt-operator/deployment-virt-operator] kubevirtImages.templateApiserver is given, but KubeVirt ' +
        'v1.7.4 has no such component; v1.8.0 is the first that has. Leave it out.',
    ]);
  });

  test('of CDI are checked too', () => {
    expect(problems(cluster({ cdiImages: { importer: 'cdi-importer' } }))).toEqual([
      expect.stringContaining(
        '[infra/cdi-operator/deployment-cdi-operator] cdiImages.importer "cdi-importer" is not an image.',
      ),
    ]);
  });
});

describe('monitoring', () => {
  test("stands in the one KubeVirt custom resource, and in CDI's operator", () => {
    const infra = cluster({
      monitoring: { namespace: 'observability', serviceAccount: 'prometheus', serviceMonitorNamespace: 'monitors' },
    });
    expect(kubevirtSpec(infra)).toMatchObject({
      monitorNamespace: 'observability',
      monitorAccount: 'prometheus',
      serviceMonitorNamespace: 'monitors',
    });
    expect(environment(infra, 'cdi-operator').MONITORING_NAMESPACE).toBe('observability');
    expect(problems(infra)).toEqual([]);
  });

  test('with invalid names is an error', () => {
    expect(
      problems(cluster({ monitoring: { namespace: 'Obs', serviceAccount: 'A', serviceMonitorNamespace: 'x.y' } })),
    ).toEqual([
      expect.stringContaining('monitoring.namespace "Obs" is not a DNS label'),
      expect.stringContaining('monitoring.serviceAccount "A" is not a DNS subdomain'),
      expect.stringContaining('monitoring.serviceMonitorNamespace "x.y" is not a DNS label'),
    ]);
  });
});

test('objects can be patched', () => {
  const infra = cluster();
  infra.operatorObjects['Deployment/virt-operator'].addJsonPatch(
    JsonPatch.add('/spec/template/spec/containers/0/env/-', {
      name: 'RUNBOOK_URL_TEMPLATE',
      value: 'https://runbooks.example/%s',
    }),
  );
  expect(environment(infra, 'virt-operator').RUNBOOK_URL_TEMPLATE).toBe('https://runbooks.example/%s');
});

test('two clusters of one program do not disturb each other', () => {
  const app = new BundleApp();
  const first = new KubeVirtCluster(app, 'one', { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
  new KubeVirtCluster(app, 'two', {
    kubevirt: KubeVirtRelease.V1_8_4,
    cdi: CdiRelease.V1_65_0,
    kubevirtNamespace: 'other',
  });
  expect(problems(first)).toEqual([]);
});
