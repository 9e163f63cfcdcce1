import { BrokenMachine, machine, Made, taken, TakenMachine } from './machine';
import { disk, dv, vmi, withDisk } from './parts';
import { later, stricter } from '../case';
import { NAMESPACES, plain } from '../scene';

const VOLUME = 'template.spec.volumes[1]';
const IS_EMPTY = 'is empty. Write the name of the object.';

/** The message about a name that is not a DNS subdomain. */
const noName = (field: string) => `${VOLUME}.${field} "A b" is not a DNS subdomain, so the API server refuses it. Use `
  + 'lower-case letters, digits, "-" and ".", each part beginning and ending with a letter or digit, for example '
  + '"a-b".';

/** An object that the launcher waits for, and no one can make. */
const nameless = (kind: string, spec?: object): Made => () => [
  { apiVersion: 'v1', kind, metadata: { name: 'A b', namespace: NAMESPACES[0] }, ...(spec && { spec }) },
];
const namelessClaim = nameless('PersistentVolumeClaim', {
  accessModes: ['ReadWriteMany'], resources: { requests: { storage: '1Gi' } },
});
const waits = (kind: string) => (
  later(`the machine waits for a ${kind} that cannot exist`, `${kind} "A b" is invalid: metadata.name`));

/** The launcher of a machine with a volume of the pod. */
const launcherWith = (volume: object): Made => () => [
  plain('v1', 'Pod', 'virt-launcher-workers-0', {
    containers: [{ name: 'compute', image: 'virt-launcher' }],
    volumes: [{ name: 'x', ...volume }],
  }),
];
const refusedLauncher = (words: string) => later('Kubernetes refuses the launcher pod', words);

/** The launcher of a machine whose filesystem has no volume of the pod. */
const launcherWithoutVolume: Made = () => {
  const volumeMounts = [{ name: 'x', mountPath: '/x' }];
  return [plain('v1', 'Pod', 'virt-launcher-workers-0', {
    containers: [
      { name: 'compute', image: 'virt-launcher' }, { name: 'virtiofs-x', image: 'virt-launcher', volumeMounts },
    ],
  })];
};
const NO_VOLUME = refusedLauncher('volumeMounts[0].name: Not found: "x"');

/** A further volume that is shared as a filesystem. */
const shared = (source: object) => vmi({
  volumes: [dv, { name: 'x', ...source }],
  domain: { devices: { filesystems: [{ name: 'x', virtiofs: {} }] } },
});
const SHARE = 'Share a claim, a DataVolume, a ConfigMap, a Secret, a ServiceAccount or the downward API, or show it as '
  + 'another device.';
const downward = (fields: object[]) => withDisk({ name: 'x', downwardAPI: { fields } });
const file = (path: string, fieldPath = 'metadata.labels') => ({ path, fieldRef: { fieldPath } });
const plugged = (its: object) => (
  withDisk({ name: 'x', persistentVolumeClaim: { claimName: 'a', hotpluggable: true } }, its));

