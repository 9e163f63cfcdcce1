import { Lazy } from 'cdk8s';
import { later, Plain, refused, Releases, stricter, Verdict, wrong, Wrong } from './case';
import { emitted, importer, noObjects, patched, plain, Scene } from './scene';
import { AccessMode, CdiRelease, GoldenImage, GoldenImageProps, ImageNamespace, ImageSource, InstancetypeKind, PreferenceKind, RegistryPullMethod } from '../../src';

/** The objects of an image that hold a disk image or fetch one. */
function objects(golden: GoldenImage) {
  return emitted(golden, 'DataVolume', 'DataImportCron');
}

function image(rule: string, name: string, props: Partial<GoldenImageProps>, says: string, verdict: Verdict): Wrong {
  return wrong(`images/${rule}`, name, (scene) => objects(scene.image(props)), says, verdict);
}

/** An image, and what CDI or Kubernetes make of it, which is refused. */
function thenRefused(rule: string, name: string, props: Partial<GoldenImageProps>, next: Plain, says: string, why: string, words: string): Wrong {
  return wrong(`images/${rule}`, name, (scene) => [...objects(scene.image(props)), next], says, later(why, words));
}

/** The claim that CDI makes of an image. */
const claim = (spec: object) => plain('v1', 'PersistentVolumeClaim', 'debian', { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } }, ...spec }, 'golden-images');

function source(rule: string, name: string, from: ImageSource, says: string, verdict: Verdict, releases?: Releases): Wrong {
  return { ...image(rule, name, { source: from, storageClassName: 'fast' }, says, verdict), releases };
}

/** An image that is refreshed every night, unless said otherwise. */
function refreshed(rule: string, name: string, props: Partial<GoldenImageProps>, says: string, verdict: Verdict): Wrong {
  return image(rule, name, { source: nightly('0 3 * * *'), storageClassName: 'fast', ...props }, says, verdict);
}

const REGISTRY = 'docker://registry.example/images/debian:12';
const nightly = (refresh: string) => ImageSource.registry(REGISTRY, { refresh });
const UNREAD = 'CDI takes it, and the import fails';
const IN_GIT = 'CDI takes it, and the secret stands in Git';
const NEVER = 'CDI takes it, and nothing is ever imported';
const MEANT = 'no server sees what was meant';
const CLAIM = 'Kubernetes refuses the claim';
const IMPORTER = 'Kubernetes refuses the importer pod';
const NAMED = 'CDI takes any name, and the import waits for what cannot exist';

