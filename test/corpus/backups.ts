import { ApiObject } from 'cdk8s';
import { refused, Right, right, stricter, wrong, Wrong } from './case';
import { emitted, NAMESPACES, Scene } from './scene';
import { BackupSchedule } from '../../src';

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

const NEVER = 'the API server takes it, and Velero marks it as FailedValidation';

/** Programs with a fault in a Schedule of Velero. */
export const BACKUPS: readonly Wrong[] = [
  faulty('SNAP050', 'four fields', 'schedule "0 3 * *" has 4 fields', NEVER, { schedule: '0 3 * *' }),
  faulty('SNAP050', 'a duration that nobody can read', 'names "a day"', NEVER, { schedule: '@every a day' }),
  faulty('SNAP050', 'a day that no month has', 'so it never fires', 'Velero takes it', { schedule: '0 3 31 2 *' }),
  faulty('SNAP050', 'nothing', 'schedule is empty', NEVER, { schedule: '' }),
  faulty('SNAP051', 'in days', 'ttl "30d" is not a duration that Go can read',
    'the API server takes it, and Velero cannot read it', {}, { ttl: '30d' }),
  faulty('SNAP051', 'none', 'ttl "0s" must be more than zero', 'Velero deletes the backup at once', {}, { ttl: '0s' }),
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
  faulty('SNAP057', 'a sentence', 'includedNamespaces[0] "The tenant" is not a DNS label', NEVER, {},
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
];

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
  right('SNAP056', 'no machines', (scene) => schedule(scene, {}, { includedResources: ['configmaps'] })),
];
