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

test('what is right passes', () => {
  expect(check.check(machine({ evictionStrategy: 'LiveMigrate', networks: [{ name: 'default', pod: {} }] }))).toEqual([]);
});

test.each<[string, KubernetesObject, string]>([
  ['an unknown field', machine({ domain: { devices: {}, cpu: { coers: 2 } } }), '"spec.template.spec.domain.cpu.coers" is no field (VirtualMachine kubevirt.io/v1 "x", KubeVirt v1.9.0). Did you mean "cores"?'],
  ['a type', machine({ domain: { devices: {}, cpu: { cores: '2' } } }), '"spec.template.spec.domain.cpu.cores" is "2", but must be of type integer (VirtualMachine kubevirt.io/v1 "x", KubeVirt v1.9.0).'],
  ['a number out of range', machine({ terminationGracePeriodSeconds: 1e30 }), '"spec.template.spec.terminationGracePeriodSeconds" is 1e+30, which is no whole number of 64 bits'],
  ['a missing field', object('kubevirt.io/v1', 'VirtualMachine', {}), '"spec.template" is missing and must be written'],
  ['an enum', object('cdi.kubevirt.io/v1beta1', 'CDI', { cloneStrategyOverride: 'snap' }, null), '"spec.cloneStrategyOverride" is "snap", but must be one of "copy", "snapshot", "csi-clone" (CDI cdi.kubevirt.io/v1beta1 "x", CDI v1.66.0).'],
  ['a pattern', object('cdi.kubevirt.io/v1beta1', 'CDI', { config: { filesystemOverhead: { global: '7%' } } }, null), '"spec.config.filesystemOverhead.global" is "7%", which does not match the pattern'],
  ['a bound', object('kubevirt.io/v1', 'KubeVirt', { configuration: { developerConfiguration: { memoryOvercommit: 5 } } }), '"spec.configuration.developerConfiguration.memoryOvercommit" is 5, but must be >= 10'],
  ['a quantity', machine({ domain: { devices: {}, memory: { guest: 'lots' } } }), '"spec.template.spec.domain.memory.guest" is "lots", which does not match the pattern'],
  ['a quantity of the wrong type', machine({ domain: { devices: {}, memory: { guest: [] } } }), '"spec.template.spec.domain.memory.guest" is [], but must be of type integer or string'],
  ['equal keys in a list', machine({ topologySpreadConstraints: [1, 2].map((maxSkew) => ({ maxSkew, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' })) }), '"spec.template.spec.topologySpreadConstraints" holds two items with the same topologyKey, whenUnsatisfiable, by which they are told apart.'],
  ['a missing namespace', { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine', metadata: { name: 'x' }, spec: { template: { spec: { domain: { devices: {} } } } } }, 'VirtualMachine kubevirt.io/v1 "x" has no metadata.namespace'],
  ['a namespace on a cluster-wide kind', object('cdi.kubevirt.io/v1beta1', 'CDI', {}), 'CDI cdi.kubevirt.io/v1beta1 "x" has metadata.namespace "a", but its kind is cluster-wide. Leave the namespace out.'],
  ['a name', { apiVersion: 'cdi.kubevirt.io/v1beta1', kind: 'DataSource', metadata: { name: 'Ubuntu_24', namespace: 'a' }, spec: { source: {} } }, 'metadata.name "Ubuntu_24" is not a DNS subdomain, so the API server refuses it.'],
  ['a misspelt kind', object('kubevirt.io/v1', 'VirtualMachin', {}), 'VirtualMachin kubevirt.io/v1 "x" is not served by KubeVirt v1.9.0. Did you mean "VirtualMachine"?'],
  ['a version that is not served', object('pool.kubevirt.io/v1', 'VirtualMachinePool', {}), 'VirtualMachinePool pool.kubevirt.io/v1 "x" is not served by KubeVirt v1.9.0. Write apiVersion pool.kubevirt.io/v1alpha1 or pool.kubevirt.io/v1beta1.'],
])('%s is refused', (_what, wrong, sentence) => {
  expect(check.check(wrong)).toEqual([expect.stringContaining(sentence)]);
});

test('all mistakes of an object are shown', () => {
  expect(check.check(machine({ domain: { devices: {}, cpu: { coers: 2, threads: 'x' } }, dnsPolicy: 7 }))).toHaveLength(3);
});

test('a group that only other releases serve is refused with those', () => {
  const old = SchemaCheck.of(KubeVirtRelease.V1_7_4, CdiRelease.V1_63_1);
  const backup = object('backup.kubevirt.io/v1alpha1', 'VirtualMachineBackup', {});
  expect(old.check(backup)).toEqual(['VirtualMachineBackup backup.kubevirt.io/v1alpha1 "x" is not served by KubeVirt v1.7.4, but by v1.8.4 and v1.9.0. Leave the object out or choose one of those.']);
});

test('a field of a later release is refused', () => {
  const dataVolume = object('cdi.kubevirt.io/v1beta1', 'DataVolume', { source: { http: { url: 'https://images.example/u.img', checksum: 'sha256:0' } }, storage: {} });
  expect(check.check(dataVolume)).toEqual([]);
  expect(SchemaCheck.of(KubeVirtRelease.V1_9_0, CdiRelease.V1_64_0).check(dataVolume)).toEqual([expect.stringContaining('"spec.source.http.checksum" is no field (DataVolume cdi.kubevirt.io/v1beta1 "x", CDI v1.64.0).')]);
});

test('kinds of others are none of our business', () => {
  expect(check.check(object('v1', 'ConfigMap', undefined))).toEqual([]);
  expect(check.check(object('ssp.kubevirt.io/v1beta3', 'SSP', {}))).toEqual([]);
});
