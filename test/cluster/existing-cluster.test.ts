import { Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { problems } from './clusters';
import {
  BundleApp,
  CdiRelease,
  Cluster,
  ExistingClusterProps,
  InfraCluster,
  KubeVirtCluster,
  KubeVirtRelease,
  TenantNamespace,
} from '../../src';
import { noticesOf } from '../findings';

function existing(props: Partial<ExistingClusterProps> = {}): InfraCluster {
  return KubeVirtCluster.existing(new BundleApp(), 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0,
    cdi: CdiRelease.V1_66_0,
    ...props,
  });
}

test('nothing of the platform is emitted, and the releases are known', () => {
  const infra = existing();
  expect((infra.node.root as BundleApp).synthYaml()).toBe('');
  expect(infra.kubevirt).toBe(KubeVirtRelease.V1_9_0);
  expect(infra.cdi).toBe(CdiRelease.V1_66_0);
});

describe('a gate that a construct needs', () => {
  test.each([
    ['Snapshot', {}],
    ['VMExport', {}],
    ['HotplugVolumes', {}],
    ['DataVolumes', {}],
    ['CPUManager', { featureGates: ['CPUManager'] }],
  ])('and that is on leaves no word: %s', (gate, props) => {
    const infra = existing(props);
    const pool = new Construct(infra, 'pool');
    infra.requireFeatureGate(gate, pool);
    expect(noticesOf(pool)).toEqual([]);
    expect(problems(infra)).toEqual([]);
    expect(infra.featureGateUsers()).toEqual({ [gate]: ['infra/pool'] });
  });

  test.each([
    ['CPUManager', KubeVirtRelease.V1_9_0],
    ['Snapshot', KubeVirtRelease.V1_8_4],
  ])('and that may be off leaves a notice: %s in %s', (gate, kubevirt) => {
    const infra = existing({ kubevirt });
    const pool = new Construct(infra, 'pool');
    infra.requireFeatureGate(gate, pool);
    expect(noticesOf(pool)).toEqual([
      `infra/pool needs the feature gate "${gate}", which ${kubevirt} does not turn on by itself. Make sure that the `
        + 'KubeVirt custom resource of cluster infra lists it, and name it in featureGates of '
        + 'KubeVirtCluster.existing(…).',
    ]);
    expect(problems(infra)).toEqual([]);
  });

  test('and that is off is an error', () => {
    const infra = existing({ disabledFeatureGates: ['Snapshot'] });
    infra.requireFeatureGate('Snapshot', new Construct(infra, 'backup'));
    expect(problems(infra)).toEqual([
      '[infra] disabledFeatureGates names "Snapshot", but infra/backup needs it. Remove the gate from the list, or '
        + 'what needs it from the program.',
    ]);
  });

  test('and that the release does not know is an error', () => {
    const infra = existing({ kubevirt: KubeVirtRelease.V1_7_4 });
    infra.requireFeatureGate('PasstBinding', new Construct(infra, 'pool'));
    expect(problems(infra)).toEqual([
      expect.stringContaining(
        '[infra] infra/pool needs the feature gate "PasstBinding", which KubeVirt v1.7.4 does not know',
      ),
    ]);
  });
});

test('a name that is said to be a gate that is on, but is not a gate, is an error', () => {
  expect(problems(existing({ featureGates: ['CPUManger'] }))).toEqual([
    expect.stringContaining('[infra] featureGates names "CPUManger", which is not a feature gate of KubeVirt v1.9.0'),
  ]);
});

test('two clusters of one name are an error that names both', () => {
  const app = Testing.app();
  for (const id of ['eu', 'us']) {
    KubeVirtCluster.existing(app, id, {
      kubevirt: KubeVirtRelease.V1_9_0,
      cdi: CdiRelease.V1_66_0,
      clusterName: 'production',
    });
  }
  expect(() => app.synth()).toThrow(
    '[us] clusterName "production" is that of eu already, and both would be written to clusters/production. Give one '
      + 'of them another clusterName.',
  );
});

test('a construct finds its cluster, and one outside of any is told so', () => {
  const infra = existing();
  const below = new Construct(infra, 'below');
  expect(Cluster.around(below)).toBe(infra);
  expect(InfraCluster.containing(below)).toBe(infra);
  expect(() => Cluster.around(infra.node.root)).toThrow('PROP006 the construct is outside of any cluster');
});

describe('a chart of the user', () => {
  test('may stand between a cluster and its tenants', () => {
    const infra = existing();
    const tenant = new TenantNamespace(new Chart(infra, 'chart'), 'a');
    expect(tenant.cluster).toBe(infra);
  });

  test('is not taken for a cluster', () => {
    const chart = new Chart(new BundleApp(), 'chart');
    expect(() => new TenantNamespace(chart, 'a')).toThrow('outside of any cluster');
    expect(() => Cluster.around(chart)).toThrow('outside of any cluster');
  });
});
