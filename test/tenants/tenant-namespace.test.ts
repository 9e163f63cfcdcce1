import { ApiObject, App, JsonPatch, Lazy, Size, Testing } from 'cdk8s';
import { NETWORKS, notices, platform, problems } from './platform';
import {
  CdiRelease,
  ClusterNetworks,
  Isolation,
  KubeVirtCluster,
  KubeVirtRelease,
  PodSecurityLevel,
  Tenant,
  TenantNamespace,
  TenantNamespaceProps,
} from '../../src';
import { withInventory } from '../../src/inventory/inventory';
import { offeredSize } from '../../src/inventory/sized';

const EVERYTHING: TenantNamespaceProps = {
  namespaceName: 'blue-machines',
  labels: { team: 'blue' },
  annotations: { owner: 'blue@example.org' },
  podSecurity: {
    enforce: PodSecurityLevel.PRIVILEGED,
    audit: PodSecurityLevel.BASELINE,
    warn: PodSecurityLevel.BASELINE,
    version: 'v1.35',
  },
  networks: { pods: ['172.26.0.0/16', 'fd00:172::/56'], services: ['10.240.0.0/20'] },
  quota: {
    cpu: 64,
    memory: Size.gibibytes(256),
    storage: '2Ti',
    volumes: 100,
    pods: 60,
    machines: 20,
    additional: { 'services.loadbalancers': '2' },
  },
  containerDefaults: { cpu: '20m', memory: Size.mebibytes(96) },
  isolation: {
    preset: Isolation.STRICT,
    sameNamespace: true,
    dns: { cidrs: ['169.254.20.10/32'] },
    controlPlane: { cidrs: ['203.0.113.7/32', '2001:db8::7/128'], ports: [{ port: 6443 }] },
    imageServers: { cidrs: ['192.168.7.0/24'], except: ['192.168.7.8/32'], ports: [{ port: 443 }] },
    ingress: [{ name: 'load-balancer', cidrs: ['0.0.0.0/0', '::/0'], ports: [{ port: 30000, endPort: 32767 }] }],
    egress: [
      {
        name: 'bastion',
        namespaces: ['bastion'],
        podLabels: { app: 'ssh' },
        ports: [{ port: 22 }],
        pods: { role: 'worker' },
      },
    ],
  },
  access: {
    admins: { users: ['ann'], groups: ['blue-admins'] },
    editors: { groups: ['blue'] },
    viewers: { groups: ['audit', 'blue'] },
    migrators: { users: ['ann'] },
    grants: [{ clusterRole: 'tenant-secrets', serviceAccounts: ['deployer', 'ci/runner'] }],
  },
  sizes: [{ name: 'pinned-16', cpu: 16, memory: '64Gi', overrides: { cpu: { dedicatedCPUPlacement: true } } }],
  overrides: {
    resourceQuota: { hard: { configmaps: 50 } },
    limitRange: { limits: [{ type: 'Container', defaultRequest: { cpu: '1m' } }] },
  },
};

function tenant(props?: TenantNamespaceProps, networks?: ClusterNetworks) {
  const { app, infra } = platform(undefined, networks);
  return { app, infra, blue: new TenantNamespace(infra, 'blue', props) };
}

test('a tenant by default', () => {
  expect(Testing.synth(tenant().infra)).toMatchSnapshot();
});

test('a tenant with every option', () => {
  const { app, infra } = tenant(EVERYTHING);
  expect(problems(app)).toEqual([]);
  expect(Testing.synth(infra)).toMatchSnapshot();
});

describe.each(KubeVirtRelease.all())('%s', (kubevirt) => {
  test.each(CdiRelease.all())('accepts a tenant with every option beside %s', (cdi) => {
    const { app } = platform(kubevirt);
    new TenantNamespace(KubeVirtCluster.existing(app, 'other', { kubevirt, cdi }), 'blue', EVERYTHING);
    expect(problems(app)).toEqual([]);
  });
});