const SPECS: readonly Wrong[] = [
  image('name', 'a name that is none', { name: 'Debian 12' }, 'image name "Debian 12" is not a DNS label', refused('metadata.name: Invalid value: "Debian 12-94cd491d"')),
  image('name', 'a name without room for the hash', { name: 'd'.repeat(60) }, 'must stay free for the hash', stricter('CDI takes it, but its pods and labels have less room than a DataVolume\'s name')),
  image('namespace', 'a name that is none', { namespaceName: 'My Images' }, 'namespaceName "My Images" is not a DNS label', refused('namespaces "My Images" not found')),
  image('stanza', 'storage and pvc', { overrides: { pvc: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } } } }, 'the DataVolume must have a storage stanza or a pvc stanza', refused('both target storage and target pvc defined')),
  image('sources', 'two', { overrides: { source: { blank: {} } } }, 'must have exactly one source', refused('Multiple Data volume sources')),
  image('size', 'none', { capacity: undefined }, 'has no size', refused('Storage size is missing')),
  image('size', 'less than a mebibyte', { capacity: '10' }, 'size "10" is less than the 1Mi', refused('Storage size should be at least 1MiB')),
  image('access-modes', 'an unknown one', { accessModes: ['RWX' as AccessMode] }, 'accessModes "RWX" is unknown', refused('Unsupported value: "RWX"')),
  image('access-modes', 'one twice', { accessModes: [AccessMode.READ_WRITE_MANY, AccessMode.READ_WRITE_MANY] }, 'accessModes holds "ReadWriteMany" twice', stricter('CDI takes it; the second says nothing')),
  thenRefused('access-modes', 'of one pod and of others', { accessModes: [AccessMode.READ_WRITE_ONCE_POD, AccessMode.READ_WRITE_MANY] }, claim({ accessModes: ['ReadWriteOncePod', 'ReadWriteMany'] }), 'beside others, which the API server refuses', CLAIM, 'may not use ReadWriteOncePod with other access modes'),
  image('access-modes', 'two of a pvc', { overrides: { storage: null, pvc: { accessModes: ['ReadWriteOnce', 'ReadWriteMany'], resources: { requests: { storage: '10Gi' } } } } }, 'the pvc stanza has 2 access modes', refused('PVC multiple accessModes')),
  thenRefused('volume-mode', 'an unknown one', { overrides: { storage: { volumeMode: 'Raw' } } }, claim({ volumeMode: 'Raw' }), 'volumeMode "Raw" is unknown', CLAIM, 'spec.volumeMode: Unsupported value: "Raw"'),
  image('content-type', 'an archive', { overrides: { contentType: 'archive' } }, 'contentType "archive" unpacks files', stricter('CDI unpacks it, and no machine boots from that')),
  image('label-of-cdi', 'a label of CDI', { labels: { 'cdi.kubevirt.io/dataImportCron': 'other' } }, 'belongs to CDI', stricter('CDI takes it, and deletes the volume as outdated')),
  image('labels', 'a value that is none', { labels: { os: 'Debian 12' } }, 'labels value of os "Debian 12"', refused('metadata.labels: Invalid value: "Debian 12"')),
  image('annotations', 'a key that is none', { annotations: { 'my note': 'a' } }, 'annotations key "my note"', refused('metadata.annotations: Invalid value: "my note"')),
  thenRefused('storage-class', 'a name that is none', { storageClassName: 'Very Fast' }, claim({ storageClassName: 'Very Fast' }), 'storageClassName "Very Fast"', CLAIM, 'spec.storageClassName: Invalid value: "Very Fast"'),
  thenRefused('priority-class', 'a name that is none', { priorityClassName: 'Very High' }, importer({ priorityClassName: 'Very High' }), 'priorityClassName "Very High"', IMPORTER, 'no PriorityClass with name Very High was found'),
  thenRefused('service-account', 'a name that is none', { serviceAccountName: 'No One' }, importer({ serviceAccountName: 'No One' }), 'serviceAccountName "No One"', IMPORTER, 'spec.serviceAccountName: Invalid value: "No One"'),
  image('inference', 'an instancetype that is none', { defaultInstancetype: 'No Size' }, 'defaultInstancetype "No Size"', refused('metadata.labels: Invalid value: "No Size"')),
  image('inference', 'a preference that is none', { defaultPreference: 'No Wish' }, 'defaultPreference "No Wish"', refused('metadata.labels: Invalid value: "No Wish"')),
  image('inference', 'an unknown kind of instancetype', { defaultInstancetype: 'a', defaultInstancetypeKind: 'Size' as InstancetypeKind }, 'defaultInstancetypeKind "Size" is unknown', stricter('the label may say anything; machines that infer their size from it are refused')),
  image('inference', 'an unknown kind of preference', { defaultPreference: 'a', defaultPreferenceKind: 'Wish' as PreferenceKind }, 'defaultPreferenceKind "Wish" is unknown', stricter('the label may say anything; machines that infer their preference from it are refused')),
  image('plain-overrides', 'no object', { overrides: [] as any }, 'overrides is a Array', stricter(MEANT)),
  image('plain-overrides', 'a lazy value', { overrides: { storage: { storageClassName: Lazy.any({ produce: () => 'fast' }) } } }, 'and no plain value', stricter('CDI would take it; the name of the volume is made before the value is known')),
  image('plain-overrides', 'in a circle', { overrides: circle() }, 'contains itself', stricter('nobody can write it down')),
  wrong('images/patched', 'a patch that the hash does not see', (scene) => [patched(scene.image().dataVolume!, '/spec/preallocation', true)], 'which the hash in its name does not see', stricter('CDI takes it, and refuses the next change under the same name')),
];

