import { CdiRelease, KubeVirtRelease } from '../../src';
import { expand, Schema } from '../../src/releases/facts';

test('a release is found by its version', () => {
  expect(KubeVirtRelease.of('v1.9.0')).toBe(KubeVirtRelease.V1_9_0);
  expect(CdiRelease.of('1.66.0')).toBe(CdiRelease.V1_66_0);
});

test('an unknown release is refused with those that there are', () => {
  expect(() => KubeVirtRelease.of('v1.9.1')).toThrow(
    'KubeVirt v1.9.1 is not supported: this package holds no facts of it. Did you mean "v1.9.0"? Use one of v1.7.4, ' +
      'v1.8.4, v1.9.0.',
  );
  expect(() => CdiRelease.of('latest')).toThrow(
    'CDI latest is not supported: this package holds no facts of it. Use one of v1.63.1, v1.64.0, v1.65.0, v1.66.0.',
  );
});

test.each(KubeVirtRelease.all())('%s stores pools as v1beta1 and knows its gates', (release) => {
  expect(release.apiVersion('pool.kubevirt.io', 'VirtualMachinePool')).toBe('pool.kubevirt.io/v1beta1');
  expect(release.apiVersion('kubevirt.io', 'KubeVirt')).toBe('kubevirt.io/v1');
  expect(release.featureGateState('CPUManager')).toBe('Alpha');
  expect(release.featureGateState('DataVolumes')).toBeUndefined();
});

test('a kind that a release does not serve has no API version', () => {
  expect(KubeVirtRelease.V1_7_4.apiVersion('backup.kubevirt.io', 'VirtualMachineBackup')).toBeUndefined();
  expect(KubeVirtRelease.V1_8_4.apiVersion('backup.kubevirt.io', 'VirtualMachineBackup')).toBe(
    'backup.kubevirt.io/v1alpha1',
  );
});

test.each([...KubeVirtRelease.all(), ...CdiRelease.all()])('the facts of %s are whole and without prose', (release) => {
  const facts = release._facts;
  expect(facts.version).toBe(release.version);
  expect(facts.operator.map((object) => object.kind)).toEqual(
    expect.arrayContaining(['Namespace', 'CustomResourceDefinition', 'ClusterRole', 'Deployment']),
  );
  for (const kind of facts.kinds) {
    for (const version of kind.versions) expect(facts.definitions[version.schema]).toBeDefined();
  }
  expect(JSON.stringify(expand(facts.operator, facts))).not.toContain('$ref');
  for (const schema of Object.values(facts.definitions)) expect((schema as Schema).description).toBeUndefined();
});

test('minors are compared as versions', () => {
  expect(KubeVirtRelease.V1_9_0.minor).toBe('1.9');
  expect(CdiRelease.V1_66_0._atLeast('1.65.0')).toBe(true);
  expect(CdiRelease.V1_64_0._atLeast('1.65.0')).toBe(false);
});
