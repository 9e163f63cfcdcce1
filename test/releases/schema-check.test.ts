import { CdiRelease, KubeVirtRelease } from '../../src';
import { KubernetesObject } from '../../src/releases/facts';
import { SchemaCheck } from '../../src/releases/schema-check';

const check = SchemaCheck.of(KubeVirtRelease.V1_9_0, CdiRelease.V1_66_0);

function object(apiVersion: string, kind: string, spec: unknown, namespace: string | null = 'a'): KubernetesObject {
  return { apiVersion, kind, metadata: { name: 'x', ...(namespace === null ? {} : { namespace }) }, spec };
}

function machine(spec: object): KubernetesObject {
  return object('kubevirt.io/v1', 'VirtualMachine', { template: { spec: { domain: { devices: {} }, ...spec } } });
}

/** What a check says, each fault as a sentence. */
function said(judged: KubernetesObject, by = check): string[] {
  return by.check(judged).map(({ field, problem, remedy }) => `${field} ${problem}. ${remedy}`);
}

test('what is right passes', () => {
  expect(said(machine({ evictionStrategy: 'LiveMigrate', networks: [{ name: 'default', pod: {} }] }))).toEqual([]);
});

test.each<[string, KubernetesObject, string]>([
  [
    'an unknown field',
    machine({ domain: { devices: {}, cpu: { coers: 2 } } }),
    'spec.template.spec.domain.cpu.coers is not a field of VirtualMachine (kubevirt.io/v1, KubeVirt v1.9.0). Did you '
      + 'mean "cores"?',
  ],
  [
    'a type',
    machine({ domain: { devices: {}, cpu: { cores: '2' } } }),
    'spec.template.spec.domain.cpu.cores is "2", but must be of type integer. Write a whole number.',
  ],
  [
    'a number out of range',
    machine({ terminationGracePeriodSeconds: 1e30 }),
    'spec.template.spec.terminationGracePeriodSeconds is 1e+30, which is not a whole number of 64 bits',
  ],
  [
    'a missing field',
    object('kubevirt.io/v1', 'VirtualMachine', {}),
    'spec.template is missing, but is required. Write it.',
  ],
  [
    'an enum',
    object('cdi.kubevirt.io/v1beta1', 'CDI', { cloneStrategyOverride: 'snap' }, null),
    'spec.cloneStrategyOverride is "snap", but must be one of "copy", "snapshot", "csi-clone". Write one of them.',
  ],
  [
    'a pattern',
    object('cdi.kubevirt.io/v1beta1', 'CDI', { config: { filesystemOverhead: { global: '7%' } } }, null),
    'spec.config.filesystemOverhead.global is "7%", which does not match the pattern',
  ],
  [
    'a bound',
    object('kubevirt.io/v1', 'KubeVirt', { configuration: { developerConfiguration: { memoryOvercommit: 5 } } }),
    'spec.configuration.developerConfiguration.memoryOvercommit is 5, but must be >= 10',
  ],
  [
    'a quantity',
    machine({ domain: { devices: {}, memory: { guest: 'lots' } } }),
    'spec.template.spec.domain.memory.guest "lots" is not a Kubernetes quantity. Write a number and a unit, such as '
      + '16Gi.',
  ],
  [
    'a quantity of the wrong type',
    machine({ domain: { devices: {}, memory: { guest: [] } } }),
    'spec.template.spec.domain.memory.guest is [], but must be of type integer or string. Write a whole number or a '
      + 'text.',
  ],
  [
    'equal keys in a list',
    machine({
      topologySpreadConstraints: [1, 2].map((maxSkew) => ({
        maxSkew,
        topologyKey: 'zone',
        whenUnsatisfiable: 'DoNotSchedule',
      })),
    }),
    'spec.template.spec.topologySpreadConstraints holds two items with the same topologyKey, whenUnsatisfiable, which '
      + 'tell its items apart.',
  ],
  [
    'a missing namespace',
    {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachine',
      metadata: { name: 'x' },
      spec: { template: { spec: { domain: { devices: {} } } } },
    },
    'metadata.namespace is missing, so the VirtualMachine would land wherever the applier happens to point. Write the '
      + 'namespace.',
  ],
  [
    'a namespace on a cluster-wide kind',
    object('cdi.kubevirt.io/v1beta1', 'CDI', {}),
    'metadata.namespace is "a", but a CDI is cluster-wide. Leave the namespace out.',
  ],
  [
    'a name',
    {
      apiVersion: 'cdi.kubevirt.io/v1beta1',
      kind: 'DataSource',
      metadata: { name: 'Ubuntu_24', namespace: 'a' },
      spec: { source: {} },
    },
    'metadata.name "Ubuntu_24" is not a DNS subdomain, so the API server refuses it.',
  ],
  [
    'a misspelt kind',
    object('kubevirt.io/v1', 'VirtualMachin', {}),
    'kind VirtualMachin of kubevirt.io/v1 is not served by KubeVirt v1.9.0. Did you mean "VirtualMachine"?',
  ],
  [
    'a kind in another group',
    object('kubevirt.io/v1alpha1', 'VirtualMachinePool', {}),
    'apiVersion is "kubevirt.io/v1alpha1", but KubeVirt v1.9.0 serves VirtualMachinePool in group "pool.kubevirt.io". '
      + 'Write apiVersion pool.kubevirt.io/v1alpha1 or pool.kubevirt.io/v1beta1.',
  ],
  [
    'a kind of CDI\'s in a group of KubeVirt\'s',
    object('kubevirt.io/v1', 'DataVolume', {}),
    'apiVersion is "kubevirt.io/v1", but CDI v1.66.0 serves DataVolume in group "cdi.kubevirt.io". Write apiVersion '
      + 'cdi.kubevirt.io/v1beta1.',
  ],
  [
    'a version that is not served',
    object('pool.kubevirt.io/v1', 'VirtualMachinePool', {}),
    'apiVersion pool.kubevirt.io/v1 of VirtualMachinePool is not served by KubeVirt v1.9.0. Write apiVersion '
      + 'pool.kubevirt.io/v1alpha1 or pool.kubevirt.io/v1beta1.',
  ],
])('%s is refused', (_what, wrong, sentence) => {
  expect(said(wrong)).toEqual([expect.stringContaining(sentence)]);
});

