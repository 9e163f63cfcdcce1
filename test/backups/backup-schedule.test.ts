import { Duration } from 'cdk8s';
import {
  BackupSchedule,
  BackupScheduleProps,
  BundleApp,
  CdiRelease,
  KubeVirtCluster,
  KubeVirtRelease,
  TenantNamespace,
} from '../../src';
import { filesIn, temporaryDirectory } from '../directory';
import { errorsOf, findingsOf } from '../findings';

const directory = temporaryDirectory();

function platform(outdir?: string) {
  const app = new BundleApp({ outdir });
  const infra = new KubeVirtCluster(app, 'infra', { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
  return { app, infra, acme: new TenantNamespace(infra, 'acme'), beta: new TenantNamespace(infra, 'beta') };
}

test('a schedule in a tenant backs up that tenant', () => {
  const { app, acme } = platform();
  const made = new BackupSchedule(acme, 'nightly', { schedule: '0 3 * * *' });
  expect(errorsOf(app)).toEqual([]);
  expect(made.scheduleName).toBe('nightly');
  expect(made.schedule.toJson()).toMatchObject({
    apiVersion: 'velero.io/v1',
    kind: 'Schedule',
    metadata: { name: 'nightly', namespace: 'velero' },
  });
  expect(made.schedule.toJson().spec).toEqual({
    schedule: '0 3 * * *',
    template: { includedNamespaces: ['cluster-acme'] },
  });
});

test('everything can be said', () => {
  const { app, infra, acme, beta } = platform();
  const props: BackupScheduleProps = {
    schedule: '@daily',
    tenants: ['legacy', beta, acme],
    machineLabels: { backup: 'nightly' },
    keptFor: Duration.days(14),
    moveData: true,
    storageLocation: 'elsewhere',
    paused: true,
    name: 'every-night',
    veleroNamespace: 'openshift-adp',
  };
  const json = new BackupSchedule(infra, 'nightly', props).schedule.toJson();
  expect(errorsOf(app)).toEqual([]);
  expect(json.metadata).toMatchObject({ name: 'every-night', namespace: 'openshift-adp' });
  expect(json.spec).toEqual({
    schedule: '@daily',
    paused: true,
    template: {
      includedNamespaces: ['cluster-acme', 'cluster-beta', 'legacy'],
      labelSelector: { matchLabels: { backup: 'nightly' } },
      ttl: '336h0m0s',
      storageLocation: 'elsewhere',
      snapshotMoveData: true,
    },
  });
});

test('it stands outside of the tenant\'s folder, because Velero\'s namespace does not belong to the tenant', () => {
  const outdir = directory();
  const { app, acme } = platform(outdir);
  new BackupSchedule(acme, 'nightly', { schedule: '@daily' });
  app.synth();
  expect(Object.keys(filesIn(outdir))).toContain('clusters/infra/50-tenants/backups.k8s.yaml');
});

test.each([
  [{ schedule: '0 3 * *' }, 'schedule "0 3 * *" has 4 fields'],
  [{ schedule: '@daily', keptFor: Duration.seconds(0) }, 'keptFor "0s" must be more than zero'],
])('a message about %j names the prop', (props, says) => {
  const { app, acme } = platform();
  new BackupSchedule(acme, 'nightly', props);
  expect(errorsOf(app)).toEqual([expect.stringContaining(says)]);
});

test('outside of tenants it must name some', () => {
  const { app, infra } = platform();
  new BackupSchedule(infra, 'nightly', { schedule: '@daily' });
  expect(findingsOf(app)).toEqual([expect.stringContaining('names no tenant and is not made in one')]);
});

test('an empty list of tenants is a mistake too', () => {
  const { app, acme } = platform();
  new BackupSchedule(acme, 'nightly', { schedule: '@daily', tenants: [] });
  expect(findingsOf(app)).toEqual([expect.stringContaining('names no tenant')]);
});

test('a tenant that is named twice is written once', () => {
  const { app, infra, acme } = platform();
  const { schedule } = new BackupSchedule(infra, 'nightly', { schedule: '@daily', tenants: [acme, 'cluster-acme'] });
  expect(findingsOf(app)).toEqual([]);
  expect(schedule.toJson().spec.template.includedNamespaces).toEqual(['cluster-acme']);
});

test('all namespaces at once are one mistake', () => {
  const { app, infra, acme } = platform();
  new BackupSchedule(infra, 'nightly', { schedule: '@daily', tenants: [acme, '*'] });
  expect(findingsOf(app)).toEqual([expect.stringContaining('tenants holds "*"')]);
});

test.each([
  ['the time for which they are kept', { keptFor: Duration.seconds(30) }, 'keptFor "30s" is over before the next'],
  ['their labels', { machineLabels: { backup: 'nightly' } }, 'machineLabels asks for "backup: nightly", which no'],
])('a warning about %s names the prop', (_what, props, says) => {
  const { app, acme } = platform();
  new BackupSchedule(acme, 'nightly', { schedule: '@daily', ...props });
  expect(findingsOf(app)).toEqual([expect.stringContaining(says)]);
});

test('a number in place of a duration is told one that fits', () => {
  const { app, acme } = platform();
  new BackupSchedule(acme, 'nightly', { schedule: '@daily', keptFor: 14 } as any);
  expect(errorsOf(app)).toEqual([expect.stringContaining('Write a Duration, such as Duration.minutes(10) or '
    + 'Duration.days(14).')]);
});
