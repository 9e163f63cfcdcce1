import { CdiRelease, FeatureGate, KubeVirtRelease, Monitoring, Scraping, TenantNamespace } from '../src';
import { errorsOf, findingsOf, rulesOf } from './findings';
import { only, Platform } from './platform';

/*
 * The rows of the documents that the library began with that are about the infra cluster: its operators, its feature
 * gates, the namespaces of tenants and their ranges, and who monitors it. Each test shows what a program writes today;
 * where the document is outdated, also what the program is told.
 */

const developer = (platform: Platform) => platform.all('KubeVirt')[0].spec.configuration.developerConfiguration;
const images = (platform: Platform) => platform.all('Deployment')
  .flatMap(({ spec }) => spec.template.spec.containers).map(({ image }) => image);

test.each(KubeVirtRelease.all())('0.1: the operator of %s is in the bundle, as upstream releases it', (kubevirt) => {
  const platform = new Platform({ kubevirt });
  expect(images(platform)).toContain(`quay.io/kubevirt/virt-operator:${kubevirt.version}`);
  expect(platform.all('KubeVirt')[0].metadata).toMatchObject({ name: 'kubevirt', namespace: 'kubevirt' });
  expect(errorsOf(platform.app)).toEqual([]);
});

test('0.1: a release that nobody maintains cannot be named', () => {
  expect(KubeVirtRelease.all().map(({ minor }) => minor)).toEqual(['1.7', '1.8', '1.9']);
  expect(() => KubeVirtRelease.of('v0.19.0')).toThrow('v1.9.0');
});

test.each(CdiRelease.all())('0.2: the operator of %s is in the bundle beside that of KubeVirt', (cdi) => {
  const platform = new Platform({ cdi });
  expect(images(platform)).toContain(`quay.io/kubevirt/cdi-operator:${cdi.version}`);
  expect(platform.all('CDI')).toHaveLength(1);
  expect(errorsOf(platform.app)).toEqual([]);
});

test('0.4: machines have the names of their pool, so each tenant has a namespace of its own', () => {
  const platform = new Platform();
  const beta = new TenantNamespace(platform.infra, 'beta');
  const pools = [platform.pool({}, 'workers'), platform.pool({ name: 'workers' }, 'of-beta', beta)];
  expect(pools.map(({ virtualMachinePool: { metadata } }) => [metadata.namespace, metadata.name]))
    .toEqual([['cluster-acme', 'workers'], ['cluster-beta', 'workers']]);
  expect(errorsOf(platform.app)).toEqual([]);
  new TenantNamespace(platform.infra, 'third', { namespaceName: 'cluster-acme' });
  expect(errorsOf(platform.app)).toEqual(only('is already the namespace of tenant infra/acme'));
});

test.each([
  ['services', { services: ['10.96.128.0/20'] }, 'service network of cluster infra'],
  ['pods', { pods: ['10.244.0.0/20'] }, 'pod network of cluster infra'],
])('0.6: the %s of a tenant\'s cluster have no address of the infra cluster', (_name, networks, overlapped) => {
  expect(errorsOf(new Platform({}, { networks }).app)).toEqual(only(`overlaps ${overlapped}`));
  const apart = { pods: ['172.26.0.0/16'], services: ['10.241.0.0/20'] };
  expect(errorsOf(new Platform({}, { networks: apart }).app)).toEqual([]);
});

test('1.1: a minor of Kubernetes that the release of KubeVirt is not supported on is a warning', () => {
  const platform = new Platform({ kubernetes: '1.24' });
  expect(findingsOf(platform.app)).toEqual(only('is a minor that KubeVirt v1.9.0 is not supported on'));
  expect(findingsOf(new Platform({ kubernetes: '1.35' }).app)).toEqual([]);
});

test('1.2: feature gates are in the custom resource, and a ConfigMap with them is a warning', () => {
  const platform = new Platform({ featureGates: [FeatureGate.CPU_MANAGER] });
  expect(developer(platform).featureGates).toContain('CPUManager');
  expect(findingsOf(platform.app)).toEqual([]);
  platform.plain('v1', 'ConfigMap', { name: 'kubevirt-config', namespace: 'kubevirt' }, {
    data: { 'feature-gates': 'LiveMigration' },
  });
  expect(rulesOf(platform.app)).toEqual(['KV071']);
});

describe('1.3: the feature gates of the document', () => {
  const featureGates = [
    'DataVolumes', 'LiveMigration', 'CPUManager', 'CPUNodeDiscovery', 'Sidecar', 'Snapshot', 'HotplugVolumes',
  ];

  test.each(KubeVirtRelease.all())('are three too many in %s, which are left out', (kubevirt) => {
    const platform = new Platform({ kubevirt, featureGates });
    const written = developer(platform).featureGates;
    for (const gate of ['DataVolumes', 'LiveMigration', 'CPUNodeDiscovery']) {
      expect(written).not.toContain(gate);
      expect(findingsOf(platform.app)).toContainEqual(expect.stringMatching(`info .*names "${gate}",.*left out`));
    }
    expect(written).toEqual(expect.arrayContaining(['CPUManager', 'Sidecar', 'HotplugVolumes']));
    expect(errorsOf(platform.app)).toEqual([]);
  });

  test('need not be named where a machine needs them', () => {
    const platform = new Platform();
    expect(developer(platform).featureGates ?? []).toEqual([]);
    platform.pool({ pluggedVolumes: true });
    const { featureGates: on, disabledFeatureGates: off } = developer(platform);
    expect([on, off.includes('DeclarativeHotplugVolumes')]).toEqual([[], false]);
  });
});