test.each([
  [null, 'null'],
  [5, '5'],
  [['a'], '["a"]'],
])('a namespace that is not a text is refused: %j', (namespace, shown) => {
  for (const right of [machine({}), object('cdi.kubevirt.io/v1beta1', 'CDI', {}, null)]) {
    const wrong = { ...right, metadata: { name: 'x', namespace } } as unknown as KubernetesObject;
    expect(said(wrong)).toEqual([`metadata.namespace is ${shown}, but must be of type string. Write a text.`]);
    expect(check.hasShape(wrong)).toBe(false);
  }
});

test('all mistakes of an object are shown', () => {
  expect(check.check(machine({ domain: { devices: {}, cpu: { coers: 2, threads: 'x' } }, dnsPolicy: 7 }))).toHaveLength(
    3,
  );
});

test('a group that only other releases serve is refused with those', () => {
  const old = SchemaCheck.of(KubeVirtRelease.V1_7_4, CdiRelease.V1_63_1);
  const backup = object('backup.kubevirt.io/v1alpha1', 'VirtualMachineBackup', {});
  expect(said(backup, old)).toEqual([
    'kind VirtualMachineBackup of backup.kubevirt.io/v1alpha1 is not served by KubeVirt v1.7.4, but by v1.8.4 and '
      + 'v1.9.0. Leave the object out, or choose one of those releases.',
  ]);
});

test('a field of a later release is refused', () => {
  const dataVolume = object('cdi.kubevirt.io/v1beta1', 'DataVolume', {
    source: { http: { url: 'https://images.example/u.img', checksum: 'sha256:0' } },
    storage: {},
  });
  expect(check.check(dataVolume)).toEqual([]);
  expect(said(dataVolume, SchemaCheck.of(KubeVirtRelease.V1_9_0, CdiRelease.V1_64_0))).toEqual([
    expect.stringContaining(
      'spec.source.http.checksum is not a field of DataVolume (cdi.kubevirt.io/v1beta1, CDI v1.64.0).',
    ),
  ]);
});

test('kinds of others are not checked', () => {
  expect(check.check(object('v1', 'ConfigMap', undefined))).toEqual([]);
  expect(check.check(object('ssp.kubevirt.io/v1beta3', 'SSP', {}))).toEqual([]);
});

test("a kind of another operator in a group of KubeVirt's may be right", () => {
  const plan = object('migrations.kubevirt.io/v1alpha1', 'MigController', {});
  expect(check.check(plan).map((fault) => fault.check)).toEqual(['foreign-kind']);
  expect(said(plan)).toEqual([
    'kind MigController of migrations.kubevirt.io/v1alpha1 is not served by KubeVirt v1.9.0. Leave the object out, '
      + 'unless another operator serves the kind.',
  ]);
});

test.each([
  ['16GB', '16Gi'],
  ['16 Gi', '16Gi'],
  ['16gi', '16Gi'],
  ['1.5tb', '1.5Ti'],
  ['much', '16Gi'],
  ['', '16Gi'],
])('of the quantity %j it is said what to write', (guest, meant) => {
  const wrong = machine({ domain: { devices: {}, memory: { guest } } });
  const path = 'spec.template.spec.domain.memory.guest';
  expect(said(wrong)).toEqual([
    `${path} ${JSON.stringify(guest)} is not a Kubernetes quantity. Write a number and a unit, such as ${meant}.`,
  ]);
  expect(check.hasShape(wrong)).toBe(true);
});

test('an object is validated once, however often it is asked about', () => {
  const wrong = machine({ dnsPolicy: 7 });
  expect(check.check(wrong)).toBe(check.check(wrong));
});
