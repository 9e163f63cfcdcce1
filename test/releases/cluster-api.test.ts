import { ApiObject } from 'cdk8s';
import { BundleApp, CdiRelease, KubeVirtCluster, KubeVirtRelease } from '../../src';
import { CLUSTER_API, CLUSTER_API_PROVIDER, CLUSTER_API_RELEASES } from '../../src/releases/cluster-api';
import { mergeDeep } from '../../src/toolkit/merge';

const PROVIDER = 'infrastructure.cluster.x-k8s.io/v1alpha1';
const PROVIDED = { apiGroup: 'infrastructure.cluster.x-k8s.io', kind: 'KubevirtCluster', name: 'a' };
const MACHINE = {
  runStrategy: 'Always',
  template: {
    spec: {
      domain: { devices: { interfaces: [{ name: 'default', bridge: {} }] }, memory: { guest: '4Gi' } },
      networks: [{ name: 'default', pod: {} }],
      evictionStrategy: 'External',
    },
  },
};

/** What is found in a program whose only object is of Cluster API. */
function found(apiVersion: string, kind: string, spec: object, name = 'workers-1a2b3c4d'): string[] {
  const app = new BundleApp();
  const cluster = KubeVirtCluster.existing(app, 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0,
    cdi: CdiRelease.V1_66_0,
  });
  new ApiObject(cluster, 'object', { apiVersion, kind, metadata: { name, namespace: 'a' }, spec });
  return app.check().map(({ rule, field, message, remedy }) => `${rule} ${field}: ${message} ${remedy}`);
}

function template(machine: object): string[] {
  const spec = mergeDeep<any>(MACHINE, machine);
  return found(PROVIDER, 'KubevirtMachineTemplate', { template: { spec: { virtualMachineTemplate: { spec } } } });
}

const AT = 'spec.template.spec.virtualMachineTemplate.spec';

test.each(CLUSTER_API_RELEASES)('the facts of %s have no prose and no status', ({ _facts: facts }) => {
  for (const schema of Object.values(facts.definitions)) expect(schema.description).toBeUndefined();
  expect(Object.keys(facts.definitions).filter((name) => /Status$/.test(name))).toEqual([]);
});

test('Cluster API stores its kinds in v1beta2 and still serves v1beta1', () => {
  expect(CLUSTER_API._facts.kinds.map(({ kind, versions }) => [
    kind,
    versions.filter(({ served }) => served).map(({ name }) => name),
    versions.find(({ storage }) => storage)!.name,
  ])).toEqual(['KubeadmConfigTemplate', 'Cluster', 'MachineDeployment', 'MachineHealthCheck'].map((kind) => [
    kind, ['v1beta1', 'v1beta2'], 'v1beta2',
  ]));
});

test('the provider serves its kinds in v1alpha1', () => {
  const { kinds } = CLUSTER_API_PROVIDER._facts;
  expect(kinds.map(({ kind, versions }) => [kind, versions.map(({ name }) => name)])).toEqual([
    ['KubevirtCluster', ['v1alpha1']],
    ['KubevirtMachineTemplate', ['v1alpha1']],
  ]);
});

describe('the machine within a KubevirtMachineTemplate', () => {
  test('has no findings if it is sound', () => {
    expect(template({})).toEqual([]);
  });

  test('is judged by the rules about machines', () => {
    expect(template({ runStrategy: 'Sometimes' })).toEqual([expect.stringContaining(`VM001 ${AT}.runStrategy`)]);
  });

  test('is compared with the schema of the provider, which knows fewer fields than KubeVirt', () => {
    const cpu = { corse: 2 };
    expect(template({ template: { spec: { domain: { cpu } } } })).toEqual([
      expect.stringContaining(`K8S006 ${AT}.template.spec.domain.cpu.corse`),
    ]);
  });
});

describe('objects in the groups of Cluster API', () => {
  test('are judged by the schema of their kind', () => {
    expect(found('cluster.x-k8s.io/v1beta2', 'Cluster', { pausd: true, infrastructureRef: PROVIDED })).toEqual([
      expect.stringContaining('K8S006 spec.pausd'),
    ]);
  });

  test('must be of a served version', () => {
    expect(found('cluster.x-k8s.io/v1alpha4', 'MachineDeployment', {})).toEqual([
      expect.stringContaining('K8S003 apiVersion'),
    ]);
  });

  test('may be of other providers', () => {
    expect(found('bootstrap.cluster.x-k8s.io/v1alpha3', 'TalosConfigTemplate', { template: {} })).toEqual([]);
    expect(found('infrastructure.cluster.x-k8s.io/v1beta1', 'DockerMachineTemplate', { template: {} })).toEqual([]);
  });

  test('whose kind is spelt almost like one of the provider are doubtful', () => {
    expect(found(PROVIDER, 'KubeVirtMachineTemplate', {})).toEqual([
      expect.stringMatching(/^K8S002 kind: .*Did you mean "KubevirtMachineTemplate"\?/),
    ]);
  });

  test('are not those of machine-controller, whose group is older', () => {
    expect(found('cluster.k8s.io/v1alpha1', 'MachineDeployment', { replicas: 1 }).filter((each) => (
      each.startsWith('K8S002')))).toEqual([]);
  });
});
