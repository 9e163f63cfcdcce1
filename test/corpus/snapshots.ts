import { ApiObject } from 'cdk8s';
import { later, refused, Right, right, stricter, Verdict, wrong, Wrong } from './case';
import { emitted, NAMESPACES, Scene } from './scene';
import {
  Boot, MachineSize, Tenant, VirtualMachine, VirtualMachineReplicaSet, VirtualMachineSnapshot, VolumeSource,
  WorkerPool,
} from '../../src';

const machine = { apiGroup: 'kubevirt.io', kind: 'VirtualMachine', name: 'db' };
const ofSnapshot = { apiGroup: 'snapshot.kubevirt.io', kind: 'VirtualMachineSnapshot', name: 'db-before-upgrade' };

/** A plain object of a kind, in the version that the release stores. */
function plain(scene: Scene, group: string, kind: string, spec: object, name = 'db-before-upgrade'): ApiObject {
  return new ApiObject(scene.infra, `${kind}-${name}`, {
    apiVersion: scene.kubevirt.apiVersion(group, kind) ?? `${group}/v1beta1`,
    kind,
    metadata: { name, namespace: NAMESPACES[0] },
    spec,
  });
}

const snapshot = (scene: Scene, spec: object): ApiObject =>
  plain(scene, 'snapshot.kubevirt.io', 'VirtualMachineSnapshot', { source: machine, ...spec });

const restore = (scene: Scene, spec: object): ApiObject =>
  plain(scene, 'snapshot.kubevirt.io', 'VirtualMachineRestore', {
    target: machine,
    virtualMachineSnapshotName: 'db-before-upgrade',
    volumeRestorePolicy: 'InPlace',
    ...spec,
  });

const clone = (scene: Scene, spec: object): ApiObject =>
  plain(scene, 'clone.kubevirt.io', 'VirtualMachineClone', { source: machine, ...spec });

const exported = (scene: Scene, spec: object): ApiObject =>
  plain(scene, 'export.kubevirt.io', 'VirtualMachineExport', { source: machine, ...spec });

const backup = (scene: Scene): ApiObject =>
  plain(scene, 'backup.kubevirt.io', 'VirtualMachineBackup', { source: machine, pvcName: 'backups' });

type Make = (scene: Scene, spec: object) => ApiObject;

function faulty(rule: string, name: string, make: Make, spec: object, says: string, verdict: Verdict): Wrong {
  return wrong(rule, name, (scene) => [make(scene, spec)], says, verdict);
}

const GONE = stricter('KubeVirt takes it, and the snapshot fails when its deadline has passed');
const SMALL = { size: MachineSize.of({ cores: 1, memory: '1Gi' }) };
const CONTAINER = Boot.containerDisk('quay.io/containerdisks/debian:13');

/** A snapshot of ours in the tenant of the bundle. */
function ofTenant(tenant: Tenant, machineName: string): ApiObject[] {
  return emitted(new VirtualMachineSnapshot(tenant, 'before-upgrade', { machineName }));
}

/** The same, beside a pool of two machines. */
function besidePool(scene: Scene, machineName: string): ApiObject[] {
  const tenant = scene.tenant();
  new WorkerPool(tenant, 'workers', { ...SMALL, image: scene.ubuntu, replicas: 2 });
  return ofTenant(tenant, machineName);
}

const NO_GROUP = { kind: 'VirtualMachine', name: 'db' };
const OTHER_GROUP = { ...machine, apiGroup: 'example.com' };
const OTHER_KIND = { ...machine, kind: 'VirtualMachineInstance' };