function circle(): any {
  const part: any = {};
  return Object.assign(part, { storage: part });
}

const REFRESH: readonly Wrong[] = [
  image('refreshable', 'a file on a web server', { source: ImageSource.http('https://images.example.com/debian.qcow2', { refresh: '0 3 * * *' }) }, 'cannot be had for a source of kind http', stricter('CDI refuses such a DataImportCron; what is written is a DataVolume, which is never refreshed')),
  image('imported-once', 'imports to keep', { importsToKeep: 3 }, 'importsToKeep 3 has no meaning', stricter(MEANT)),
  image('imported-once', 'a class to follow', { followDefaultStorageClass: true }, 'followDefaultStorageClass has no meaning', stricter(MEANT)),
  refreshed('refreshed-class', 'none', { storageClassName: undefined }, 'is refreshed but has no storageClassName', stricter('CDI takes it, and deletes the image when another class becomes the default')),
  refreshed('refreshed-binding', 'waiting for a consumer', { bindImmediately: false }, 'bindImmediately: false cannot be had', stricter('CDI binds at once whatever is said')),
  refreshed('refreshed-template', 'a content type', { overrides: { contentType: 'kubevirt' } }, 'contentType cannot be set', refused('Unsettable fields: SourceRef, ContentType')),
  refreshed('imports-to-keep', 'one', { importsToKeep: 1 }, 'importsToKeep 1 is too few', stricter('CDI takes it, and deletes images that clones still read')),
  thenRefused('schedule', 'a time zone', { source: nightly('TZ=Europe/Vienna 0 3 * * *'), storageClassName: 'fast' }, poller('TZ=Europe/Vienna 0 3 * * *'), 'names a time zone', 'Kubernetes refuses the CronJob', 'spec.schedule: Invalid value: "TZ=Europe/Vienna 0 3 * * *"'),
  ...([
    ['empty', '', 'refresh is empty', stricter(NEVER)],
    ['blank', ' ', 'refresh is empty', refused('Illegal cron schedule')],
    ['an unknown word', '@often', 'is none of @yearly', refused('Illegal cron schedule')],
    ['four fields', '0 3 * *', 'has 4 fields', refused('Illegal cron schedule')],
    ['day 0', '0 3 0 * *', 'is no day of month', refused('Illegal cron schedule')],
    ['Sunday as 7', '0 3 * * 7', 'is no day of week', refused('Illegal cron schedule')],
    ['hour 24', '0 24 * * *', 'is no hour', refused('Illegal cron schedule')],
    ['the 31st of February', '0 3 31 2 *', 'names a day that no month has', stricter(NEVER)],
  ] as [string, string, string, Verdict][]).map(([name, schedule, says, verdict]) => refreshed('schedule', name, { source: nightly(schedule) }, says, verdict)),
];

/** The CronJob by which CDI asks a registry for something newer. */
function poller(schedule: string): Plain {
  const template = { spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'poller', image: 'cdi-importer' }] } } } };
  return plain('batch/v1', 'CronJob', 'debian', { schedule, jobTemplate: template }, 'golden-images');
}

/** Where CDI verifies checksums. */
const CHECKED: Releases = { cdiFrom: CdiRelease.V1_65_0.version };