describe('the namespace', () => {
  test.each<[string, TenantNamespaceProps | undefined, string]>([
    ["the construct's id", undefined, 'cluster-blue'],
    ["the tenant's id", { id: 'gff5gnxc7r' }, 'cluster-gff5gnxc7r'],
    ['its own name', { id: 'gff5gnxc7r', namespaceName: 'blue-machines' }, 'blue-machines'],
  ])('is named by %s', (_, props, name) => {
    const { blue } = tenant(props);
    expect([blue.namespaceName, blue.namespace.metadata.name]).toEqual([name, name]);
    expect(blue.namespace.metadata.namespace).toBeUndefined();
  });

  test('is kept when it vanishes from the bundle, and its annotations can be chosen', () => {
    expect(tenant().blue.namespace.toJson().metadata.annotations).toMatchObject({
      'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    });
    expect(
      tenant({ annotations: { 'argocd.argoproj.io/sync-options': 'Prune=confirm' } }).blue.namespace.toJson().metadata
        .annotations,
    ).toMatchObject({
      'argocd.argoproj.io/sync-options': 'Delete=false,Prune=confirm',
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    });
  });

  test('enforces baseline, audits and warns of restricted', () => {
    expect(tenant().blue.namespace.toJson().metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'baseline',
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/warn': 'restricted',
    });
  });
});

test('container defaults are requests alone, so that no launcher gets a limit below its request', () => {
  expect(tenant().blue.limitRange.toJson().spec).toEqual({
    limits: [{ type: 'Container', defaultRequest: { cpu: '10m', memory: '64Mi' } }],
  });
});

describe('access', () => {
  const bound = (blue: TenantNamespace) =>
    Object.fromEntries(
      blue.roleBindings.map((binding) => {
        const { roleRef, subjects } = binding.toJson();
        return [roleRef.name, subjects];
      }),
    );

  test("is given by KubeVirt's own roles and a Role for disks, sorted and once", () => {
    const RBAC = 'rbac.authorization.k8s.io';
    const { blue } = tenant({
      access: {
        editors: { users: ['zoe', 'ann', 'ann'], groups: ['blue'] },
        grants: [{ clusterRole: 'kubevirt.io:edit', users: ['eve', 'zoe'] }],
      },
    });
    const team = [
      { kind: 'User', name: 'ann', apiGroup: RBAC },
      { kind: 'User', name: 'zoe', apiGroup: RBAC },
      { kind: 'Group', name: 'blue', apiGroup: RBAC },
    ];
    expect(bound(blue)).toEqual({
      'kubevirt.io:edit': [...team, { kind: 'User', name: 'eve', apiGroup: RBAC }],
      'tenant:edit-disks': team,
    });
  });

  test.each(['admins', 'editors'])('of %s writes disks, but no DataImportCrons', (who) => {
    const { blue } = tenant({ access: { [who]: { users: ['ann'] } } });
    const bindings = blue.roleBindings.map((each) => each.toJson().roleRef);
    expect(bindings.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      `ClusterRole kubevirt.io:${who.slice(0, -1).replace('editor', 'edit')}`, 'Role tenant:edit-disks',
    ]);
    const { metadata, rules } = blue.diskRole!.toJson();
    expect(metadata).toMatchObject({ name: 'tenant:edit-disks', namespace: 'cluster-blue' });
    const verbsOn = (resource: string) =>
      rules.filter((rule: any) => rule.resources.includes(resource)).map((rule: any) => rule.verbs.join(' '));
    expect(verbsOn('dataimportcrons')).toEqual(['get list watch']);
    expect(verbsOn('datavolumes')).toEqual(['create delete deletecollection get list patch update watch']);
    expect(JSON.stringify(rules)).not.toContain('"*"');
  });

  test('of others needs no Role', () => {
    const { blue } = tenant({ access: { viewers: { users: ['ann'] }, migrators: { users: ['ann'] } } });
    expect(blue.diskRole).toBeUndefined();
  });

  test("of service accounts, in the tenant's namespace or another", () => {
    expect(
      bound(
        tenant({ access: { grants: [{ clusterRole: 'secrets', serviceAccounts: ['ci/runner', 'deployer'] }] } }).blue,
      ),
    ).toEqual({
      secrets: [
        { kind: 'ServiceAccount', name: 'runner', namespace: 'ci' },
        { kind: 'ServiceAccount', name: 'deployer', namespace: 'cluster-blue' },
      ],
    });
  });

  test('of nobody binds nothing', () => {
    expect(tenant({ access: { admins: {}, editors: { users: [] } } }).blue.roleBindings).toEqual([]);
  });

  test('that reaches too far is pointed out', () => {
    expect(
      notices(
        tenant({
          access: {
            viewers: { groups: ['system:authenticated'] },
            grants: [{ clusterRole: 'edit', groups: ['blue'] }, { clusterRole: 'admin' }],
          },
        }).blue,
      ),
    ).toEqual([
      'access.viewers holds "system:authenticated", which reaches beyond the people of this tenant. Name a user or ' +
        "group of the tenant's own.",
      'access.grants gives the ClusterRole "edit", which may change NetworkPolicies, so its holders can end the ' +
        "tenant's isolation. Give roles that cannot, such as those of access.editors.",
    ]);
  });
});

