import { scene } from './scene';
import { ClusterApiCluster, ClusterApiClusterProps, ControlPlaneServiceType, TenantNamespace } from '../../src';

function made(props: ClusterApiClusterProps = {}) {
  const { app, tenant } = scene();
  const cluster = new ClusterApiCluster(tenant, 'acme', props);
  return { app, cluster: cluster.cluster.toJson(), infrastructure: cluster.kubevirtCluster.toJson() };
}

const controlPlane = { kind: 'KubeadmControlPlane', name: 'acme' };
const found = (props: ClusterApiClusterProps) => made({ controlPlane, ...props }).app
  .check().map(({ rule, field }) => `${rule} ${field}`);

test('a cluster is a Cluster that names a KubevirtCluster of its own name', () => {
  const { app, cluster, infrastructure } = made();
  expect(cluster.apiVersion).toBe('cluster.x-k8s.io/v1beta2');
  expect(cluster.spec).toEqual({
    infrastructureRef: { apiGroup: 'infrastructure.cluster.x-k8s.io', kind: 'KubevirtCluster', name: 'acme' },
  });
  expect(infrastructure.apiVersion).toBe('infrastructure.cluster.x-k8s.io/v1alpha1');
  expect(infrastructure.spec).toEqual({ controlPlaneServiceTemplate: { spec: { type: 'ClusterIP' } } });
  expect(infrastructure.metadata).toMatchObject({ name: 'acme', namespace: 'cluster-acme' });
  expect(app.check().map(({ rule, field }) => `${rule} ${field}`)).toEqual(['CAPI034 spec.controlPlaneRef']);
});

test('both are kept, because all machines go with them', () => {
  const { cluster, infrastructure } = made();
  for (const { metadata } of [cluster, infrastructure]) {
    expect(metadata.annotations['argocd.argoproj.io/sync-options']).toBe('Prune=false,Delete=false');
    expect(metadata.labels['cluster.x-k8s.io/cluster-name']).toBe('acme');
  }
});

test('the control plane is named, in the usual group', () => {
  expect(made({ controlPlane: { kind: 'KubeadmControlPlane', name: 'acme' } }).cluster.spec.controlPlaneRef).toEqual({
    apiGroup: 'controlplane.cluster.x-k8s.io', kind: 'KubeadmControlPlane', name: 'acme',
  });
});

test('who manages the KubevirtCluster is an annotation, which a control plane of Kamaji needs', () => {
  const managedBy = (props: ClusterApiClusterProps) => (
    made(props).infrastructure.metadata.annotations['cluster.x-k8s.io/managed-by']);
  expect(managedBy({ controlPlane: { kind: 'KamajiControlPlane', name: 'acme' } })).toBe('kamaji');
  expect(managedBy({ controlPlane: { kind: 'KubeadmControlPlane', name: 'acme' } })).toBeUndefined();
  expect(managedBy({ managedBy: 'us' })).toBe('us');
  expect(made({ managedBy: 'us' }).cluster.metadata.annotations['cluster.x-k8s.io/managed-by']).toBeUndefined();
});

test('a manager that kustomize cannot read is told by the name of its prop', () => {
  const messages = made({ controlPlane, managedBy: '\tus\n' }).app.check().map(({ message }) => message);
  expect(messages).toEqual([expect.stringMatching(/^managedBy is text of several lines that begins with a tab/)]);
});

test('the endpoint is given, or that of a Service', () => {
  const { infrastructure } = made({ controlPlaneEndpoint: { host: 'api.acme.example' } });
  expect(infrastructure.spec.controlPlaneEndpoint).toEqual({ host: 'api.acme.example', port: 6443 });
  const controlPlaneServiceAnnotations = { 'metallb.io/address-pool': 'tenants' };
  const { spec } = made({
    controlPlaneService: ControlPlaneServiceType.LOAD_BALANCER, controlPlaneServiceAnnotations,
  }).infrastructure;
  expect(spec.controlPlaneServiceTemplate).toEqual({
    metadata: { annotations: controlPlaneServiceAnnotations }, spec: { type: 'LoadBalancer' },
  });
});

test('another cluster\'s machines need a Secret with its kubeconfig', () => {
  expect(made({ infraClusterSecret: 'infra' }).infrastructure.spec.infraClusterSecretRef).toEqual({
    apiVersion: 'v1', kind: 'Secret', name: 'infra', namespace: 'cluster-acme',
  });
});

test('its ranges must not overlap those of the infra cluster', () => {
  expect(found({ networks: { pods: ['10.243.0.0/16'], services: ['10.95.0.0/16'] } })).toEqual([]);
  expect(found({ networks: { services: ['10.96.128.0/20'] } })).toEqual([
    'CAPI023 spec.clusterNetwork.services.cidrBlocks[0]',
  ]);
});

test('props of a wrong type are reported', () => {
  expect(found({ controlPlane: { kind: 'A' } as any })).toEqual(['PROP002 controlPlane.name']);
});

test('it is made in a tenant', () => {
  const { infra } = scene();
  expect(() => new ClusterApiCluster(infra, 'acme')).toThrow('outside of any tenant');
  expect(new ClusterApiCluster(new TenantNamespace(infra, 'beta'), 'acme').clusterName).toBe('acme');
});

test('its name leaves room for that of its Service', () => {
  expect(found({ name: '1a' })).toEqual(['CAPI032 metadata.name']);
  expect(found({ name: 'a'.repeat(60) })).toEqual([]);
  expect(found({ name: 'a'.repeat(61) })).toEqual(['CAPI032 metadata.name']);
});

test.each([
  [{ host: '' }, 'host'], [{ host: 'a b' }, 'host'], [{ host: 'https://a' }, 'host'],
  [{ host: 'a', port: 0 }, 'port'], [{ host: 'a', port: 99999 }, 'port'],
])('the endpoint %j has no %s', (controlPlaneEndpoint, part) => {
  expect(found({ controlPlaneEndpoint })).toEqual([`CAPI033 spec.controlPlaneEndpoint.${part}`]);
});
