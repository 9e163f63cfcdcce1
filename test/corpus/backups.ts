import { ApiObject } from 'cdk8s';
import { refused, Right, right, stricter, wrong, Wrong } from './case';
import { emitted, NAMESPACES, noObjects, Scene } from './scene';
import {
  BackupSchedule, BackupScheduleProps, Boot, MachineSize, VirtualMachineReplicaSet, WorkerPool,
} from '../../src';

/** A plain Schedule of Velero. */
function schedule(scene: Scene, spec: object, template: object = {}, metadata: object = {}): ApiObject {
  return new ApiObject(scene.infra, 'nightly', {
    apiVersion: 'velero.io/v1',
    kind: 'Schedule',
    metadata: { name: 'nightly', namespace: 'velero', ...metadata },
    spec: { schedule: '0 3 * * *', template: { includedNamespaces: [NAMESPACES[0]], ...template }, ...spec },
  });
}

function faulty(rule: string, name: string, says: string, why: string, spec: object, template?: object): Wrong {
  return wrong(rule, name, (scene) => [schedule(scene, spec, template)], says, stricter(why));
}

const EMPTY = 'Velero takes it, and its backups are complete and empty';
const NIGHTLY = { backup: 'nightly' };
const MACHINE = { size: MachineSize.of({ cores: 2, memory: '4Gi' }) };
const NEVER = 'the API server takes it, and Velero marks it as FailedValidation';