describe('sizes', () => {
  test("are the standard ones and the tenant's own, and can be counted", () => {
    const { blue } = tenant({ sizes: [{ name: 'tiny', cpu: 1, memory: '512Mi' }] });
    expect(blue.instancetypes.map((size) => size.metadata.name)).toEqual([
      'standard-2',
      'standard-4',
      'standard-8',
      'tiny',
    ]);
    expect(['standard-2', 'standard-4', 'standard-8', 'tiny'].map((name) => offered(blue, name))).toMatchObject([
      { cpu: 2, memory: '8Gi' },
      { cpu: 4, memory: '16Gi' },
      { cpu: 8, memory: '32Gi' },
      { cpu: 1, memory: '512Mi' },
    ]);
  });

  test("can be the tenant's own alone, even under a standard name", () => {
    const { app, blue } = tenant({ standardSizes: false, sizes: [{ name: 'standard-2', cpu: 2, memory: '4Gi' }] });
    expect(blue.instancetypes.map((size) => size.toJson().spec)).toEqual([
      { cpu: { guest: 2 }, memory: { guest: '4Gi' } },
    ]);
    expect(problems(app)).toEqual([]);
  });

  test('that have mistakes are checked against the schema too', () => {
    const { app } = tenant({
      standardSizes: false,
      sizes: [{ name: 'tiny', cpu: 1, memory: '1Gi', overrides: { cpu: { modell: 'host' } as object } }],
    });
    expect(problems(app)).toEqual([
      '[infra/blue/VirtualMachineInstancetype-tiny] spec.cpu.modell is not a field of VirtualMachineInstancetype ' +
        '(instancetype.kubevirt.io/v1beta1, KubeVirt v1.9.0). Did you mean "model"?',
    ]);
  });

  test('cannot be had from a release without instancetypes', () => {
    const { app, infra } = platform();
    jest.spyOn(infra.kubevirt, 'apiVersion').mockReturnValue(undefined);
    new TenantNamespace(infra, 'blue');
    new TenantNamespace(infra, 'red', { standardSizes: false });
    expect(problems(app)).toEqual([
      '[infra/blue] KubeVirt v1.9.0 does not serve VirtualMachineInstancetype, so the tenant can have no sizes. Set ' +
        'standardSizes to false and leave sizes out.',
    ]);
    jest.restoreAllMocks();
  });
});

describe('networks', () => {
  const overlap = (one: string, other: string) =>
    `[infra/blue] networks.${one} overlaps ${other}, so addresses in both cannot be told apart and routing between the `
      + 'clusters breaks. Choose a range that shares no address with it.';

  test.each<[string, ClusterNetworks, string[]]>([
    [
      "services within the infra cluster's",
      { services: ['10.97.0.0/20'] },
      [overlap('services 10.97.0.0/20', 'service network of cluster infra 10.96.0.0/12')],
    ],
    [
      "pods around the infra cluster's",
      { pods: ['10.240.0.0/12'] },
      [overlap('pods 10.240.0.0/12', 'pod network of cluster infra 10.244.0.0/16')],
    ],
    [
      'pods in the second family',
      { pods: ['172.26.0.0/16', 'fd00:10:96::/110'] },
      [overlap('pods fd00:10:96::/110', 'service network of cluster infra fd00:10:96::/108')],
    ],
    [
      'pods and services of the tenant',
      { pods: ['172.26.0.0/16'], services: ['172.26.4.0/24'] },
      [overlap('pods 172.26.0.0/16', 'service network of tenant cluster-blue 172.26.4.0/24')],
    ],
    [
      'an invalid range',
      { pods: ['172.26.0.0'] },
      [
        '[infra/blue] networks.pods "172.26.0.0" is not a CIDR. Write an address and a prefix length, such as ' +
          '"10.96.0.0/12" or "fd00:10:96::/108".',
      ],
    ],
    ['ranges of their own', { pods: ['172.26.0.0/16', 'fd00:172::/56'], services: ['10.240.0.0/20'] }, []],
  ])('%s', (_, networks, sentences) => {
    expect(problems(tenant({ networks }, NETWORKS).app)).toEqual(sentences);
  });

  test('of two tenants may be the same', () => {
    const { app, infra } = platform();
    for (const id of ['blue', 'red']) new TenantNamespace(infra, id, { networks: { services: ['10.240.0.0/20'] } });
    expect(problems(app)).toEqual([]);
  });
});

