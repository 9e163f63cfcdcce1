import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, JsonPatch } from 'cdk8s';
import {
  AccessMode, Boot, BundleApp, CdiRelease, EvictionStrategy, InfraCluster, KubeVirtCluster, KubeVirtClusterProps,
  KubeVirtRelease, MachinePreference, MachineSize, MigrationPolicy, MigrationVerdict, PodNetworkBinding, StorageProfile,
  TenantNamespace, VirtualMachine, VirtualMachineProps, VirtualMachineReplicaSet, VolumeMode, WorkerPool,
} from '../../src';
import { MigrationReason } from '../../src/machines/migration/migration-reason';
import { ROOT } from '../sources';

const SIZE = MachineSize.of({ cores: 2, memory: '4Gi' });
const BOOT = Boot.containerDisk('registry.example/a:1');

function scene(kubevirt = KubeVirtRelease.V1_9_0, props: Partial<KubeVirtClusterProps> = {}) {
  const app = new BundleApp();
  const infra = new KubeVirtCluster(app, 'infra', { kubevirt, cdi: CdiRelease.V1_66_0, ...props });
  return { app, infra, tenant: new TenantNamespace(infra, 'acme') };
}

function machine(tenant: TenantNamespace, props: Partial<VirtualMachineProps> = {}, id = 'db'): VirtualMachine {
  return new VirtualMachine(tenant, id, { size: SIZE, boot: BOOT, ...props });
}

const data = (more: object = {}) => ({ extraDisks: [{ name: 'data', capacity: '1Gi', ...more }] });

test('a machine without anything of a node can be live-migrated', () => {
  const { tenant } = scene();
  expect(machine(tenant).liveMigration()).toEqual({
    where: 'infra/acme/db/VirtualMachine', verdict: MigrationVerdict.YES, reasons: [], unknowns: [],
  });
});

test('every reason is told at once', () => {
  const { tenant } = scene();
  const { verdict, reasons } = machine(tenant, {
    ...data({ accessModes: [AccessMode.READ_WRITE_ONCE] }),
    hostDevices: [{ name: 'card', deviceName: 'a.com/card' }],
  }).liveMigration();
  expect(verdict).toBe(MigrationVerdict.NO);
  expect(reasons).toEqual([
    'the disk "data" is ReadWriteOnce, not ReadWriteMany', 'domain.devices.hostDevices belong to one node',
  ]);
});

test('the StorageProfile of the bundle decides about a disk without access modes, and otherwise nobody knows', () => {
  const { tenant, infra } = scene();
  const db = machine(tenant, data({ storageClassName: 'fast' }));
  expect(db.liveMigration()).toMatchObject({
    verdict: MigrationVerdict.UNKNOWN,
    unknowns: ['whether the disk "data" is ReadWriteMany, which the StorageProfile "fast" decides'],
  });
  const block = { accessModes: [AccessMode.READ_WRITE_MANY], volumeMode: VolumeMode.BLOCK };
  const file = { accessModes: [AccessMode.READ_WRITE_ONCE], volumeMode: VolumeMode.FILESYSTEM };
  new StorageProfile(infra, 'fast', { modes: [block, file] });
  expect(db.liveMigration().verdict).toBe(MigrationVerdict.YES);
  const files = machine(tenant, data({ storageClassName: 'fast', volumeMode: VolumeMode.FILESYSTEM }), 'files');
  expect(files.liveMigration().reasons).toEqual([
    'the disk "data" is ReadWriteOnce by the StorageProfile "fast", not ReadWriteMany',
  ]);
});

test('a machine of LiveMigrate whose StorageProfile gives it a disk of one node is an error', () => {
  const { app, tenant, infra } = scene();
  new StorageProfile(infra, 'fast', {
    modes: [{ accessModes: [AccessMode.READ_WRITE_ONCE], volumeMode: VolumeMode.BLOCK }],
  });
  machine(tenant, { ...data({ storageClassName: 'fast' }), evictionStrategy: EvictionStrategy.LIVE_MIGRATE });
  const found = app.check().filter(({ rule }) => ['VM104', 'VM124'].includes(rule));
  expect(found.map(({ rule }) => rule)).toEqual(['VM104']);
});

test('a pool and a replica set answer for all of their members', () => {
  const { app, tenant } = scene();
  const pool = new WorkerPool(tenant, 'workers', { size: SIZE, boot: BOOT, replicas: 3 });
  const set = new VirtualMachineReplicaSet(tenant, 'web', { size: SIZE, boot: BOOT });
  expect(app.liveMigrations()).toEqual([pool.liveMigration(), set.liveMigration()]);
  expect(app.liveMigrations().map(({ where }) => where)).toEqual([
    'infra/acme/workers/VirtualMachinePool', 'infra/acme/web/VirtualMachineInstanceReplicaSet',
  ]);
});

