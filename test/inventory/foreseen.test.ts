import { ApiObject, Chart, Testing } from 'cdk8s';
import {
  BundleApp, CdiRelease, ExistingClusterProps, KubeVirtCluster, KubeVirtRelease, MigrationVerdict, TenantNamespace,
  TenantNamespaceProps,
} from '../../src';
import type { Intent } from '../../src/inventory/known';
import { intend } from '../../src/inventory/tell';
import { Changes, changedDeployment } from '../corpus/machine-deployments/deployment';

const RELEASES = { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 };
const FLATCAR: Changes = {
  'VALUE.operatingSystem': 'flatcar',
  'VALUE.operatingSystemSpec': {},
  'spec.template.metadata.annotations': { 'kubevirt.io/placePCIDevicesOnRootComplex': 'true' },
};

/** A program with a tenant, and a MachineDeployment whose machines are made in the tenant's namespace. */
function program(changes: Changes, quota?: TenantNamespaceProps['quota'], intent: Intent = {}) {
  const app = new BundleApp();
  const infra = new KubeVirtCluster(app, 'infra', RELEASES);
  const tenant = new TenantNamespace(infra, 'acme', { id: 'acme', quota });
  const deployment = new ApiObject(new Chart(app, 'nodes'), 'workers', changedDeployment(changes));
  intend(deployment, { ...intent, madeIn: { cluster: infra.node.path, namespace: tenant.namespaceName } });
  return { app, infra };
}

/** What is found, but for the warning that all nodes here get: they live-migrate on the pod network. */
function messages(app: BundleApp): string[] {
  return app.check().filter(({ rule }) => rule !== 'MD069').map(({ rule, message }) => `${rule} ${message}`);
}

describe('machines that a MachineDeployment will make in another cluster', () => {
  test('count in a quota, with the one that a rolling update adds', () => {
    const { app } = program({}, { machines: 3 });
    expect(messages(app)).toEqual([expect.stringContaining('4 × 1 of nodes/workers is 4')]);
    expect(messages(program({}, { machines: 4 }).app)).toEqual([]);
  });

  test.each([
    [{ 'spec.strategy.rollingUpdate': { maxSurge: 0, maxUnavailable: 1 } }, 3],
    [{ 'spec.strategy.rollingUpdate': { maxSurge: '50%' } }, 5],
    [{ 'spec.replicas': undefined }, 2],
    [{
      'spec.replicas': undefined,
      'metadata.annotations': {
        'cluster.k8s.io/cluster-api-autoscaler-node-group-min-size': '1',
        'cluster.k8s.io/cluster-api-autoscaler-node-group-max-size': '10',
      },
    }, 11],
  ])('are counted: %j makes %i', (changes, most) => {
    expect(messages(program(changes, { machines: most }).app)).toEqual([]);
    expect(messages(program(changes, { machines: most - 1 }).app)).toEqual([expect.stringContaining('TENANT022')]);
  });

  test('are none if there are none', () => {
    expect(messages(program({ 'spec.replicas': 0 }, { machines: 1 }).app)).toEqual([]);
  });

  test('turn on the feature gate that they need', () => {
    const { app, infra } = program(FLATCAR);
    expect(messages(app)).toEqual([]);
    const gates = infra.node.findAll().filter((each) => each instanceof Chart).map((chart) => (
      JSON.stringify(Testing.synth(chart as Chart))
    ));
    expect(gates.join('')).toContain('ExperimentalIgnitionSupport');
  });

  test('need a gate that a cluster which exists must name', () => {
    const needs = (props: Partial<ExistingClusterProps>): string[] => {
      const app = new BundleApp();
      const infra = KubeVirtCluster.existing(app, 'infra', { ...RELEASES, ...props });
      const deployment = new ApiObject(new Chart(app, 'nodes'), 'workers', changedDeployment(FLATCAR));
      intend(deployment, { madeIn: { cluster: infra.node.path, namespace: 'cluster-acme' } });
      return messages(app);
    };
    expect(needs({})).toEqual([expect.stringContaining('nodes/workers needs the feature gate')]);
  });

  test('are judged as machines, in the words of the MachineDeployment', () => {
    const { app } = program({ 'DISK.source': 'pvc', 'DISK.osImage': 'golden-images/ubuntu' });
    expect(messages(app)).toEqual([
      expect.stringMatching(/^VM100 spec\.template\.spec\.providerSpec\..*\.primaryDisk\.osImage is "golden-images"/),
    ]);
  });

  test('are judged in the words of props, if the MachineDeployment has any', () => {
    const { app } = program({ 'DISK.source': 'pvc', 'DISK.osImage': 'golden-images/ubuntu' }, undefined, {
      propOf: (field) => (field.endsWith('.osImage') ? 'image' : undefined),
    });
    expect(messages(app)).toEqual([expect.stringMatching(/^VM100 image is "golden-images"/)]);
  });

  test('bring their Secrets with user data, which a complete bundle need not hold', () => {
    const app = new BundleApp();
    const infra = KubeVirtCluster.existing(app, 'infra', { ...RELEASES, bundleIsComplete: true });
    const deployment = new ApiObject(new Chart(app, 'nodes'), 'workers', changedDeployment({}));
    intend(deployment, { madeIn: { cluster: infra.node.path, namespace: 'cluster-acme' } });
    expect(messages(app).filter((message) => message.includes('userdata'))).toEqual([]);
    expect(messages(app)).toContainEqual(expect.stringMatching(/^K8S060 .*primaryDisk\.storageClassName "fast"/));
  });

  test('are several, so that a policy keeps them apart from each other', () => {
    const policy = { policy: 'nodes/policy' };
    expect(messages(program({}, undefined, policy).app)).toEqual([]);
    const alone = { 'spec.replicas': 1, 'spec.strategy.rollingUpdate': { maxSurge: 0, maxUnavailable: 1 } };
    expect(messages(program(alone, undefined, policy).app)).toEqual([expect.stringContaining('SCHED030')]);
  });

  test('are not judged if the MachineDeployment has an error', () => {
    const { app } = program({ 'DISK.source': 'pvc', 'DISK.osImage': 'golden-images/ubuntu', 'DISK.size': 'large' });
    expect(messages(app)).toEqual([expect.stringContaining('MD022')]);
  });

  test('tell whether they can be live-migrated', () => {
    const verdict = (accessMode: string): unknown => {
      const changes = { 'DISK.storageAccessType': accessMode, 'MACHINE.evictionStrategy': 'External' };
      return program(changes).app.liveMigrations().map(({ where, verdict: said }) => [where, said]);
    };
    expect(verdict('ReadWriteMany')).toContainEqual(['nodes/workers', MigrationVerdict.YES]);
    expect(verdict('ReadWriteOnce')).toContainEqual(['nodes/workers', MigrationVerdict.NO]);
  });

  test('are not written', () => {
    const { app } = program({});
    expect(Testing.synth(app.node.findChild('nodes') as Chart).map(({ kind }) => kind)).toEqual(['MachineDeployment']);
  });

  test('are of no cluster if nobody says of which', () => {
    const app = new BundleApp();
    new KubeVirtCluster(app, 'infra', RELEASES);
    const deployment = new ApiObject(new Chart(app, 'nodes'), 'workers', changedDeployment({}));
    intend(deployment, { madeIn: { cluster: 'elsewhere', namespace: 'cluster-acme' } });
    expect(app.liveMigrations()).toEqual([]);
    expect(messages(app)).toEqual([]);
  });
});