const OF_SNAPSHOTS: readonly Wrong[] = [
  faulty('SNAP001', 'no group', snapshot, { source: NO_GROUP }, 'source.apiGroup is missing',
    refused('missing apiGroup')),
  faulty('SNAP001', 'another group', snapshot, { source: OTHER_GROUP }, 'is "example.com", but KubeVirt takes',
    refused('invalid apiGroup')),
  faulty('SNAP001', 'of an instance', snapshot, { source: OTHER_KIND }, 'kind is "VirtualMachineInstance", but',
    refused('invalid kind')),
  faulty('SNAP002', 'in words', snapshot, { failureDeadline: 'soon' }, '"soon" is not a duration that Go can read',
    refused('time: invalid duration "soon"')),
  faulty('SNAP003', 'negative', snapshot, { failureDeadline: '-5m' }, '"-5m" has passed when the snapshot is created',
    stricter('KubeVirt takes it, and marks it as failed at once')),
  faulty('SNAP004', 'another word', snapshot, { deletionPolicy: 'Keep' }, 'deletionPolicy "Keep" is unknown',
    stricter('KubeVirt takes every word, and keeps the content under all but Delete')),
  faulty('SNAP005', 'of a machine elsewhere', snapshot, {}, '"db" names a machine that the bundle does not hold',
    stricter('the machine may be in the cluster')),
  faulty('SNAP007', 'a label', snapshot, { source: { ...machine, name: 'The database' } },
    'source.name "The database" is not a DNS subdomain, so no machine is found',
    stricter('KubeVirt takes it, and finds no machine')),
  wrong('SNAP006', 'of a class that nothing tells of', (scene) => [snapshot(scene, {}), withDisk(scene)],
    'disks of machine "db" are of StorageClass "fast", and nothing in the bundle says',
    stricter('CDI may have found a VolumeSnapshotClass for it')),
  wrong('SNAP066', 'of a machine with a typo', (scene) => {
    const tenant = scene.tenant();
    new VirtualMachine(tenant, 'pg-1', { ...SMALL, image: scene.ubuntu });
    return ofTenant(tenant, 'pg');
  }, 'machineName "pg" names a machine that the bundle does not hold', GONE),
  wrong('SNAP066', 'of a pool', (scene) => besidePool(scene, 'workers'),
    'machineName "workers" names a pool, not one of its machines, so the snapshot fails for good. Write "workers-0" '
    + 'or "workers-1".', GONE),
  wrong('SNAP066', 'of a member with a zero too many', (scene) => besidePool(scene, 'workers-00'),
    '"workers-00" is not how a pool names its machines', GONE),
  wrong('SNAP066', 'of a member that the pool does not make', (scene) => besidePool(scene, 'workers-5'),
    '"workers-5" names a machine that its pool does not make: it has at most 2 machines, numbered from 0', GONE),
  wrong('SNAP066', 'of a replica set', (scene) => {
    const tenant = scene.tenant();
    new VirtualMachineReplicaSet(tenant, 'web', { ...SMALL, boot: CONTAINER, replicas: 2 });
    return ofTenant(tenant, 'web');
  }, '"web" names a replica set, whose machines keep nothing to snapshot', GONE),
  wrong('SNAP067', 'of a container disk', (scene) => {
    const tenant = scene.tenant();
    new VirtualMachine(tenant, 'db', { ...SMALL, boot: CONTAINER });
    return ofTenant(tenant, 'db');
  }, 'machineName "db" names a machine without any disk that a snapshot holds', stricter('KubeVirt takes it, and the '
    + 'snapshot holds the spec alone')),
];

const OF_RESTORES: readonly Wrong[] = [
  faulty('SNAP010', 'no group', restore, { target: NO_GROUP }, 'target.apiGroup is missing',
    refused('missing apiGroup')),
  faulty('SNAP010', 'another group', restore, { target: OTHER_GROUP }, 'target.apiGroup is "example.com"',
    refused('invalid apiGroup')),
  faulty('SNAP010', 'an instance', restore, { target: OTHER_KIND }, 'target.kind is "VirtualMachineInstance"',
    refused('invalid kind')),
  faulty('SNAP011', 'another policy', restore, { volumeRestorePolicy: 'Overwrite' },
    'volumeRestorePolicy "Overwrite" is unknown', refused('volume restore policy "Overwrite" doesn\'t exist')),
  {
    ...faulty('SNAP011', 'a policy of newer releases', restore, { volumeRestorePolicy: 'PrefixTargetName' },
      'volumeRestorePolicy "PrefixTargetName" is unknown',
      refused('volume restore policy "PrefixTargetName" doesn\'t exist')),
    releases: { kubevirtUntil: 'v1.8.0' },
  },
  faulty('SNAP011', 'another owner', restore, { volumeOwnershipPolicy: 'Tenant' },
    'volumeOwnershipPolicy "Tenant" is unknown', refused('volume ownership policy "Tenant" doesn\'t exist')),
  faulty('SNAP012', 'of no volume', restore, { volumeRestoreOverrides: [{ restoreName: 'db-disk' }] },
    'volumeRestoreOverrides[0] names no volume', refused('must provide a volume name')),
  faulty('SNAP012', 'of nothing', restore, { volumeRestoreOverrides: [{ volumeName: 'boot' }] },
    'volumeRestoreOverrides[0] overrides nothing', refused('must provide at least one overriden field')),
  faulty('SNAP013', 'of a name', restore, { patches: ['{"op": "replace", "path": "/metadata/name", "value": "db-2"}'] },
    'patches[0] has the path "/metadata/name"', later('KubeVirt looks at the patches once the snapshot is there')),
  faulty('SNAP013', 'with a colon in a value', restore,
    { patches: ['{"op": "replace", "path": "/spec/a", "value": "02:00"}'] },
    'has more than one colon in "value": "02:00", and KubeVirt reads one',
    later('KubeVirt looks at the patches once the snapshot is there')),
];