/** Programs with a fault in a Schedule of Velero. */
export const BACKUPS: readonly Wrong[] = [
  faulty('SNAP050', 'four fields', 'schedule "0 3 * *" has 4 fields', NEVER, { schedule: '0 3 * *' }),
  faulty('SNAP050', 'a duration that nobody can read', 'names "a day"', NEVER, { schedule: '@every a day' }),
  faulty('SNAP050', 'a day that no month has', 'so it never fires', 'Velero takes it', { schedule: '0 3 31 2 *' }),
  faulty('SNAP050', 'nothing', 'schedule is empty', NEVER, { schedule: '' }),
  faulty('SNAP050', 'a time zone with a typo', 'names the time zone "Europe/Berln", which is not a known one. Did you '
    + 'mean "Europe/Berlin"?', NEVER, { schedule: 'CRON_TZ=Europe/Berln 0 3 * * *' }),
  faulty('SNAP050', 'a time zone in small letters', 'Did you mean "Europe/Berlin"?', NEVER,
    { schedule: 'TZ=europe/berlin @daily' }),
  faulty('SNAP050', 'an offset', 'names the time zone "+01:00"', NEVER, { schedule: 'TZ=+01:00 @daily' }),
  faulty('SNAP050', 'backwards', 'names "-1h", which is less than a second', NEVER, { schedule: '@every -1h' }),
  faulty('SNAP050', 'all the time', 'names "1ms", which is less than a second', NEVER, { schedule: '@every 1ms' }),
  faulty('SNAP050', 'longer than Go can count', 'names "9999999999h", which is not a duration', NEVER,
    { schedule: '@every 9999999999h' }),
  faulty('SNAP050', 'a step over the range', 'has "*/90" as its minute, and that step is as large', NEVER,
    { schedule: '*/90 * * * *' }),
  faulty('SNAP050', 'a word with a space', 'has a space around the word', NEVER, { schedule: '@daily ' }),
  faulty('SNAP051', 'in days', 'ttl "30d" is not a duration that Go can read',
    'the API server takes it, and Velero cannot read it', {}, { ttl: '30d' }),
  faulty('SNAP051', 'none', 'ttl "0s" must be more than zero', 'Velero deletes the backup at once', {}, { ttl: '0s' }),
  wrong('SNAP052', 'of all', (scene) => {
    new BackupSchedule(scene.infra, 'nightly', { schedule: '@daily', tenants: [NAMESPACES[0], '*'] });
    return noObjects();
  }, 'tenants holds "*", with which Velero backs up every namespace', stricter('that is what it means to Velero')),
  wrong('SNAP052', 'outside of tenants', (scene) =>
    emitted(new BackupSchedule(scene.infra, 'nightly', { schedule: '@daily' })),
  'names no tenant and is not made in one', stricter('Velero would back up every namespace')),
  faulty('SNAP053', 'with its backups', 'is true, so all of its backups are deleted with the Schedule',
    'it is what the field is for', { useOwnerReferencesInBackup: true }),
  faulty('SNAP054', 'at each sync', 'is true, and Velero sets it back to false', 'Velero takes it',
    { skipImmediately: true }),
  faulty('SNAP055', 'both', 'stands beside labelSelector, so each backup fails',
    'the API server takes it, and each Backup is marked as FailedValidation', {},
    { labelSelector: { matchLabels: { a: 'b' } }, orLabelSelectors: [{ matchLabels: { c: 'd' } }] }),
  faulty('SNAP056', 'machines alone', 'includedResources leaves out virtualmachineinstances and pods of the machines',
    'the plugin refuses running machines when the backup is made', {}, { includedResources: ['virtualmachines'] }),
  faulty('SNAP056', 'all but pods', 'excludedResources leaves out pods of the machines',
    'the plugin refuses running machines when the backup is made', {}, { excludedResources: ['pods'] }),
  faulty('SNAP057', 'a sentence', 'includedNamespaces[0] "The tenant" is not a DNS label, so each backup fails',
    NEVER, {},
    { includedNamespaces: ['The tenant'] }),
  faulty('SNAP057', 'a location', 'storageLocation "Far away" is not a DNS subdomain', NEVER, {},
    { storageLocation: 'Far away' }),
  faulty('SNAP058', 'a key', 'labelSelector.matchLabels "not a key"', NEVER, {},
    { labelSelector: { matchLabels: { 'not a key': 'x' } } }),
  faulty('SNAP058', 'a value', 'orLabelSelectors[0].matchLabels "not a value"', NEVER, {},
    { orLabelSelectors: [{ matchLabels: { key: 'not a value' } }] }),
  wrong('SNAP059', 'a name with capitals', (scene) => [schedule(scene, {}, {}, { name: 'Nightly' })],
    'metadata.name "Nightly" is not a DNS subdomain', refused('metadata.name: Invalid value: "Nightly"')),
  wrong('SNAP059', 'a namespace with dots', (scene) => [schedule(scene, {}, {}, { namespace: 'velero.io' })],
    'metadata.namespace "velero.io" is not a DNS label', refused('namespaces "velero.io" not found')),
  wrong('SNAP060', 'the id of a tenant', (scene) => scheduled(scene, { tenants: ['acme'] }),
    'tenants "acme" names a namespace that the bundle does not hold. If it is not there, nothing of it is backed up. '
    + 'Did you mean "cluster-acme"?', stricter(EMPTY)),
  wrong('SNAP060', 'a typo', (scene) => scheduled(scene, { tenants: ['cluster-acne'] }),
    'Did you mean "cluster-acme"?', stricter(EMPTY)),
  wrong('SNAP061', 'of somebody else', (scene) => scheduled(scene, { tenants: ['payroll'] }),
    'tenants "payroll" names a namespace that the bundle does not hold', stricter(EMPTY)),
  wrong('SNAP062', 'of no machine at all', (scene) => scheduled(scene, { machineLabels: NIGHTLY }),
    'machineLabels asks for "backup: nightly", which no machine of cluster-acme has', stricter(EMPTY)),
  wrong('SNAP062', 'of a replica set', (scene) => {
    const tenant = scene.tenant();
    new VirtualMachineReplicaSet(tenant, 'web', {
      ...MACHINE, replicas: 2, boot: Boot.containerDisk('quay.io/containerdisks/debian:13'), labels: NIGHTLY,
    });
    return emitted(new BackupSchedule(tenant, 'nightly', { schedule: '@daily', machineLabels: NIGHTLY }));
  }, 'which only replica set "web" has, whose machines keep nothing', stricter(EMPTY)),
  faulty('SNAP063', 'everything and more', 'includedNamespaces holds "*" beside names', NEVER, {},
    { includedNamespaces: [NAMESPACES[0], '*'] }),
  faulty('SNAP063', 'in both', 'excludedNamespaces holds "cluster-a", and so does includedNamespaces', NEVER, {},
    { excludedNamespaces: [NAMESPACES[0]] }),
  faulty('SNAP063', 'no resources', 'excludedResources holds "*", which leaves nothing to back up', NEVER, {},
    { excludedResources: ['*'] }),
  faulty('SNAP064', 'half a minute', 'ttl "30s" is over before the next backup is made: "0 3 * * *" leaves up to 1 day',
    'Velero deletes what is over', {}, { ttl: '30s' }),
  faulty('SNAP064', 'a month, each month', 'leaves up to 31 days between two', 'Velero deletes what is over',
    { schedule: '@monthly' }, { ttl: '720h0m0s' }),
  faulty('SNAP065', 'twice a minute', 'asks for a backup every 30 seconds', 'Velero looks once a minute',
    { schedule: '@every 30s' }),
];