describe('1.3a: a gate', () => {
  const DECLARATIVE = 'DeclarativeHotplugVolumes';

  test('that machines need is named up to v1.8, and is on by itself in v1.9', () => {
    const gates = KubeVirtRelease.all().map((kubevirt) => {
      const platform = new Platform({ kubevirt });
      platform.pool({ pluggedVolumes: true });
      const { featureGates, disabledFeatureGates = [] } = developer(platform);
      return [kubevirt.minor, featureGates.includes(DECLARATIVE), disabledFeatureGates.includes(DECLARATIVE)];
    });
    expect(gates).toEqual([['1.7', true, false], ['1.8', true, false], ['1.9', false, false]]);
  });

  test.each([
    KubeVirtRelease.V1_8_4, KubeVirtRelease.V1_9_0,
  ])('that nothing needs is off in %s, so that an upgrade does not turn it on', (kubevirt) => {
    expect(developer(new Platform({ kubevirt })).disabledFeatureGates).toContain(DECLARATIVE);
  });

  test('is not both on and off', () => {
    const both = { featureGates: [DECLARATIVE], disabledFeatureGates: [DECLARATIVE] };
    expect(errorsOf(new Platform(both).app)).toEqual(only(DECLARATIVE));
  });
});

test('1.17: a tenant has the namespace cluster-<id>', () => {
  const platform = new Platform({}, { id: 'gff5gnxc7r' });
  platform.pool();
  expect(platform.tenant.namespace.name).toBe('cluster-gff5gnxc7r');
  expect(platform.all('VirtualMachinePool')[0].metadata.namespace).toBe('cluster-gff5gnxc7r');
  expect(errorsOf(platform.app)).toEqual([]);
});

test('1.17: several clusters in one namespace are an error, unless the program says that they share it', () => {
  const kubernetes = [{ name: 'gff5gnxc7r' }, { name: 'x8w2klm4pq' }];
  expect(errorsOf(new Platform({}, { kubernetes }).app)).toEqual(only('sharedByClusters'));
  expect(errorsOf(new Platform({}, { kubernetes, sharedByClusters: true }).app)).toEqual([]);
});

test('1.18: the id of a cluster is a prop, and must fit into the name of its namespace', () => {
  expect(errorsOf(new Platform({}, { id: 'Elastic_Mayer' }).app)).toEqual(only('cluster-Elastic_Mayer'));
  expect(errorsOf(new Platform({}, { id: 'a'.repeat(55) }).app)).toEqual([]);
  expect(errorsOf(new Platform({}, { id: 'a'.repeat(56) }).app)).toEqual(only('63'));
});

describe('1.32: what monitors KubeVirt', () => {
  const monitoring = { namespace: 'monitoring', serviceAccount: 'kube-prometheus-stack-prometheus' };

  test('is stated in the custom resource of the cluster', () => {
    const platform = new Platform({ monitoring });
    const [{ metadata, spec }, ...others] = platform.all('KubeVirt');
    expect(metadata.namespace).toBe('kubevirt');
    expect(spec).toMatchObject({ monitorNamespace: 'monitoring', monitorAccount: monitoring.serviceAccount });
    expect(others).toEqual([]);
    expect(errorsOf(platform.app)).toEqual([]);
  });

  test('is the Prometheus for which alerts are written', () => {
    const platform = new Platform({ monitoring });
    new Monitoring(platform.infra, 'monitoring', { scraping: Scraping.byOperators(), ...monitoring });
    expect(errorsOf(platform.app)).toEqual([]);
    expect(platform.all('PrometheusRule').map(({ metadata }) => metadata.namespace)).toEqual(['monitoring']);
    expect(platform.all('ServiceMonitor')).toEqual([]);
  });

  test('is either stated there, or scrapes by ServiceMonitors of the program', () => {
    const platform = new Platform({ monitoring });
    new Monitoring(platform.infra, 'monitoring', {
      scraping: Scraping.serviceMonitors(), labels: { release: 'kube-prometheus-stack' },
    });
    expect(errorsOf(platform.app)).toEqual(only('the KubeVirt custom resource names Prometheus too'));
  });

  test('is not stated in a second one, which KubeVirt refuses in any namespace', () => {
    const platform = new Platform();
    platform.plain('kubevirt.io/v1', 'KubeVirt', { name: 'kubevirt', namespace: 'default' }, {
      spec: { monitorNamespace: 'monitoring', monitorAccount: 'prometheus' },
    });
    expect(errorsOf(platform.app)).toEqual(only('is a KubeVirt beside'));
  });
});