test('what a size and a preference add is unknown if neither the bundle nor KubeVirt holds them', () => {
  const { tenant } = scene();
  const { verdict, unknowns } = machine(tenant, {
    size: MachineSize.clusterInstancetype('of-others'), preference: MachinePreference.clusterPreference('of-others'),
  }).liveMigration();
  expect(verdict).toBe(MigrationVerdict.UNKNOWN);
  expect(unknowns.map((text) => text.slice(0, 35))).toEqual([
    'whether the instancetype "of-others', 'whether the preference "of-others" ',
  ]);
});

test('what KubeVirt embeds is known', () => {
  const { tenant } = scene();
  const sized = (size: string, preference: string) => machine(tenant, {
    size: MachineSize.clusterInstancetype(size), preference: MachinePreference.clusterPreference(preference),
  }, `${size}-${preference}`.replaceAll('.', '-')).liveMigration();
  expect(sized('u1.medium', 'fedora')).toMatchObject({ verdict: MigrationVerdict.YES, unknowns: [] });
  expect(sized('u1.medium', 'windows.2k22').unknowns).toEqual([
    expect.stringContaining('can scale the frequency of the clock'),
  ]);
});

test('a preference of the bundle for Windows leaves the clock open', () => {
  const { tenant } = scene();
  const spec = { features: { preferredHyperv: { reenlightenment: {} } } };
  new ApiObject(tenant, 'windows', {
    apiVersion: 'instancetype.kubevirt.io/v1beta1',
    kind: 'VirtualMachinePreference',
    metadata: { name: 'windows', namespace: tenant.namespaceName },
    spec,
  });
  const { unknowns } = machine(tenant, { preference: MachinePreference.preference('windows') }).liveMigration();
  expect(unknowns).toEqual([expect.stringContaining('can scale the frequency of the clock')]);
});

test('from v1.9 on, a preference can have launchSecurity: of one that nobody knows, that is unknown too', () => {
  const preference = MachinePreference.clusterPreference('of-others');
  const unknownsIn = (release: KubeVirtRelease) => (
    machine(scene(release).tenant, { preference }).liveMigration().unknowns);
  expect(unknownsIn(KubeVirtRelease.V1_8_4)).toEqual([
    'whether the preference "of-others" prefers hyperv.reenlightenment, and the bundle does not hold it',
  ]);
  expect(unknownsIn(KubeVirtRelease.V1_9_0)).toEqual([
    'whether the preference "of-others" prefers hyperv.reenlightenment or launchSecurity, and the bundle does not '
      + 'hold it',
  ]);
});

test('a preference of a release that does not know its launchSecurity is not taken at its word', () => {
  const { tenant } = scene(KubeVirtRelease.V1_8_4);
  new ApiObject(tenant, 'secure', {
    apiVersion: 'instancetype.kubevirt.io/v1beta1',
    kind: 'VirtualMachinePreference',
    metadata: { name: 'secure', namespace: tenant.namespaceName },
    spec: { preferredLaunchSecurity: { sev: {} } },
  });
  expect(machine(tenant, { preference: MachinePreference.preference('secure') }).liveMigration().reasons).toEqual([]);
});

test('what an instancetype or a preference that nobody knows may add to an interface is said in one sentence', () => {
  const { tenant } = scene();
  const made = machine(tenant, {
    size: MachineSize.clusterInstancetype('of-others'),
    preference: MachinePreference.clusterPreference('of-others'),
    podNetwork: PodNetworkBinding.BRIDGE,
    evictionStrategy: EvictionStrategy.NONE,
  });
  expect(made.liveMigration().unknowns[0]).toBe(
    'whether the instancetype "of-others" or the preference "of-others" has the annotation '
      + 'kubevirt.io/allow-pod-bridge-network-live-migration for its bridge on the pod network, and the bundle does '
      + 'not hold them',
  );
});

test('a GPU of an existing cluster may be a vGPU that moves, unless its gate is off', () => {
  const verdictWith = (props: object) => {
    const app = new BundleApp();
    const infra = KubeVirtCluster.existing(app, 'infra', {
      kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0, ...props,
    });
    return machine(new TenantNamespace(infra, 'acme'), {
      gpus: [{ name: 'gpu', deviceName: 'nvidia.com/T4-1Q' }],
    }).liveMigration();
  };
  expect(verdictWith({}).unknowns).toEqual(['whether "nvidia.com/T4-1Q" is a vGPU that moves, which the feature gate '
    + 'VGPULiveMigration and permittedHostDevices.mediatedDevices of the KubeVirt custom resource decide']);
  expect(verdictWith({ featureGates: ['VGPULiveMigration'] }).unknowns).toEqual([
    'whether "nvidia.com/T4-1Q" is a vGPU that moves, which permittedHostDevices.mediatedDevices of the KubeVirt '
      + 'custom resource decides',
  ]);
  expect(verdictWith({ disabledFeatureGates: ['VGPULiveMigration'] }).verdict).toBe(MigrationVerdict.NO);
});

