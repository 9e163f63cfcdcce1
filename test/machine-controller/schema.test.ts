import { formFaultsOf } from '../../src/machine-controller/schema/check';

const CLOUD = 'spec.template.spec.providerSpec.value.cloudProviderSpec';

/** The faults of a MachineDeployment with a `cloudProviderSpec`, as check and field. */
function faultsOf(cloudProviderSpec: unknown): string[] {
  const value = { cloudProvider: 'kubevirt', cloudProviderSpec };
  const faults = formFaultsOf({ spec: { template: { spec: { providerSpec: { value } } } } });
  return faults.map(({ check, field }) => `${check} ${field.replace(CLOUD, '…')}`);
}

test('texts may be numbers and truth values, which machine-controller reads as texts', () => {
  expect(faultsOf({ clusterName: true, virtualMachine: { template: { cpus: 2 } } })).toEqual([]);
});

test('a text may be a map of three keys; others are ignored', () => {
  expect(faultsOf({ clusterName: { value: 'a', secretKeyRef: {}, configMapKeyRef: {}, valueFrom: {} } })).toEqual([
    'ignored ….clusterName.valueFrom',
  ]);
});

test('a list is none of these', () => {
  expect(faultsOf({ clusterName: ['a'] })).toEqual(['type ….clusterName']);
});

test('a missing value and null are the same', () => {
  expect(faultsOf({ clusterName: null, virtualMachine: null })).toEqual([]);
});

test('keys that every object inherits are unknown', () => {
  expect(faultsOf(JSON.parse('{"constructor": 1, "virtualMachine": {"toString": 1}}'))).toEqual([
    'unknown ….constructor', 'unknown ….virtualMachine.toString',
  ]);
});

test('faults in lists have an index', () => {
  expect(faultsOf({ topologySpreadConstraints: [{}, { minDomains: 1 }, 'a'] })).toEqual([
    'unknown ….topologySpreadConstraints[1].minDomains', 'type ….topologySpreadConstraints[2]',
  ]);
});

test('a type is told without the value, which may be a secret', () => {
  const value = { sshPublicKeys: 'hunter2' };
  const [fault] = formFaultsOf({ spec: { template: { spec: { providerSpec: { value } } } } });
  expect(JSON.stringify(fault)).not.toContain('hunter2');
});

test('any value is judged without an error', () => {
  for (const spec of [undefined, null, 1, 'a', [], { template: [] }, { template: { spec: { providerSpec: 'a' } } }]) {
    expect(() => formFaultsOf({ spec })).not.toThrow();
  }
});
