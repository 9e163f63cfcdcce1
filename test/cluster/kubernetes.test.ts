import { cluster, notices, problems } from './clusters';
import { BundleApp, CdiRelease, KubeVirtCluster, KubeVirtRelease } from '../../src';

const { V1_7_4, V1_8_4, V1_9_0 } = KubeVirtRelease;

test('the minor of Kubernetes is the newest that KubeVirt supports, unless the program names one', () => {
  const minors = [V1_7_4, V1_8_4, V1_9_0].map((kubevirt) => cluster({ kubevirt }).kubernetes);
  expect(minors).toEqual(['1.34', '1.35', '1.36']);
  expect(cluster({ kubernetes: '1.35' }).kubernetes).toBe('1.35');
  const releases = { kubevirt: V1_8_4, cdi: CdiRelease.V1_65_0 };
  expect(KubeVirtCluster.existing(new BundleApp(), 'infra', releases).kubernetes).toBe('1.35');
});

test.each(KubeVirtRelease.all())('upstream supports %s on some minors, in ascending order', ({ kubernetesMinors }) => {
  expect(kubernetesMinors.length).toBeGreaterThan(0);
  expect([...kubernetesMinors].sort()).toEqual(kubernetesMinors);
});

test.each([
  [V1_9_0, '1.36', []],
  [V1_9_0, '1.35', []],
  [V1_9_0, '1.34', []],
  [V1_9_0, '1.33', ['1.34, 1.35, 1.36']],
  [V1_9_0, '1.37', ['1.34, 1.35, 1.36']],
  [V1_8_4, '1.35', []],
  [V1_8_4, '1.34', []],
  [V1_8_4, '1.36', ['1.34, 1.35']],
  [V1_7_4, '1.34', []],
  [V1_7_4, '1.35', ['1.34']],
])('%s on Kubernetes %s is a warning if upstream does not support it', (kubevirt, kubernetes, supported) => {
  const expected = supported.map((minors) => `kubernetes "${kubernetes}" is a minor that ${kubevirt} is not supported `
    + `on. Upstream supports that release on ${minors}.`);
  const infra = cluster({ kubevirt, kubernetes });
  expect(notices(infra)).toEqual(expected);
  expect(problems(infra)).toEqual([]);
});

test.each([
  ['v1.35.4', 'Write "1.35".'],
  ['1.35.4+k3s1', 'Write "1.35".'],
  ['v1.35', 'Write "1.35".'],
  ['1', 'Write the minor, such as "1.35".'],
  ['2.0', 'Write the minor, such as "1.35".'],
  ['', 'Write the minor, such as "1.35".'],
])('a version that is not a minor is an error: "%s"', (kubernetes, remedy) => {
  const infra = cluster({ kubernetes });
  const problem = `[infra] kubernetes "${kubernetes}" is not a minor version of Kubernetes. ${remedy}`;
  expect(problems(infra)).toEqual([problem]);
  expect(notices(infra)).toEqual([]);
});