describe('a mistake is an error', () => {
  test.each<[string, TenantNamespaceProps, string]>([
    [
      'an id that is not a name',
      { id: 'GFF5' },
      'namespaceName "cluster-GFF5" is not a DNS label, so the API server refuses it. Use lower-case letters, digits ' +
        'and "-", beginning and ending with a letter or digit, for example "cluster-gff5".',
    ],
    [
      'an id that is too long',
      { id: 'a'.repeat(56) },
      `namespaceName "cluster-${'a'.repeat(56)}" has 64 characters; such a name has at most 63. Shorten it to 63.`,
    ],
    [
      'the namespace of KubeVirt',
      { namespaceName: 'kubevirt' },
      'namespaceName "kubevirt" belongs to KubeVirt, whose pods a tenant\'s isolation and quota would stop. Choose ' +
        'another name, such as "cluster-blue".',
    ],
    [
      'the namespace of CDI',
      { namespaceName: 'cdi' },
      'namespaceName "cdi" belongs to CDI, whose pods a tenant\'s isolation and quota would stop. Choose another name, '
        + 'such as "cluster-blue".',
    ],
    [
      'a namespace of the cluster',
      { namespaceName: 'kube-system' },
      'namespaceName "kube-system" belongs to the cluster itself, whose pods a tenant\'s isolation and quota would ' +
        'stop. Choose another name, such as "cluster-blue".',
    ],
    [
      'an invalid label',
      { labels: { team: 'the blue one' } },
      'labels.team "the blue one" is not a label value, so the API server refuses it. Use at most 63 letters, digits, '
        + '"-", "_" and ".", beginning and ending with a letter or digit.',
    ],
    [
      'a pod security label',
      { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
      'labels holds the label "pod-security.kubernetes.io/enforce", but podSecurity is written instead. Set ' +
        'podSecurity instead.',
    ],
    [
      'a pod security version',
      { podSecurity: { version: '1.35' } },
      'podSecurity.version "1.35" is not a minor release of Kubernetes. Write it as "v1.35", or "latest".',
    ],
    [
      'container defaults of CPU',
      { containerDefaults: { cpu: 'ten' } },
      'containerDefaults.cpu "ten" is not an amount of CPU. Write a Kubernetes quantity, such as "10m".',
    ],
    [
      'container defaults of memory',
      { containerDefaults: { memory: '64m' } },
      'containerDefaults.memory "64m" is not a whole number of bytes ("m" means thousandths). Write "64Mi" for ' +
        'mebibytes.',
    ],
    [
      'a user without a name',
      { access: { admins: { users: [''] } } },
      'access.admins is "", which names nobody. Name a user or group.',
    ],
    ...['a/b/c', '/x', 'y/', 'B/c'].map((account): [string, TenantNamespaceProps, string] => [
      `the service account ${account}`,
      { access: { editors: { serviceAccounts: [account] } } },
      `access.editors names "${account}", which cannot be a service account. Write the name in lower-case letters, `
        + 'digits, "-" and ".", with "namespace/" before it if it is in another namespace.',
    ]),
    [
      'a ClusterRole that cannot be',
      { access: { grants: [{ clusterRole: 'a/b', users: ['ann'] }] } },
      'access.grants "a/b" is not the name of a role. Write one without "/" and "%", such as "kubevirt.io:view".',
    ],
    [
      'an invalid annotation',
      { annotations: { 'a b': 'c' } },
      'annotations key "a b" is not a label key, so the API server refuses it. Write "name" or "prefix.example/name" ' +
        'with letters, digits, "-", "_" and "." and at most 63 characters in the name.',
    ],
    [
      'the label that the API server writes',
      { labels: { 'kubernetes.io/metadata.name': 'red' } },
      'labels["kubernetes.io/metadata.name"] "red" is not the namespace\'s name, which the API server writes over ' +
        'whatever is given. Leave it out.',
    ],
    [
      'pod ranges that overlap each other',
      { networks: { pods: ['172.26.0.0/16', '172.26.7.0/24'] } },
      'networks.pods 172.26.0.0/16 overlaps pod network of tenant cluster-blue 172.26.7.0/24, so addresses in both '
        + 'cannot be told apart and routing between the clusters breaks. '
        + 'Choose a range that shares no address with it.',
    ],
    [
      'a size without CPUs by its overrides',
      { sizes: [{ name: 'odd', cpu: 1, memory: '1Gi', overrides: { cpu: { guest: 0 } } }] },
      'spec.cpu.guest is 0, but a guest has a whole number of CPUs. Write a whole number from 1 on.',
    ],
    [
      'a size without memory by its overrides',
      { sizes: [{ name: 'odd', cpu: 1, memory: '1Gi', overrides: { memory: { guest: '2048m' } } }] },
      'spec.memory.guest "2048m" is not a whole number of bytes ("m" means thousandths). Write "2048Mi" for mebibytes.',
    ],
    [
      'half a CPU',
      { sizes: [{ name: 'half', cpu: 0.5, memory: '1Gi' }] },
      'cpu of size "half" is 0.5, but must be of type integer. Write a whole number.',
    ],
    [
      'a size without memory',
      { sizes: [{ name: 'none', cpu: 1, memory: '0' }] },
      'memory of size "none" "0" must be more than zero. Write a positive size, such as "16Gi".',
    ],
    [
      'a size that cannot be named so',
      { sizes: [{ name: 'Big', cpu: 1, memory: '1Gi' }] },
      'size "Big" is not a DNS label, so the API server refuses it. Use lower-case letters, digits and "-", beginning '
        + 'and ending with a letter or digit, for example "big".',
    ],
    [
      'a standard size again',
      { sizes: [{ name: 'standard-2', cpu: 1, memory: '1Gi' }] },
      'size "standard-2" is given twice, so machines of that size would get either. Give one of them another name, or '
        + 'set standardSizes to false to define it yourself.',
    ],
    [
      'a size twice',
      {
        sizes: [
          { name: 'big', cpu: 1, memory: '1Gi' },
          { name: 'big', cpu: 2, memory: '1Gi' },
        ],
      },
      'size "big" is given twice, so machines of that size would get either. Give one of them another name.',
    ],
  ])('%s', (_, props, sentence) => {
    // Objects in a namespace that cannot be say so too, each for itself.
    const found = problems(tenant(props).app).map((line) => line.replace(/^\[infra\/blue(\/[A-Za-z]+-[^\]]+)?\] /, ''));
    expect(found.filter((line) => line === sentence)).toEqual([sentence]);
    for (const each of found.filter((line) => line !== sentence)) expect(each).toMatch(/metadata.namespace/);
  });

  test('two tenants in one namespace name both constructs', () => {
    const { app, infra } = platform();
    new TenantNamespace(infra, 'blue', { namespaceName: 'shared' });
    new TenantNamespace(infra, 'red', { namespaceName: 'shared' });
    expect(problems(app)).toEqual([
      '[infra/red] namespaceName "shared" is already the namespace of tenant infra/blue in cluster infra, so one of ' +
        'the two would overwrite the other. Put the machines below that tenant, or choose another namespaceName.',
    ]);
  });

  test('a tenant beside one of the same namespace that exists already, and two of those', () => {
    const { app, infra } = platform();
    new TenantNamespace(infra, 'blue');
    TenantNamespace.existing(infra, 'f', { namespaceName: 'cluster-blue' });
    TenantNamespace.existing(infra, 'g', { namespaceName: 'cluster-blue' });
    expect(problems(app)).toEqual(
      ['f', 'g'].map((id) =>
        expect.stringContaining(
          `[infra/${id}] namespaceName "cluster-blue" is already the namespace of tenant infra/blue`,
        ),
      ),
    );
  });

  test('not tenants of one namespace in two clusters', () => {
    const { app, infra } = platform();
    const other = KubeVirtCluster.existing(app, 'other', { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
    for (const cluster of [infra, other]) new TenantNamespace(cluster, 'blue');
    expect(problems(app)).toEqual([]);
  });

  test('a tenant outside of a cluster', () => {
    expect(() => new TenantNamespace(new App(), 'blue')).toThrow(
      '[blue] the construct is outside of any cluster, so its releases are not known. Create it below a '
        + 'KubeVirtCluster, or ' +
        'below KubeVirtCluster.existing(…) where KubeVirt is installed already.',
    );
  });
});

/** What machines of a size get, as the inventory knows it. */
function offered(blue: TenantNamespace, name: string) {
  return withInventory(blue, ({ clusters }) => {
    const size = offeredSize(clusters[0], 'VirtualMachineInstancetype', name, blue.namespaceName);
    return size && { ...size, memory: size.memory.toBytesText() };
  });
}

describe('what a size offers', () => {
  test('is what is written, overrides included', () => {
    const { blue } = tenant({
      sizes: [
        {
          name: 'pinned',
          cpu: 8,
          memory: '1Gi',
          overrides: { cpu: { dedicatedCPUPlacement: true }, memory: { guest: '64Gi' } },
        },
      ],
    });
    expect(offered(blue, 'pinned')).toEqual({
      cpu: 8,
      memory: '64Gi',
      spec: { cpu: { guest: 8, dedicatedCPUPlacement: true }, memory: { guest: '64Gi' } },
    });
    expect(blue.instancetypes.map(({ name }) => name)).toEqual(['standard-2', 'standard-4', 'standard-8', 'pinned']);
  });

  test('is what is written, JSON patches and late values included, whenever it was asked before', () => {
    const { blue } = tenant({
      sizes: [{ name: 'late', cpu: 1, memory: '1Gi', overrides: { cpu: { guest: Lazy.any({ produce: () => 3 }) } } }],
    });
    expect(offered(blue, 'late')).toMatchObject({ cpu: 3, memory: '1Gi' });
    blue.instancetypes[3].addJsonPatch(
      JsonPatch.replace('/spec/memory/guest', '2Gi'),
      JsonPatch.add('/spec/cpu/dedicatedCPUPlacement', true),
    );
    expect(offered(blue, 'late')).toEqual({
      cpu: 3,
      memory: '2Gi',
      spec: { cpu: { guest: 3, dedicatedCPUPlacement: true }, memory: { guest: '2Gi' } },
    });
  });

  test.each([
    JsonPatch.remove('/spec'),
    JsonPatch.remove('/spec/nope/x'),
    JsonPatch.replace('/spec', 'x'),
    JsonPatch.remove('/metadata'),
  ])('is not known if a patch leaves nothing to read, and the object is an error', (patch) => {
    const { app, blue } = tenant();
    blue.instancetypes[0].addJsonPatch(patch);
    expect(offered(blue, 'standard-2')).toBeUndefined();
    expect(problems(app)).not.toEqual([]);
    for (const problem of problems(app)) {
      expect(problem).toContain('[infra/blue/VirtualMachineInstancetype-standard-2]');
    }
  });
});

test('every object can be patched, and a limit removed', () => {
  const { blue } = tenant({ quota: { cpu: 4, pods: 9 }, overrides: { resourceQuota: { hard: { pods: null } } } });
  blue.limitRange.addJsonPatch(JsonPatch.replace('/spec/limits/0/defaultRequest/cpu', '50m'));
  expect(blue.limitRange.toJson().spec.limits[0].defaultRequest.cpu).toBe('50m');
  expect(blue.resourceQuota?.toJson().spec).toEqual({ hard: { 'requests.cpu': '4' } });
});

describe('a tenant that exists already', () => {
  test('emits nothing, offers no sizes and takes any machines', () => {
    const { app, infra } = platform();
    const blue = TenantNamespace.existing(infra, 'blue', { namespaceName: 'blue-machines' });
    blue._clonesFrom('golden-images');
    expect(app.synthYaml()).toBe('');
    expect(blue.node.findAll().filter(ApiObject.isApiObject)).toEqual([]);
    expect([blue.namespaceName, blue.cluster]).toEqual(['blue-machines', infra]);
    expect(Tenant.containing(blue)).toBe(blue);
  });

  test('has a namespace name that can be one', () => {
    const { app, infra } = platform();
    TenantNamespace.existing(infra, 'blue', { namespaceName: 'Blue' });
    expect(problems(app)).toEqual([expect.stringContaining('namespaceName "Blue" is not a DNS label')]);
  });
});