const OF_CLONES: readonly Wrong[] = [
  faulty('SNAP020', 'of an instance', clone, { source: OTHER_KIND }, 'source.kind is "VirtualMachineInstance", which',
    refused('Source kind is not supported')),
  faulty('SNAP020', 'no group', clone, { source: NO_GROUP }, 'source.apiGroup is missing',
    refused('spec.source.apiGroup in body must be of type string')),
  faulty('SNAP020', 'no name', clone, { source: { ...machine, name: '' } }, 'source.name is empty',
    refused('Source\'s name cannot be empty')),
  faulty('SNAP020', 'into a pool', clone, { target: { ...machine, kind: 'VirtualMachinePool', name: 'db-2' } },
    'target.kind is "VirtualMachinePool", but', refused('Target kind is not supported')),
  faulty('SNAP021', 'over itself', clone, { target: machine }, 'target.name is "db", the name of the source itself',
    refused('Target name cannot be equal to source name')),
  faulty('SNAP022', 'a negation inside', clone, { labelFilters: ['a!b'] }, 'labelFilters[0] "a!b" has "!" after',
    refused('cannot contain a negation character')),
  faulty('SNAP022', 'a wildcard inside', clone, { template: { annotationFilters: ['a*b'] } },
    'template.annotationFilters[0] "a*b" has "*" before', refused('cannot contain a wildcard character')),
  faulty('SNAP022', 'a negation of nothing', clone, { annotationFilters: ['!'] }, 'annotationFilters[0] is "!" alone',
    refused('a negation character is not a valid filter')),
  faulty('SNAP022', 'an empty one', clone, { labelFilters: [''] }, 'labelFilters[0] is empty, which makes',
    refused('/vm-clone-validate-create?timeout=10s": EOF')),
  faulty('SNAP023', 'of five bytes', clone, { newMacAddresses: { default: '02:00:00:00:00' } },
    'newMacAddresses.default "02:00:00:00:00" is not a MAC address',
    refused('interface default has malformed MAC address (02:00:00:00:00)')),
  faulty('SNAP024', 'not JSON', clone, { patches: ['{op: remove}'] }, 'patches[0] "{op: remove}" is not JSON',
    refused('patch is not valid JSON')),
];

const OF_EXPORTS: readonly Wrong[] = [
  faulty('SNAP030', 'a pool', exported, { source: { ...machine, kind: 'VirtualMachinePool' } },
    'source.kind is "VirtualMachinePool", which', refused('invalid kind')),
  faulty('SNAP030', 'a machine of no group', exported, { source: NO_GROUP }, 'VirtualMachine is a kind of kubevirt.io',
    refused('VM API group must be kubevirt.io')),
  faulty('SNAP030', 'a snapshot of another group', exported, { source: { ...ofSnapshot, apiGroup: 'kubevirt.io' } },
    'but VirtualMachineSnapshot is a kind of snapshot', refused('VMSnapshot API group must be snapshot.kubevirt.io')),
  faulty('SNAP030', 'a claim of a group', exported, { source: { ...machine, kind: 'PersistentVolumeClaim' } },
    'but PersistentVolumeClaim is a kind of the core group', refused('PVC API group must be missing or blank')),
  faulty('SNAP030', 'a machine without a name', exported, { source: { ...machine, name: '' } }, 'source.name is empty',
    refused('Virtual Machine name must not be empty')),
  faulty('SNAP031', 'in words', exported, { ttlDuration: 'long' }, '"long" is not a duration that Go can read',
    refused('time: invalid duration "long"')),
  faulty('SNAP031', 'over at once', exported, { ttlDuration: '0s' }, '"0s" is over at once',
    stricter('KubeVirt takes it, and deletes the export as soon as its pod is there')),
];

const TAKEN = stricter('KubeVirt takes it and does it, once for each sync that misses it');

const DONE_ONCE: readonly Wrong[] = [
  faulty('SNAP040', 'a restore', restore, {}, 'a VirtualMachineRestore is done once', TAKEN),
  faulty('SNAP040', 'a clone', clone, {}, 'a VirtualMachineClone is done once, and KubeVirt deletes it', TAKEN),
  faulty('SNAP040', 'an export', exported, {}, 'a VirtualMachineExport is deleted by KubeVirt', TAKEN),
  {
    ...faulty('SNAP040', 'a backup', backup, {}, 'a VirtualMachineBackup is one run of a backup', TAKEN),
    releases: { kubevirtFrom: 'v1.8.0' },
  },
  wrong('SNAP041', 'of a machine of the bundle', (scene) => {
    withDisk(scene);
    return [restore(scene, { volumeRestorePolicy: undefined })];
  }, 'volumeRestorePolicy is missing, so the restore gives machine "db" disks of other names', TAKEN),
  wrong('SNAP041', 'of a member of a pool', (scene) => {
    scene.pool();
    const target = { ...machine, name: 'workers-0' };
    return [restore(scene, { target, volumeRestorePolicy: 'RandomizeNames' })];
  }, 'is RandomizeNames, so the restore gives machine "workers-0"', TAKEN),
];