const SOURCES: readonly Wrong[] = [
  source('url', 'none', ImageSource.http('debian.qcow2'), 'source url "debian.qcow2" is no URL', refused('Invalid source URL: debian.qcow2')),
  source('url', 'another scheme', ImageSource.http('ftp://images.example.com/debian.qcow2'), 'has the scheme "ftp"', refused('Invalid source URL scheme: ftp://')),
  source('url', 'no host', ImageSource.gcs('gs:///images/debian.qcow2'), 'has no host', stricter(UNREAD)),
  source('url', 'no file', ImageSource.http('https://images.example.com/'), 'names no file on its host', stricter(UNREAD)),
  source('url', 'no object of a bucket', ImageSource.s3('https://storage.example.com/images'), 'names no object in a bucket', stricter(UNREAD)),
  source('url-secret', 'a password', ImageSource.http('https://me:secret@images.example.com/debian.qcow2'), 'carries a user name or a password', stricter(IN_GIT)),
  source('url-secret', 'a token', ImageSource.http('https://images.example.com/debian.qcow2?token=abc'), 'has the parameter "token"', stricter(IN_GIT)),
  source('checksum', 'of an unknown kind', ImageSource.http('https://images.example.com/debian.qcow2', { checksum: 'crc32:00000000' }), 'is none that CDI can verify', refused("unsupported hash algorithm 'crc32'"), CHECKED),
  source('checksum', 'half of one', ImageSource.http('https://images.example.com/debian.qcow2', { checksum: 'sha256:0123' }), 'is no sha256 digest', refused('invalid sha256 hash length'), CHECKED),
  source('header', 'none', ImageSource.http('https://images.example.com/debian.qcow2', { extraHeaders: ['mirror eu'] }), 'is no HTTP header', stricter('CDI takes it, and leaves it out of the request')),
  source('header', 'a secret', ImageSource.http('https://images.example.com/debian.qcow2', { extraHeaders: ['Authorization: Bearer abc'] }), 'looks like a secret and would stand in Git for all to read. Put the whole header', stricter(IN_GIT)),
  source('source-secret', 'headers of no name', ImageSource.http('https://images.example.com/debian.qcow2', { secretExtraHeaders: ['No Secret'] }), 'secretExtraHeaders "No Secret"', stricter(NAMED)),
  source('source-secret', 'credentials of no name', ImageSource.http('https://images.example.com/debian.qcow2', { secretRef: 'No Secret' }), 'secretRef "No Secret"', stricter(NAMED)),
  source('source-secret', 'certificates of no name', ImageSource.http('https://images.example.com/debian.qcow2', { certConfigMap: 'No Certs' }), 'certConfigMap "No Certs"', stricter(NAMED)),
  source('source-secret', 'a registry\'s of no name', ImageSource.registry(REGISTRY, { secretRef: 'No Secret', certConfigMap: 'No Certs' }), 'secretRef "No Secret"', stricter(NAMED)),
  source('registry-url', 'no scheme', ImageSource.registry('registry.example/images/debian:12'), 'is no registry URL', refused('Illegal registry source URL scheme registry.example/images/debian:12')),
  source('registry-url', 'no image', ImageSource.registry('docker://registry.example/Images/Debian'), 'names no container image', stricter(UNREAD)),
  source('registry-url', 'tag and digest', ImageSource.registry(`${REGISTRY}@sha256:${'0'.repeat(64)}`), 'has both a tag and a digest', stricter(UNREAD)),
  source('registry-url', 'refreshed but pinned', ImageSource.registry(`docker://registry.example/images/debian@sha256:${'0'.repeat(64)}`, { refresh: '0 3 * * *' }), 'is pinned by its digest', stricter(UNREAD)),
  source('pull-method', 'an unknown one', ImageSource.registry(REGISTRY, { pullMethod: 'both' as RegistryPullMethod }), 'pullMethod "both" is unknown', refused('ImportMethod both is neither pod, node')),
  source('pull-by-node', 'a file', ImageSource.registry('oci-archive:///images/debian.tar', { pullMethod: RegistryPullMethod.NODE }), 'makes the node pull an image', stricter(UNREAD)),
  source('pull-by-node', 'credentials', ImageSource.registry(REGISTRY, { pullMethod: RegistryPullMethod.NODE, secretRef: 'registry' }), 'secretRef would go unused', stricter('CDI takes it, and the credentials go unused')),
  source('image-stream', 'no name', ImageSource.imageStream('a/b'), 'is no name of an ImageStream', stricter(UNREAD)),
  source('cloned-volume', 'a claim of no name', ImageSource.pvc('No Claim'), 'source PersistentVolumeClaim "No Claim"', stricter(NAMED)),
  source('cloned-volume', 'a namespace of no name', ImageSource.pvc('claim', { namespace: 'No Space' }), 'namespace of the source "No Space"', refused('namespaces "No Space" not found')),
  wrong('images/release', 'a field of a later release', (scene) => objects(scene.image({ source: ImageSource.http('https://images.example.com/debian.qcow2', { checksum: `sha256:${'0'.repeat(64)}` }) })), 'needs the field spec.source.http.checksum', stricter('no field is written that the server would refuse; it would come without the check that was asked for'), { cdiUntil: CdiRelease.V1_65_0.version }),
];

