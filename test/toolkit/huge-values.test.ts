import { ApiObject } from 'cdk8s';
import {
  BundleApp, CdiRelease, GoldenImage, ImageSource, KubeVirtCluster, KubeVirtClusterProps, KubeVirtRelease, MachineSize,
  TenantNamespace, TenantNamespaceProps, WorkerPool, WorkerPoolProps,
} from '../../src';

const HUGE = 1e21;

function tenantOf(props: TenantNamespaceProps = {}, cluster: Partial<KubeVirtClusterProps> = {}) {
  const app = new BundleApp();
  const infra = new KubeVirtCluster(app, 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0,
    cdi: CdiRelease.V1_66_0,
    ...cluster,
  });
  return { app, infra, tenant: new TenantNamespace(infra, 'blue', props) };
}

function pool(props: Partial<WorkerPoolProps>): BundleApp {
  const { app, infra, tenant } = tenantOf();
  const ubuntu = GoldenImage.existing(infra, 'image', {
    dataSourceName: 'ubuntu', namespaceName: 'images', cloneableFrom: true, capacity: '10Gi',
  });
  const usual = { replicas: 1, image: ubuntu, size: MachineSize.of({ cores: 1, memory: '2Gi' }) };
  new WorkerPool(tenant, 'pool', { ...usual, ...props });
  return app;
}

function image(capacity: string): BundleApp {
  const { app, infra } = tenantOf();
  const source = ImageSource.registry('docker://quay.io/x@sha256:' + '0'.repeat(64));
  new GoldenImage(infra, 'image', { source, capacity });
  return app;
}

function plain(apiVersion: string, kind: string, spec: object): BundleApp {
  const { app, tenant } = tenantOf();
  new ApiObject(tenant, 'plain', { apiVersion, kind, metadata: { name: 'plain' }, spec });
  return app;
}

const found = (app: BundleApp): string[] => app.check().map(({ rule, message }) => `${rule} ${message.split(' ')[0]}`);
const size = (cores: number, memory: string) => ({ size: MachineSize.of({ cores, memory }) });
const POOL = { replicas: undefined };

test.each<[what: string, app: () => BundleApp, finding: string]>([
  ['memory of a size', () => pool(size(1, '1e30')), 'K8S011 size.memory'],
  ['cores of a size', () => pool(size(2 ** 31, '1Gi')), 'K8S011 size.cores'],
  ['a number of members', () => pool({ replicas: 2 ** 31 }), 'K8S011 replicas'],
  [
    'a largest number of members',
    () => pool({ ...POOL, externallyScaled: { by: 'me', maxReplicas: 2 ** 31 } }),
    'POOL007 externallyScaled.maxReplicas',
  ],
  ['a quota on cores', () => tenantOf({ quota: { cpu: HUGE } }).app, 'TENANT012 quota.cpu'],
  ['a quota on memory', () => tenantOf({ quota: { memory: '8Ei' } }).app, 'TENANT013 quota.memory'],
  ['a quota on machines', () => tenantOf({ quota: { machines: HUGE } }).app, 'TENANT015 quota.machines'],
  ['the size of an image', () => image('1e21'), 'K8S011 capacity'],
  [
    'the pods of an operator',
    () => tenantOf({}, { kubevirtOperator: { replicas: 2 ** 31 } }).app,
    'KV034 kubevirtOperator.replicas',
  ],
  [
    'a whole number without a format',
    () => tenantOf({}, { overrides: { kubevirt: { infra: { replicas: HUGE } } } }).app,
    'K8S011 spec.infra.replicas',
  ],
  [
    'a limit of a plain ResourceQuota',
    () => plain('v1', 'ResourceQuota', { hard: { 'limits.memory': '1e30' } }),
    'TENANT013 spec.hard["limits.memory"]',
  ],
  [
    'a default of a plain LimitRange',
    () => plain('v1', 'LimitRange', { limits: [{ type: 'Container', default: { cpu: '1e30' } }] }),
    'TENANT024 spec.limits[0].default.cpu',
  ],
])('%s that no server can hold is one error', (_, app, finding) => {
  expect(found(app())).toEqual([finding]);
});

test('the largest numbers that a server can hold are no error of their own', () => {
  expect(found(pool({ ...POOL, externallyScaled: { by: 'me', maxReplicas: 2 ** 31 - 1 } }))).toEqual([]);
  expect(found(tenantOf({ quota: { memory: '9223372036854775807', machines: 2 ** 53 } }).app)).toEqual([]);
  expect(found(image('9223372036854775807'))).toEqual([]);
});
