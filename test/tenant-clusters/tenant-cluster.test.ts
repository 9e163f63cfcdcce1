import { ApiObject, App, Testing } from 'cdk8s';
import {
  BundleApp, CdiRelease, KubeVirtCluster, KubeVirtRelease, TenantCluster, TenantClusterProps, TenantNamespace,
  TenantNamespaceProps, VirtualMachine,
} from '../../src';
import { synthesise } from '../../src/app/synthesis';
import { findingsOf } from '../findings';

const RELEASES = { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 };
const NETWORKS = { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] };

function program(props: Partial<TenantClusterProps> = {}, ofTenant: TenantNamespaceProps = {}) {
  const app = new BundleApp();
  const infra = KubeVirtCluster.existing(app, 'infra', { ...RELEASES, networks: NETWORKS });
  const tenant = new TenantNamespace(infra, 'gff5gnxc7r', ofTenant);
  const cluster = new TenantCluster(app, 'gff5gnxc7r', { tenant, kubernetes: '1.35.8', ...props });
  return { app, infra, tenant, cluster };
}

const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'infra', namespace: 'kube-system' } };

test('what is below a tenant\'s cluster is written to its directory, with its names as labels', () => {
  const { app, cluster } = program();
  new ApiObject(cluster, 'secret', secret);
  const { files, findings } = synthesise(app, { acceptances: [], findings: [] });
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect([...files.keys()]).toContain('clusters/gff5gnxc7r/20-platform/objects.k8s.yaml');
});

test('its directory has the name of its id, unless it is given', () => {
  expect(program({ clusterId: 'abc' }).cluster.clusterName).toBe('abc');
  expect(program({ clusterId: 'abc', clusterName: 'tenants-abc' }).cluster).toMatchObject({
    clusterName: 'tenants-abc', clusterId: 'abc',
  });
});

test('its ranges are those of the tenant, or else those of Kubermatic', () => {
  const kubermatic = { pods: ['172.26.0.0/16'], services: ['10.241.0.0/20'] };
  expect(program().cluster.networks).toEqual(kubermatic);
  const pods = ['172.30.0.0/16'];
  expect(program({}, { networks: { pods } }).cluster.networks).toEqual({ ...kubermatic, pods });
  expect(program({ networks: { pods } }, { networks: NETWORKS }).cluster.networks).toEqual({ pods });
});

test('ranges that the tenant states are judged once', () => {
  const { app } = program({}, { networks: { services: ['10.100.0.0/16'] } });
  expect(findingsOf(app).filter((each) => each.includes('10.100.0.0/16'))).toHaveLength(1);
});

test('machines cannot be below it', () => {
  const { cluster } = program();
  expect(() => new VirtualMachine(cluster, 'vm', {} as any)).toThrow('Create it below a');
});

test('a missing tenant is one finding', () => {
  const { app } = program({ tenant: undefined as any });
  expect(findingsOf(app).filter((each) => each.includes('[gff5gnxc7r]'))).toEqual([
    expect.stringContaining('tenant is undefined, but must be a Tenant'),
  ]);
});

test('in an App of cdk8s it is a chart of its own', () => {
  const app = new App();
  const infra = KubeVirtCluster.existing(app, 'infra', { ...RELEASES, networks: NETWORKS });
  const tenant = TenantNamespace.existing(infra, 'home', { namespaceName: 'cluster-a' });
  const cluster = new TenantCluster(app, 'acme', { tenant, kubernetes: '1.35.8' });
  new ApiObject(cluster, 'secret', secret);
  expect(Testing.synth(cluster)).toMatchObject([{ kind: 'Secret' }]);
  expect(Testing.synth(infra)).toEqual([]);
});