const REGISTERED: readonly Wrong[] = [
  wrong('images/data-source-name', 'a name that is none', (scene) => noObjects(existing(scene, { dataSourceName: 'No Image' })), 'dataSourceName "No Image"', stricter('nothing is emitted of what exists already')),
  wrong('images/data-source-name', 'a namespace of no name', (scene) => noObjects(existing(scene, { namespaceName: 'No Space' })), 'namespaceName "No Space"', stricter('nothing is emitted of what exists already')),
  wrong('images/data-source-name', 'a size that is none', (scene) => noObjects(existing(scene, { size: 'much' })), 'size "much" is not a Kubernetes quantity', stricter('nothing is emitted of what exists already')),
  wrong('images/image-twice', 'two of one name', (scene) => [...objects(scene.image()), ...objects(scene.image({ name: 'debian', capacity: '20Gi' }, 'again'))], 'is infra/debian already', stricter('CDI takes both, and the DataSource leads to either')),
  wrong('images/closed-image', 'a pool of another tenant', (scene) => [scene.pool({ image: scene.image({ tenants: ['cluster-b'] }) }).virtualMachinePool], 'may be cloned only from cluster-b', later('virt-controller makes no machine without the right to clone')),
  wrong('images/clone-right', 'a namespace of no name', (scene) => {
    const golden = scene.image();
    golden.allowClone('No Space');
    return [golden.cloneRoleBinding!];
  }, 'namespace that may clone "No Space"', stricter('Kubernetes takes it, and gives the right to nobody')),
  wrong('images/clone-right', 'an account of no name', (scene) => {
    const golden = scene.image();
    golden.allowClone('cluster-b', 'No One');
    return [golden.cloneRoleBinding!];
  }, 'serviceAccountName "No One"', refused('"debian-clone" is invalid: subjects[0].name: Invalid value: "No One"')),
  wrong('images/closed-beside-refreshed', 'a right that holds for both', (scene) => {
    const open = scene.image({ source: nightly('0 3 * * *'), storageClassName: 'fast' }, 'open');
    const closed = scene.image({ tenants: ['cluster-b'] });
    open.allowClone('cluster-c');
    return [open.cloneRole!, open.cloneRoleBinding!, ...objects(closed)];
  }, 'tenants does not keep out cluster-c', stricter('Kubernetes takes the right, and it reaches further than was meant')),
  wrong('images/image-namespace', 'a name that is none', (scene) => emitted(new ImageNamespace(scene.infra, 'images', { namespaceName: 'My Images' })), 'namespaceName "My Images"', refused('metadata.name: Invalid value: "My Images"')),
  wrong('images/image-namespace', 'a label that is none', (scene) => emitted(new ImageNamespace(scene.infra, 'images', { labels: { 'my label': 'a' } })), 'labels key "my label"', refused('metadata.labels: Invalid value: "my label"')),
];

function existing(scene: Scene, props: object): GoldenImage | object {
  return GoldenImage.existing(scene.infra, 'existing', { dataSourceName: 'ubuntu', namespaceName: 'golden-images', ...props });
}

export const IMAGES: readonly Wrong[] = [...SPECS, ...REFRESH, ...SOURCES, ...REGISTERED];
