import { ApiObject } from 'cdk8s';
import { BundleApp, CdiRelease, KubeVirtCluster, KubeVirtRelease, TenantNamespace } from '../../../src';

/** The rules that find something in a policy with a requirement, beside a pod template with the labels. */
function found(requirement: unknown, labels: unknown): string[] {
  const app = new BundleApp();
  const infra = new KubeVirtCluster(app, 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0, bundleIsComplete: true,
  });
  const tenant = new TenantNamespace(infra, 'a');
  const template = { metadata: { labels } };
  new ApiObject(tenant, 'job', { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'job' }, spec: { template } });
  new ApiObject(tenant, 'policy', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'policy' },
    spec: { podSelector: { matchExpressions: [requirement] } },
  });
  return app.check().map(({ rule, where }) => `${rule} ${where}`);
}

const SELECTS_NOTHING = ['K8S061 infra/a/policy'];

test.each([
  ['a value of the list', { key: 'a', operator: 'In', values: ['b'] }, { a: 'b' }, []],
  ['another value', { key: 'a', operator: 'In', values: ['c'] }, { a: 'b' }, SELECTS_NOTHING],
  ['a number for the list', { key: 'a', operator: 'In', values: 5 }, { a: 'b' }, SELECTS_NOTHING],
  ['a number for a requirement', 5, { a: 'b' }, []],
  ['a text for the labels', { key: 'a', operator: 'Exists' }, 'abc', SELECTS_NOTHING],
  ['a list for the labels', { key: 'a', operator: 'DoesNotExist' }, ['a'], []],
])('a selector with %s gives findings, and never an error of the program', (_what, requirement, labels, expected) => {
  expect(found(requirement, labels)).toEqual(expected);
});
