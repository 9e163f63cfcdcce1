import fc from 'fast-check';
import { stringify } from 'yaml';
import { linesOf, migrated } from './run';

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const name = fc.constantFrom('a', 'b', 'golden');
const preset = fc.constantFrom('', 'soft', 'hard', 'HARD');
/** Texts that YAML has to quote, and those that end a comment or a string in other languages. */
const odd = fc.constantFrom(
  'yes', '1:20', '0o17', '2001-01-01', '${a}', '*/', '`"\'', 'a\nb', '\u2028', '# a', ' ', '',
);

const machine = fc.record({
  apiVersion: fc.constantFrom('kubevirt.io/v1', 'kubevirt.io/v1alpha3'),
  kind: fc.constant('VirtualMachine'),
  metadata: fc.record({
    name, annotations: maybe(fc.dictionary(name, odd)), creationTimestamp: maybe(fc.constant(null)),
  }),
  spec: fc.record({
    running: maybe(fc.boolean()),
    runStrategy: maybe(fc.constant('Halted')),
    domain: maybe(fc.constant({ devices: {} })),
    networks: maybe(fc.constant([{ name: 'default', pod: {} }])),
    template: maybe(fc.constant({ metadata: { labels: { size: 'small' } }, spec: { domain: { devices: {} } } })),
    dataVolumeTemplates: maybe(fc.array(fc.record({
      metadata: fc.record({ name }),
      spec: fc.record({
        sourceRef: fc.record({
          kind: fc.constant('DataSource'), name, apiGroup: maybe(fc.constant('cdi.kubevirt.io')),
        }),
        storageClassName: maybe(fc.constant('fast')),
        pvc: fc.constant({ resources: { requests: { storage: '1Gi' } } }),
      }),
    }), { maxLength: 2 })),
  }),
});

const pool = machine.map(({ metadata, spec }) => ({
  apiVersion: 'kubevirt.io/v1alpha1',
  kind: 'VirtualMachinePool',
  metadata,
  spec: { replicas: 1, selector: { matchLabels: { a: 'b' } }, virtualMachineTemplate: { metadata: {}, spec } },
}));

const affinity = fc.record({
  podAffinityPreset: maybe(preset),
  podAntiAffinityPreset: maybe(fc.oneof(preset, fc.record({ value: preset }))),
  nodeAffinityPreset: maybe(fc.record({ type: preset, key: name, values: fc.array(name) })),
});

const deployment = fc.record({
  value: fc.record({
    cloudProvider: fc.constant('kubevirt'),
    cloudProviderSpec: fc.record({
      cpus: maybe(fc.oneof(fc.nat(9), fc.constant('2'))),
      sourceURL: maybe(fc.oneof(fc.webUrl(), name)),
      pvcSize: maybe(fc.constant('10Gi')),
      kubeconfig: maybe(fc.oneof(fc.constant('c2VjcmV0'), fc.constant({ value: 'c2VjcmV0' }))),
      namespace: maybe(name),
      affinity: maybe(affinity),
      virtualMachine: maybe(fc.record({
        flavor: maybe(fc.record({ name: fc.constantFrom('', 'small', 'kubermatic-standard') })),
        template: fc.record({ cpus: maybe(fc.nat(9)), vcpus: maybe(fc.constant({ cores: 2 })) }),
      })),
      topologySpreadConstraints: maybe(fc.constant([{ maxSkew: 1, topologyKey: 'kubernetes.io/hostname' }])),
    }),
    affinity: maybe(affinity),
    operatingSystem: fc.constantFrom('ubuntu', 'flatcar', 'centos'),
    operatingSystemSpec: fc.record({ disableAutoUpdate: fc.boolean() }),
  }),
}).map(({ value }) => ({
  apiVersion: 'cluster.k8s.io/v1alpha1',
  kind: 'MachineDeployment',
  metadata: { name: 'md', namespace: 'kube-system' },
  spec: { template: { spec: { providerSpec: { value }, versions: { kubelet: '1.18.10' } } } },
}));

const gates = fc.subarray(['DataVolumes', 'LiveMigration', 'Sidecar', 'HotplugVolumes', 'Snapshot']);
const kubevirt = fc.record({ gates, namespace: maybe(fc.constant('kubevirt')) }).map((given) => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'KubeVirt',
  metadata: { name: 'kubevirt', namespace: given.namespace },
  spec: { configuration: { developerConfiguration: { featureGates: given.gates } } },
}));

const config = gates.map((list) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'kubevirt-config', namespace: 'kubevirt' },
  data: { 'feature-gates': list.join(','), 'memory-overcommit': '150' },
}));

const small = fc.constant({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachineInstancePreset',
  metadata: { name: 'small' },
  spec: { selector: { matchLabels: { size: 'small' } }, domain: { cpu: { cores: 1 }, memory: { guest: '1Gi' } } },
});

const source = name.map((each) => ({
  apiVersion: 'cdi.kubevirt.io/v1alpha1',
  kind: 'DataSource',
  metadata: { name: each },
  spec: { source: { http: { url: 'http://images.example.com/a', certConfig: { caBundle: 'x' } } } },
}));

const objects = fc.array(fc.oneof(machine, pool, deployment, kubevirt, config, small, source), {
  minLength: 1, maxLength: 4,
});

test('a second migration changes nothing', () => {
  fc.assert(fc.property(objects, fc.boolean(), (given, inBraces) => {
    const text = given
      .map((each) => (inBraces ? `${JSON.stringify(each)}\n` : stringify(each, { version: '1.1' })))
      .join('---\n');
    const once = migrated(text);
    const twice = migrated(once.yaml);
    expect(twice.yaml).toBe(once.yaml);
    expect(linesOf('change', twice)).toEqual([]);
    expect(once.yaml).not.toContain('c2VjcmV0');
  }), { numRuns: 60 });
}, 60_000);
