import { Duration } from 'cdk8s';
import {
  Boot,
  BundleApp,
  CdiRelease,
  Disk,
  KubeVirtCluster,
  KubeVirtRelease,
  MachineSize,
  SnapshotDeletionPolicy,
  TenantNamespace,
  VirtualMachine,
  VirtualMachineSnapshot,
  VirtualMachineSnapshotProps,
} from '../../src';
import { filesIn, temporaryDirectory } from '../directory';
import { errorsOf, findingsOf } from '../findings';

const directory = temporaryDirectory();

function snapshot(
  props: VirtualMachineSnapshotProps,
  { kubevirt = KubeVirtRelease.V1_9_0, outdir }: { kubevirt?: KubeVirtRelease; outdir?: string } = {},
) {
  const app = new BundleApp({ outdir });
  const infra = new KubeVirtCluster(app, 'infra', { kubevirt, cdi: CdiRelease.V1_65_0 });
  const tenant = new TenantNamespace(infra, 'acme');
  const made = new VirtualMachineSnapshot(tenant, 'db-before-upgrade', props);
  return { app, infra, made, json: made.snapshot.toJson() };
}

test.each(KubeVirtRelease.all().map((release) => [String(release), release] as const))(
  'a snapshot is written for %s, and kept',
  (_name, kubevirt) => {
    const { app, made, json } = snapshot({ machineName: 'db' }, { kubevirt });
    expect(errorsOf(app)).toEqual([]);
    expect(made.snapshotName).toBe('db-before-upgrade');
    expect(json).toMatchObject({
      apiVersion: 'snapshot.kubevirt.io/v1beta1',
      kind: 'VirtualMachineSnapshot',
      metadata: {
        name: 'db-before-upgrade',
        namespace: 'cluster-acme',
        annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
      },
    });
    expect(json.spec).toEqual({
      source: { apiGroup: 'kubevirt.io', kind: 'VirtualMachine', name: 'db' },
      deletionPolicy: 'Retain',
    });
  },
);

test('everything can be said', () => {
  const { app, json } = snapshot({
    machineName: 'db',
    name: 'db-1',
    deletionPolicy: SnapshotDeletionPolicy.DELETE,
    failureDeadline: Duration.minutes(90),
  });
  expect(errorsOf(app)).toEqual([]);
  expect(json.metadata.name).toBe('db-1');
  expect(json.spec).toMatchObject({ deletionPolicy: 'Delete', failureDeadline: '1h30m0s' });
});

test('a deadline of zero seconds is written as it is', () => {
  const { app, json } = snapshot({ machineName: 'db', failureDeadline: Duration.seconds(0) });
  expect(errorsOf(app)).toEqual([]);
  expect(json.spec.failureDeadline).toBe('0s');
});

test.each([
  [KubeVirtRelease.V1_8_4, ['Snapshot']],
  [KubeVirtRelease.V1_9_0, []],
])('in %s it turns on the gate that the release does not turn on itself', (kubevirt, listed) => {
  const { infra } = snapshot({ machineName: 'db' }, { kubevirt });
  const { featureGates, disabledFeatureGates } =
    infra.kubevirtCr.toJson().spec.configuration.developerConfiguration;
  expect(featureGates.filter((gate: string) => gate === 'Snapshot')).toEqual(listed);
  expect(disabledFeatureGates).not.toContain('Snapshot');
});

test('it stands with the machines of its tenant, in a file of its own', () => {
  const outdir = directory();
  const { app } = snapshot({ machineName: 'db' }, { outdir });
  app.synth();
  expect(Object.keys(filesIn(outdir))).toContain('clusters/infra/60-workloads/cluster-acme/snapshots.k8s.yaml');
});

test('a message about the machine names the prop', () => {
  const { app } = snapshot({ machineName: 'db' });
  expect(findingsOf(app)).toEqual([
    expect.stringContaining('machineName "db" names a machine that the bundle does not hold'),
  ]);
});

test('without a machine it says so once', () => {
  const { app } = snapshot({} as VirtualMachineSnapshotProps);
  expect(findingsOf(app)).toEqual([expect.stringContaining('machineName')]);
});

test('a machine in place of its name is told how the name is written', () => {
  const { app, made } = snapshot({ machineName: 'db' });
  const tenant = made.node.scope as TenantNamespace;
  const db = new VirtualMachine(tenant, 'db', {
    boot: Boot.disk(new Disk(tenant, 'data', { capacity: '10Gi' })),
    size: MachineSize.of({ cores: 1, memory: '1Gi' }),
  });
  new VirtualMachineSnapshot(tenant, 'again', { machineName: db } as any);
  expect(errorsOf(app)).toEqual([
    expect.stringContaining('machineName is a VirtualMachine, but must be a string. Write its .machineName.'),
  ]);
});
