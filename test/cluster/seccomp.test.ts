import { ApiObject } from 'cdk8s';
import { cluster, problems } from './clusters';
import { BundleApp, CdiRelease, InfraCluster, KubeVirtCluster, KubeVirtRelease } from '../../src';
import { tell } from '../../src/inventory/tell';
import { noticesOf } from '../findings';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** A namespace that enforces a level, of a tenant unless it is said otherwise. */
function namespace(infra: InfraCluster, level: string, isTenant = true): ApiObject {
  const object = new ApiObject(infra, 'acme', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'acme', labels: { [ENFORCE]: level } },
  });
  if (isTenant) tell(object, { tenant: { namespace: 'acme', isComplete: true } });
  return object;
}

const sentence = (state: string, remedy: string): string =>
  `metadata.labels.${ENFORCE} is "restricted", which launchers pass only with a seccomp profile, but the KubeVirt `
    + `custom resource ${state}, so no machine of this namespace would start. ${remedy}`;

test('a tenant that enforces "restricted" is an error if the custom resource that the program writes has no seccomp '
  + 'profile', () => {
  const infra = cluster();
  namespace(infra, 'restricted');
  expect(problems(infra)).toEqual([
    `[infra/acme] ${sentence('has none', 'Set kubevirtConfig.seccompProfile of the cluster, such as "RuntimeDefault", '
      + 'or enforce "baseline".')}`,
  ]);
});

test.each<[string, Parameters<typeof cluster>[0], string, boolean]>([
  ['a profile of the runtime', { kubevirtConfig: { seccompProfile: 'RuntimeDefault' } }, 'restricted', true],
  ["KubeVirt's own profile", { kubevirtConfig: { seccompProfile: 'kubevirt/kubevirt.json' } }, 'restricted', true],
  ['a lower level', {}, 'baseline', true],
  ['a namespace without machines', {}, 'restricted', false],
])('%s is fine', (_what, props, level, isTenant) => {
  const infra = cluster(props);
  namespace(infra, level, isTenant);
  expect(problems(infra)).toEqual([]);
});

test('in a cluster that exists already it is a warning', () => {
  const infra = KubeVirtCluster.existing(new BundleApp(), 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0,
    cdi: CdiRelease.V1_66_0,
  });
  const object = namespace(infra, 'restricted');
  new ApiObject(infra, 'isolation', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'isolation', namespace: 'acme' },
    spec: { podSelector: {} },
  });
  expect(problems(infra)).toEqual([]);
  expect(noticesOf(object)).toEqual([
    sentence(
      'is not known to have one',
      'Make sure that the KubeVirt custom resource sets '
        + 'configuration.seccompConfiguration.virtualMachineInstanceProfile.customProfile.',
    ),
  ]);
});