/** A schedule beside a tenant of the bundle, which is backed up unless others are named. */
function scheduled(scene: Scene, props: Partial<BackupScheduleProps>): ApiObject[] {
  return emitted(new BackupSchedule(scene.tenant(), 'nightly', { schedule: '@daily', ...props }));
}

/** Programs with Schedules that are as they should be. */
export const BACKUPS_RIGHT: readonly Right[] = [
  right('SNAP050', 'in a time zone', (scene) => schedule(scene, { schedule: 'CRON_TZ=Europe/Berlin 0 3 * * *' })),
  right('SNAP050', 'every few hours', (scene) => schedule(scene, { schedule: '@every 6h' })),
  right('SNAP051', 'in hours', (scene) => schedule(scene, {}, { ttl: '720h0m0s' })),
  right('SNAP052', 'in a tenant', (scene) => new BackupSchedule(scene.home, 'nightly', { schedule: '@daily' })),
  right('SNAP053', 'false', (scene) => schedule(scene, { useOwnerReferencesInBackup: false })),
  right('SNAP054', 'false', (scene) => schedule(scene, { skipImmediately: false })),
  right('SNAP055', 'one', (scene) => schedule(scene, {}, { labelSelector: { matchLabels: { a: 'b' } } })),
  right('SNAP056', 'with what belongs to them', (scene) =>
    schedule(scene, {}, { includedResources: ['virtualmachines.kubevirt.io', 'virtualmachineinstances', 'pods'] })),
  right('SNAP059', 'a name with dots', (scene) => schedule(scene, {}, {}, { name: 'nightly.1' })),
  right('SNAP057', 'a pattern', (scene) => schedule(scene, {}, { includedNamespaces: ['cluster-*'] })),
  right('SNAP058', 'an empty value', (scene) =>
    schedule(scene, {}, { labelSelector: { matchLabels: { 'example.com/backup': '' } } })),
  right('SNAP060', 'the namespace of a tenant', (scene) =>
    scheduled(scene, { tenants: ['cluster-acme', 'cluster-*'] })),
  right('SNAP060', 'a tenant of somebody else', (scene) =>
    scheduled(scene, { tenants: ['cluster-beta', 'cluster-acme2'] })),
  right('SNAP061', 'a tenant that exists', (scene) =>
    scheduled(scene, { tenants: [scene.home, 'cluster-acme'] })),
  right('SNAP062', 'of the members of a pool', (scene) => {
    const tenant = scene.tenant();
    new WorkerPool(tenant, 'workers', { ...MACHINE, replicas: 2, image: scene.ubuntu, labels: NIGHTLY });
    new BackupSchedule(tenant, 'nightly', { schedule: '@daily', machineLabels: NIGHTLY });
  }),
  right('SNAP062', 'in a namespace that others fill too', (scene) =>
    new BackupSchedule(scene.home, 'nightly', { schedule: '@daily', machineLabels: NIGHTLY })),
  right('SNAP063', 'everything but one', (scene) =>
    schedule(scene, {}, { includedNamespaces: ['*'], excludedNamespaces: ['kube-system'] })),
  right('SNAP064', 'a day, each day', (scene) => schedule(scene, {}, { ttl: '24h0m0s' })),
  right('SNAP065', 'each minute', (scene) => schedule(scene, { schedule: '@every 1m' })),
  right('SNAP050', 'a step', (scene) => schedule(scene, { schedule: 'TZ=US/Pacific */59 0/23 * * */7' })),
  right('SNAP056', 'no machines', (scene) => schedule(scene, {}, { includedResources: ['configmaps'] })),
];
