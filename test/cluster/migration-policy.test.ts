import { Duration, JsonPatch, Size } from 'cdk8s';
import {
  BundleApp, CdiRelease, KubeVirtCluster, KubeVirtRelease, MigrationPolicy, MigrationPolicyProps,
} from '../../src';
import { temporaryDirectory, filesIn } from '../directory';
import { errorsOf } from '../findings';

function policy(props?: MigrationPolicyProps, kubevirt = KubeVirtRelease.V1_9_0, outdir?: string) {
  const app = new BundleApp({ outdir });
  const infra = new KubeVirtCluster(app, 'infra', { kubevirt, cdi: CdiRelease.V1_66_0 });
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
