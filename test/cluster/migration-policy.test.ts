import { Duration, JsonPatch, Size } from 'cdk8s';
import {
  Boot, BundleApp, CdiRelease, KubeVirtCluster, KubeVirtClusterProps, KubeVirtRelease, MachineSize, MigrationPolicy,
  MigrationPolicyProps, TenantNamespace, VirtualMachine,
} from '../../src';
import { temporaryDirectory, filesIn } from '../directory';
import { errorsOf } from '../findings';

function policy(
  props?: MigrationPolicyProps,
  kubevirt = KubeVirtRelease.V1_9_0,
  outdir?: string,
  cluster?: Partial<KubeVirtClusterProps>,
) {
  const app = new BundleApp({ outdir });
  const infra = new KubeVirtCluster(app, 'infra', { kubevirt, cdi: CdiRelease.V1_66_0, ...cluster });
  return { app, made: new MigrationPolicy(infra, 'careful', props) };
}

test.each(KubeVirtRelease.all().map((release) => [String(release), release] as const))(
  'a policy is written for %s with all that it says',
  (_name, kubevirt) => {
    const { app, made } = policy({
      namespaceLabels: { tier: 'gold' },
      machineLabels: { workload: 'db' },
      allowAutoConverge: true,
      allowPostCopy: false,
      allowWorkloadDisruption: true,
      bandwidthPerMigration: Size.mebibytes(64),
      completionTimeoutPerGiB: Duration.minutes(5),
    }, kubevirt);
    expect(errorsOf(app)).toEqual([]);
    expect(made.policy.toJson()).toMatchObject({
      apiVersion: 'migrations.kubevirt.io/v1alpha1',
      kind: 'MigrationPolicy',
      metadata: { name: 'careful' },
      spec: {
        selectors: { namespaceSelector: { tier: 'gold' }, virtualMachineInstanceSelector: { workload: 'db' } },
        allowAutoConverge: true,
        allowPostCopy: false,
        allowWorkloadDisruption: true,
        bandwidthPerMigration: '64Mi',
        completionTimeoutPerGiB: 300,
      },
    });
  },
);

test('a policy that says nothing is one for every machine', () => {
  expect(policy().made.policy.toJson().spec).toEqual({ selectors: {} });
});

test('a policy has labels, annotations, and overrides merged over what its props make', () => {
  const { app, made } = policy({
    labels: { team: 'a' },
    annotations: { 'a.example/why': 'b' },
    maxDowntime: Duration.millis(500),
    allowAutoConverge: true,
    overrides: { allowAutoConverge: null, experimental: { compression: 'zstd' } },
  });
  expect(errorsOf(app)).toEqual([]);
  const { metadata, spec } = made.policy.toJson();
  expect(metadata.labels).toMatchObject({ 'team': 'a', 'app.kubernetes.io/managed-by': 'cdk8s-kubevirt' });
  expect(metadata.annotations).toEqual({ 'a.example/why': 'b' });
  expect(spec).toEqual({ selectors: {}, maxDowntimeMs: 500, experimental: { compression: 'zstd' } });
  expect(app.synthYaml()).toContain('MigrationStallDetection');
});

test('a fault of a policy is told of its prop, unless overrides set the field', () => {
  expect(errorsOf(policy({ maxDowntime: Duration.seconds(3000) }).app)).toEqual([
    expect.stringContaining('[infra/careful/MigrationPolicy] maxDowntime is 3000000'),
  ]);
  expect(errorsOf(policy({ overrides: { completionTimeoutPerGiB: -1 } }).app)).toEqual([
    expect.stringContaining('spec.completionTimeoutPerGiB is -1'),
  ]);
});

test('post-copy without disruption is warned of in the KubeVirt custom resource too', () => {
  const { app } = policy(undefined, undefined, undefined, {
    overrides: { kubevirt: { configuration: { migrations: { allowPostCopy: true, allowWorkloadDisruption: false } } } },
  });
  expect(app.check().filter(({ rule }) => rule === 'KV069').map(({ message }) => message)).toEqual([
    'spec.configuration.migrations.allowWorkloadDisruption is false, so a migration that takes too long is aborted, '
      + 'and allowPostCopy has no effect.',
  ]);
});

test('with the detection of stalled migrations, post-copy starts without disruption', () => {
  const { app } = policy({ allowPostCopy: true, allowWorkloadDisruption: false, maxDowntime: Duration.seconds(1) });
  expect(app.check().filter(({ rule }) => rule === 'KV069')).toEqual([]);
});

test('labels that no machine can have are told of once', () => {
  const { app, made } = policy({ machineLabels: { 'Bad key!': 'x' } });
  new VirtualMachine(new TenantNamespace(made.node.scope as KubeVirtCluster, 'acme'), 'db', {
    size: MachineSize.of({ cores: 1, memory: '1Gi' }), boot: Boot.containerDisk('registry.example/a:1'),
  });
  expect(app.check().filter(({ where }) => where.includes('careful')).map(({ rule }) => rule)).toEqual(['KV070']);
});

const directory = temporaryDirectory();

test('a policy is in a file of the catalog', () => {
  const { app } = policy({ name: 'other' }, undefined, directory());
  app.synth();
  expect(Object.keys(filesIn(directory())).filter((file) => file.includes('migration-policies'))).toEqual([
    'clusters/infra/30-catalog/migration-policies.k8s.yaml',
  ]);
});

test('a limit of downtime in a policy turns on its gate', () => {
  const { app, made } = policy();
  made.policy.addJsonPatch(JsonPatch.add('/spec/maxDowntimeMs', 500));
  expect(errorsOf(app)).toEqual([]);
  expect(app.synthYaml()).toContain('MigrationStallDetection');
});