test.each([
  [KubeVirtRelease.V1_8_4, MigrationVerdict.NO], [KubeVirtRelease.V1_9_0, MigrationVerdict.YES],
] as const)('a persistent reservation of a LUN prevents live migration up to v1.8: %s', (kubevirt, verdict) => {
  const { tenant } = scene(kubevirt);
  const made = machine(tenant, data({ accessModes: [AccessMode.READ_WRITE_MANY] }));
  const disks = [{ name: 'data', lun: { bus: 'scsi', reservation: true } }];
  made.apiObject.addJsonPatch(JsonPatch.replace('/spec/template/spec/domain/devices/disks', disks));
  expect(made.liveMigration().verdict).toBe(verdict);
});

test('an object that does not match its schema is unknown', () => {
  const { tenant } = scene();
  const made = machine(tenant, { overrides: { template: { spec: { domain: { devices: { disks: 1 } } } } } } as any);
  expect(made.liveMigration()).toMatchObject({ verdict: MigrationVerdict.UNKNOWN, reasons: [] });
});

describe('the policy that wins', () => {
  function policies(infra: InfraCluster, tenant: TenantNamespace): void {
    new MigrationPolicy(infra, 'z-all');
    new MigrationPolicy(infra, 'namespace', {
      namespaceLabels: { 'kubernetes.io/metadata.name': tenant.namespaceName },
    });
    new MigrationPolicy(infra, 'machine', { machineLabels: { workload: 'db' } });
    new MigrationPolicy(infra, 'two', { machineLabels: { workload: 'db', tier: 'gold' } });
    new MigrationPolicy(infra, 'a-two', { machineLabels: { workload: 'db', tier: 'gold' } });
  }

  test.each([
    ['every machine, if no label fits', {}, 'namespace'],
    ['more labels of the machine, of as many', { workload: 'db' }, 'machine'],
    ['more labels, and the first name of equal ones', { workload: 'db', tier: 'gold' }, 'a-two'],
  ])('is the one for %s', (_name, labels, name) => {
    const { infra, tenant } = scene();
    policies(infra, tenant);
    expect(machine(tenant, { labels }).liveMigration().migrationPolicy).toBe(name);
  });

  test('is not known where the labels of the namespace are not', () => {
    const app = new BundleApp();
    const infra = new KubeVirtCluster(app, 'infra', { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
    const tenant = TenantNamespace.existing(infra, 'acme', { namespaceName: 'acme' });
    new MigrationPolicy(infra, 'all');
    new MigrationPolicy(infra, 'gold', { namespaceLabels: { tier: 'gold' } });
    new MigrationPolicy(infra, 'gold-db', { namespaceLabels: { tier: 'gold' }, machineLabels: { workload: 'db' } });
    new MigrationPolicy(infra, 'web', { namespaceLabels: { tier: 'gold' }, machineLabels: { workload: 'web' } });
    new MigrationPolicy(infra, 'other', {
      namespaceLabels: { 'kubernetes.io/metadata.name': 'other', 'tier': 'gold' },
    });
    new MigrationPolicy(infra, 'of-node', { machineLabels: { 'kubevirt.io/nodeName': 'a' } });
    const labels = { workload: 'db' };
    expect(machine(tenant as TenantNamespace, { labels }).liveMigration()).toMatchObject({
      migrationPolicy: 'all', possiblePolicies: ['gold-db', 'of-node', 'gold'],
    });
    new MigrationPolicy(infra, 'sure', { machineLabels: labels });
    expect(machine(tenant as TenantNamespace, { labels }, 'other').liveMigration()).toMatchObject({
      migrationPolicy: 'sure', possiblePolicies: ['gold-db', 'of-node'],
    });
  });

  test('is none if none matches', () => {
    const { infra, tenant } = scene();
    new MigrationPolicy(infra, 'machine', { machineLabels: { workload: 'db' } });
    expect(machine(tenant).liveMigration().migrationPolicy).toBeUndefined();
  });
});

test('the page lists every reason that the code has', () => {
  const page = readFileSync(join(ROOT, 'docs/reference/live-migration.md'), 'utf8');
  const listed = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, reason]) => reason).sort();
  expect(listed).toEqual(Object.values(MigrationReason).sort());
});