/** A machine with a disk of a class. */
function withDisk(scene: Scene): ApiObject {
  const storage = { storageClassName: 'fast', resources: { requests: { storage: '1Gi' } } };
  return plain(scene, 'kubevirt.io', 'VirtualMachine', {
    runStrategy: 'Halted',
    dataVolumeTemplates: [{ metadata: { name: 'db-boot' }, spec: { source: { blank: {} }, storage } }],
    template: {
      spec: {
        domain: { devices: {}, memory: { guest: '1Gi' } },
        volumes: [{ name: 'boot', dataVolume: { name: 'db-boot' } }],
      },
    },
  }, 'db');
}

function storageProfile(scene: Scene): ApiObject {
  return new ApiObject(scene.infra, 'profile', {
    apiVersion: 'cdi.kubevirt.io/v1beta1',
    kind: 'StorageProfile',
    metadata: { name: 'fast' },
    spec: { snapshotClass: 'fast-snapshots' },
  });
}

/** Programs with a fault in a snapshot, restore, clone or export. */
export const SNAPSHOTS: readonly Wrong[] = [...OF_SNAPSHOTS, ...OF_RESTORES, ...OF_CLONES, ...OF_EXPORTS, ...DONE_ONCE];

/** Programs with such objects that are as they should be. */
export const SNAPSHOTS_RIGHT: readonly Right[] = [
  right('SNAP001', 'of a machine', (scene) => snapshot(scene, {})),
  right('SNAP002', 'two units', (scene) => snapshot(scene, { failureDeadline: '1h30m' })),
  right('SNAP003', 'no deadline', (scene) => snapshot(scene, { failureDeadline: '0s' })),
  right('SNAP004', 'Retain', (scene) => snapshot(scene, { deletionPolicy: 'Retain' })),
  right('SNAP005', 'of a machine of the bundle', (scene) => [withDisk(scene), snapshot(scene, {})]),
  right('SNAP005', 'of a member of a pool', (scene) => {
    scene.pool();
    snapshot(scene, { source: { ...machine, name: 'workers-0' } });
  }),
  right('SNAP006', 'of a class that a StorageProfile tells of', (scene) =>
    [withDisk(scene), snapshot(scene, {}), storageProfile(scene)]),
  right('SNAP066', 'of a member that the pool makes', (scene) => besidePool(scene, 'workers-1')),
  right('SNAP066', 'where others make machines too', (scene) => snapshot(scene, {})),
  right('SNAP067', 'of a disk beside a container disk', (scene) => {
    const tenant = scene.tenant();
    const volumes = [{ name: 'data', source: VolumeSource.claim('data') }];
    new VirtualMachine(tenant, 'db', { ...SMALL, boot: CONTAINER, volumes });
    ofTenant(tenant, 'db');
  }),
  right('SNAP007', 'with dots', (scene) => snapshot(scene, { source: { ...machine, name: 'db.example.com' } })),
  right('SNAP010', 'a machine', (scene) => restore(scene, {})),
  right('SNAP011', 'names with the machine\'s', (scene) => restore(scene, { volumeRestorePolicy: 'PrefixTargetName' })),
  right('SNAP012', 'a name', (scene) =>
    restore(scene, { volumeRestoreOverrides: [{ volumeName: 'boot', restoreName: 'db-disk' }] })),
  right('SNAP013', 'of the spec', (scene) =>
    restore(scene, { patches: ['{"op": "replace", "path": "/spec/runStrategy", "value": "Halted"}'] })),
  right('SNAP020', 'of a snapshot', (scene) => clone(scene, { source: ofSnapshot })),
  right('SNAP021', 'under another name', (scene) => clone(scene, { target: { ...machine, name: 'db-2' } })),
  right('SNAP022', 'all but some', (scene) => clone(scene, { labelFilters: ['*', '!example.com/*'] })),
  right('SNAP023', 'six bytes', (scene) => clone(scene, { newMacAddresses: { default: '02:00:00:00:00:01' } })),
  right('SNAP024', 'JSON', (scene) =>
    clone(scene, { patches: ['{"op": "replace", "path": "/spec/runStrategy", "value": "Halted"}'] })),
  right('SNAP030', 'a claim', (scene) =>
    exported(scene, { source: { kind: 'PersistentVolumeClaim', name: 'db-boot' } })),
  right('SNAP031', 'a day', (scene) => exported(scene, { ttlDuration: '24h' })),
  right('SNAP040', 'a snapshot', (scene) => snapshot(scene, {})),
  right('SNAP041', 'in place', (scene) => [withDisk(scene), restore(scene, {})]),
];