/** Machines with a fault. */
export const VOLUME_SOURCES: readonly BrokenMachine[] = [
  machine('VM070', 'a claim without a name', withDisk({ name: 'x', persistentVolumeClaim: { claimName: '' } }),
    `${VOLUME}.persistentVolumeClaim.claimName ${IS_EMPTY}`, refusedLauncher('claimName: Required value'),
    { made: launcherWith({ persistentVolumeClaim: { claimName: '' } }) }),
  machine('VM070', 'a claim with a name that cannot be',
    withDisk({ name: 'x', persistentVolumeClaim: { claimName: 'A b' } }), noName('persistentVolumeClaim.claimName'),
    waits('PersistentVolumeClaim'), { made: namelessClaim }),
  machine('VM070', 'a DataVolume', withDisk({ name: 'x', dataVolume: { name: 'A b' } }), noName('dataVolume.name'),
    later('the machine waits for a DataVolume that cannot exist')),
  machine('VM070', 'an ephemeral volume',
    withDisk({ name: 'x', ephemeral: { persistentVolumeClaim: { claimName: 'A b' } } }),
    noName('ephemeral.persistentVolumeClaim.claimName'), waits('PersistentVolumeClaim'), { made: namelessClaim }),
  machine('VM070', 'a Secret', withDisk({ name: 'x', secret: { secretName: 'A b' } }), noName('secret.secretName'),
    waits('Secret'), { made: nameless('Secret') }),
  machine('VM070', 'a ConfigMap', withDisk({ name: 'x', configMap: { name: 'A b' } }), noName('configMap.name'),
    waits('ConfigMap'), { made: nameless('ConfigMap') }),
  machine('VM070', 'a ServiceAccount', withDisk({ name: 'x', serviceAccount: { serviceAccountName: 'A b' } }),
    noName('serviceAccount.serviceAccountName'), waits('ServiceAccount'), { made: nameless('ServiceAccount') }),
  machine('VM070', 'a pull secret', withDisk({ name: 'x', containerDisk: { image: 'a:1', imagePullSecret: 'A b' } }),
    noName('containerDisk.imagePullSecret'), waits('Secret'), { made: nameless('Secret') }),
  machine('VM070', 'answers of Windows in a Secret',
    withDisk({ name: 'x', sysprep: { secret: { name: 'A b' } } }, { cdrom: { bus: 'sata' } }),
    noName('sysprep.secret.name'), waits('Secret'), { made: nameless('Secret') }),
  machine('VM070', 'answers of Windows in a ConfigMap without a name',
    withDisk({ name: 'x', sysprep: { configMap: { name: '' } } }, { cdrom: { bus: 'sata' } }),
    `${VOLUME}.sysprep.configMap.name ${IS_EMPTY}`, refusedLauncher('configMap.name: Required value'),
    { made: launcherWith({ configMap: { name: '' } }) }),
  machine('VM071', 'no file', downward([]),
    `${VOLUME}.downwardAPI.fields are empty, so the guest sees nothing in "x". Write a file, or leave the volume out.`,
    stricter('KubeVirt takes it, and the guest sees an empty disk')),
  machine('VM071', 'an absolute path', downward([file('/labels')]),
    `${VOLUME}.downwardAPI.fields[0].path "/labels" is not a path within the volume. Write one such as "labels".`,
    refusedLauncher('must be a relative path'), { made: launcherWith({ downwardAPI: { items: [file('/labels')] } }) }),
  machine('VM071', 'a path out of the volume', downward([file('../labels')]),
    `${VOLUME}.downwardAPI.fields[0].path "../labels" is not a path within the volume. Write one such as "labels".`,
    refusedLauncher("must not contain '..'"), { made: launcherWith({ downwardAPI: { items: [file('../labels')] } }) }),
  machine('VM071', 'an unknown field', downward([file('a', 'metadata.foo')]),
    `${VOLUME}.downwardAPI.fields[0].fieldRef.fieldPath "metadata.foo" is not a field that a volume can show. Write `
      + 'one of metadata.name, metadata.namespace, metadata.labels, metadata.annotations, metadata.uid, or '
      + 'metadata.labels[\'<key>\'].',
    refusedLauncher('metadata.foo'), { made: launcherWith({ downwardAPI: { items: [file('a', 'metadata.foo')] } }) }),
  machine('VM072', 'nothing', withDisk({ name: 'x', emptyDisk: { capacity: '0' } }),
    `${VOLUME}.emptyDisk.capacity is "0", less than 1Mi, so the machine would not start. Write a larger capacity, such `
      + 'as "1Gi".',
    later('the launcher stops: the size for volume x is too low')),
  machine('VM072', 'less than a mebibyte', withDisk({ name: 'x', emptyDisk: { capacity: '1023Ki' } }),
    `${VOLUME}.emptyDisk.capacity is "1023Ki", less than 1Mi, so the machine would not start. Write a larger capacity, `
      + 'such as "1Gi".',
    later('the launcher stops: the size for volume x is too low')),
  machine('VM073', 'an emptyDisk', shared({ emptyDisk: { capacity: '1Gi' } }),
    `${VOLUME} is the filesystem "x", but the launcher has no directory of its emptyDisk, so Kubernetes refuses the `
      + `launcher. ${SHARE}`,
    NO_VOLUME, { made: launcherWithoutVolume }),
  machine('VM073', 'a claim that is plugged in later',
    shared({ persistentVolumeClaim: { claimName: 'a', hotpluggable: true } }),
    `${VOLUME}.persistentVolumeClaim.hotpluggable is true, but the filesystem "x" has to be there when the launcher `
      + 'starts, so Kubernetes refuses the launcher. Leave it out.',
    NO_VOLUME, { made: launcherWithoutVolume }),
  machine('VM074', 'an ephemeral volume', shared({ ephemeral: { persistentVolumeClaim: { claimName: 'a' } } }),
    `${VOLUME} is the filesystem "x" of a volume ephemeral: the guest writes to the claim itself, and nothing of it is `
      + `lost when the machine stops. ${SHARE}`,
    stricter('KubeVirt takes it, and the guest writes to the claim')),
  machine('VM074', 'a disk in a container image', shared({ containerDisk: { image: 'a:1' } }),
    `${VOLUME} is the filesystem "x" of a volume containerDisk: the guest sees the files of the image, and where the `
      + `feature gate ImageVolume is off, Kubernetes refuses the launcher. ${SHARE}`,
    stricter('KubeVirt takes it, and shares the whole image where ImageVolume is on')),
  machine('VM074', 'answers of Windows', shared({ sysprep: { secret: { name: 'a' } } }),
    `${VOLUME} is the filesystem "x" of a volume sysprep: Windows looks for its answers on a CD-ROM. ${SHARE}`,
    stricter('KubeVirt takes it, and Windows does not find them')),
  machine('VM075', 'on sata', plugged({ disk: { bus: 'sata' } }),
    'template.spec.domain.devices.disks[1].disk.bus is sata, but "x" is hotpluggable, and KubeVirt plugs a disk only '
      + 'on virtio and scsi. Write virtio or scsi, or leave hotpluggable out.',
    stricter('KubeVirt takes it with the machine, and refuses it when it is added to a running one')),
  machine('VM075', 'a LUN on virtio', plugged({ lun: { bus: 'virtio' } }),
    'template.spec.domain.devices.disks[1].lun.bus is virtio, but "x" is hotpluggable, and KubeVirt plugs a lun only '
      + 'on scsi. Write scsi, or leave hotpluggable out.',
    stricter('KubeVirt takes it with the machine, and refuses it when it is added to a running one')),
];

/** Machines that KubeVirt takes. */
export const VOLUME_SOURCES_TAKEN: readonly TakenMachine[] = [
  taken('VM070', 'a claim with dots', withDisk({ name: 'x', persistentVolumeClaim: { claimName: 'a.b' } })),
  taken('VM070', 'the DataVolume of a template', disk({})),
  taken('VM071', 'each kind of field',
    downward([file('a/b'), file('name', 'metadata.name'), file('one', 'metadata.labels[\'app/x\']')])),
  taken('VM072', 'a mebibyte', withDisk({ name: 'x', emptyDisk: { capacity: '1Mi' } })),
  taken('VM073', 'a claim', shared({ persistentVolumeClaim: { claimName: 'a', hotpluggable: false } })),
  taken('VM074', 'the files of a Secret', shared({ secret: { secretName: 'a' } })),
  taken('VM075', 'on scsi', plugged({ disk: { bus: 'scsi' } })),
  taken('VM075', 'the medium of a CD-ROM drive', plugged({ cdrom: { bus: 'sata' } })),
  taken('VM075', 'a disk on sata that stays', disk({ disk: { bus: 'sata' } })),
];
