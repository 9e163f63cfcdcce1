import { ApiObject, Lazy } from 'cdk8s';
import { later, Plain, refused, Releases, Right, right, stricter, Verdict, wrong, Wrong } from './case';
import { emitted, importer, noObjects, patched, plain, Scene } from './scene';
import {
  AccessMode,
  CdiRelease,
  GoldenImage,
  GoldenImageProps,
  ImageNamespace,
  ImageSource,
  InstancetypeKind,
  PreferenceKind,
  RegistryPullMethod,
} from '../../src';

/** The objects of an image that hold a disk image or fetch one. */
function objects(golden: GoldenImage) {
  return emitted(golden, 'DataVolume', 'DataImportCron');
}

function image(rule: string, name: string, props: Partial<GoldenImageProps>, says: string, verdict: Verdict): Wrong {
  return wrong(rule, name, (scene) => objects(scene.image(props)), says, verdict);
}

/** An image, and what CDI or Kubernetes make of it, which is refused. */
function thenRefused(
  rule: string,
  name: string,
  props: Partial<GoldenImageProps>,
  next: Plain,
  says: string,
  why: string,
  words: string,
): Wrong {
  return wrong(rule, name, (scene) => [...objects(scene.image(props)), next], says, later(why, words));
}

/** The claim that CDI makes of an image. */
const claim = (spec: object) =>
  plain(
    'v1',
    'PersistentVolumeClaim',
    'debian',
    { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } }, ...spec },
    'golden-images',
  );

function source(
  rule: string,
  name: string,
  from: ImageSource,
  says: string,
  verdict: Verdict,
  releases?: Releases,
): Wrong {
  return { ...image(rule, name, { source: from, storageClassName: 'fast' }, says, verdict), releases };
}

/** An image that is refreshed every night, unless said otherwise. */
function refreshed(
  rule: string,
  name: string,
  props: Partial<GoldenImageProps>,
  says: string,
  verdict: Verdict,
): Wrong {
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
  image(
    'IMG001',
    'an invalid name',
    { name: 'Debian 12' },
    'image name "Debian 12" is not a DNS subdomain',
    refused('metadata.name: Invalid value: "Debian 12-94cd491d"'),
  ),
  image(
    'IMG001',
    'a name without room for the hash',
    { name: 'd'.repeat(60) },
    'must stay free for the hash',
    stricter("CDI takes it, but its pods and labels have less room than a DataVolume's name"),
  ),
  image(
    'IMG002',
    'an invalid name',
    { namespaceName: 'My Images' },
    'namespaceName "My Images" is not a DNS label',
    refused('namespaces "My Images" not found'),
  ),
  image(
    'IMG007',
    'storage and pvc',
    { overrides: { pvc: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } } } },
    'must have a storage stanza or a pvc stanza',
    refused('both target storage and target pvc defined'),
  ),
  image(
    'IMG008',
    'two',
    { overrides: { source: { blank: {} } } },
    'must have exactly one source',
    refused('Multiple Data volume sources'),
  ),
  image('IMG009', 'none', { capacity: undefined }, 'capacity is missing', refused('Storage size is missing')),
  image(
    'IMG009',
    'less than a mebibyte',
    { capacity: '10' },
    'capacity "10" is less than the 1Mi',
    refused('Storage size should be at least 1MiB'),
  ),
  image(
    'IMG010',
    'an unknown one',
    { overrides: { storage: { accessModes: ['RWX'] } } },
    'accessModes "RWX" is unknown',
    refused('Unsupported value: "RWX"'),
  ),
  image(
    'IMG010',
    'one twice',
    { accessModes: [AccessMode.READ_WRITE_MANY, AccessMode.READ_WRITE_MANY] },
    'accessModes holds "ReadWriteMany" twice',
    stricter('CDI takes it; the second says nothing'),
  ),
  thenRefused(
    'IMG010',
    'of one pod and of others',
    { accessModes: [AccessMode.READ_WRITE_ONCE_POD, AccessMode.READ_WRITE_MANY] },
    claim({ accessModes: ['ReadWriteOncePod', 'ReadWriteMany'] }),
    'beside others, which the API server refuses',
    CLAIM,
    'may not use ReadWriteOncePod with other access modes',
  ),
  image(
    'IMG010',
    'two of a pvc',
    {
      overrides: {
        storage: null,
        pvc: { accessModes: ['ReadWriteOnce', 'ReadWriteMany'], resources: { requests: { storage: '10Gi' } } },
      },
    },
    'spec.pvc.accessModes has 2 modes',
    refused('PVC multiple accessModes'),
  ),
  thenRefused(
    'IMG011',
    'an unknown one',
    { overrides: { storage: { volumeMode: 'Raw' } } },
    claim({ volumeMode: 'Raw' }),
    'volumeMode "Raw" is unknown',
    CLAIM,
    'spec.volumeMode: Unsupported value: "Raw"',
  ),
  image(
    'IMG012',
    'an archive',
    { overrides: { contentType: 'archive' } },
    'contentType "archive" unpacks files',
    stricter('CDI unpacks it, and no machine boots from that'),
  ),
  image(
    'IMG005',
    'a label of CDI',
    { labels: { 'cdi.kubevirt.io/dataImportCron': 'other' } },
    'belongs to CDI',
    stricter('CDI takes it, and deletes the volume as outdated'),
  ),
  image(
    'K8S017',
    'a value of an image',
    { labels: { os: 'Debian 12' } },
    'labels.os "Debian 12" is not a label value',
    refused('metadata.labels: Invalid value: "Debian 12"'),
  ),
  image(
    'K8S018',
    'a key of an image',
    { annotations: { 'my note': 'a' } },
    'annotations key "my note"',
    refused('metadata.annotations: Invalid value: "my note"'),
  ),
  thenRefused(
    'IMG013',
    'an invalid name',
    { storageClassName: 'Very Fast' },
    claim({ storageClassName: 'Very Fast' }),
    'storageClassName "Very Fast"',
    CLAIM,
    'spec.storageClassName: Invalid value: "Very Fast"',
  ),
  thenRefused(
    'IMG014',
    'an invalid name',
    { priorityClassName: 'Very High' },
    importer({ priorityClassName: 'Very High' }),
    'priorityClassName "Very High"',
    IMPORTER,
    'no PriorityClass with name Very High was found',
  ),
  thenRefused(
    'IMG015',
    'an invalid name',
    { serviceAccountName: 'No One' },
    importer({ serviceAccountName: 'No One' }),
    'serviceAccountName "No One"',
    IMPORTER,
    'spec.serviceAccountName: Invalid value: "No One"',
  ),
  image(
    'K8S017',
    'an invalid instancetype',
    { defaultInstancetype: 'No Size' },
    'defaultInstancetype "No Size"',
    refused('metadata.labels: Invalid value: "No Size"'),
  ),
  image(
    'K8S017',
    'an invalid preference',
    { defaultPreference: 'No Wish' },
    'defaultPreference "No Wish"',
    refused('metadata.labels: Invalid value: "No Wish"'),
  ),
  image(
    'IMG006',
    'an unknown kind of instancetype',
    { labels: { 'instancetype.kubevirt.io/default-instancetype-kind': 'Size' } },
    'defaultInstancetypeKind "Size" is unknown',
    stricter('the label may say anything; machines that infer their size from it are refused'),
  ),
  image(
    'IMG006',
    'an unknown kind of preference',
    { labels: { 'instancetype.kubevirt.io/default-preference-kind': 'Wish' } },
    'defaultPreferenceKind "Wish" is unknown',
    stricter('the label may say anything; machines that infer their preference from it are refused'),
  ),
  image(
    'IMG016',
    'a lazy value',
    { overrides: { storage: { storageClassName: Lazy.any({ produce: () => 'fast' }) } } },
    'and not a plain value',
    stricter('CDI would take it; the name of the volume is made before the value is known'),
  ),
  wrong(
    'IMG017',
    'a patch that the hash does not see',
    (scene) => [patched(scene.image().dataVolume!, '/spec/preallocation', true)],
    'which the hash in its name does not see',
    stricter('CDI takes it, and refuses the next change under the same name'),
  ),
];

const REFRESH: readonly Wrong[] = [
  image(
    'IMG019',
    'a file on a web server',
    { source: ImageSource.http('https://images.example.com/debian.qcow2', { refresh: '0 3 * * *' }) },
    'does not work with a source of kind http',
    stricter('CDI refuses such a DataImportCron; what is written is a DataVolume, which is never refreshed'),
  ),
  image('IMG020', 'imports to keep', { importsToKeep: 3 }, 'importsToKeep 3 has no meaning', stricter(MEANT)),
  image(
    'IMG020',
    'a class to follow',
    { followDefaultStorageClass: true },
    'followDefaultStorageClass has no meaning',
    stricter(MEANT),
  ),
  refreshed(
    'IMG022',
    'none',
    { storageClassName: undefined },
    'is refreshed but has no storageClassName',
    stricter('CDI takes it, and deletes the image when another class becomes the default'),
  ),
  refreshed(
    'IMG021',
    'waiting for a consumer',
    { bindImmediately: false },
    'bindImmediately cannot be false',
    stricter('CDI binds at once whatever is said'),
  ),
  refreshed(
    'IMG023',
    'a content type',
    { overrides: { contentType: 'kubevirt' } },
    'contentType cannot be set',
    refused('Unsettable fields: SourceRef, ContentType'),
  ),
  refreshed(
    'IMG025',
    'one',
    { importsToKeep: 1 },
    'importsToKeep 1 is too few',
    stricter('CDI takes it, and deletes images that clones still read'),
  ),
  thenRefused(
    'IMG027',
    'a time zone',
    { source: nightly('TZ=Europe/Vienna 0 3 * * *'), storageClassName: 'fast' },
    poller('TZ=Europe/Vienna 0 3 * * *'),
    'names a time zone',
    'Kubernetes refuses the CronJob',
    'spec.schedule: Invalid value: "TZ=Europe/Vienna 0 3 * * *"',
  ),
  ...(
    [
      ['blank', ' ', 'refresh is blank', refused('Illegal cron schedule')],
      ['an unknown word', '@often', 'is not one of @yearly', refused('Illegal cron schedule')],
      ['four fields', '0 3 * *', 'has 4 fields', refused('Illegal cron schedule')],
      ['day 0', '0 3 0 * *', 'its day of month is "0"', refused('Illegal cron schedule')],
      ['Sunday as 7', '0 3 * * 7', 'its day of week is "7"', refused('Illegal cron schedule')],
      ['hour 24', '0 24 * * *', 'its hour is "24"', refused('Illegal cron schedule')],
    ] as [string, string, string, Verdict][]
  ).map(([name, schedule, says, verdict]) => refreshed('IMG027', name, { source: nightly(schedule) }, says, verdict)),
  refreshed('IMG028', 'empty', { source: nightly('') }, 'refresh is empty', stricter(NEVER)),
  refreshed(
    'IMG028',
    'the 31st of February',
    { source: nightly('0 3 31 2 *') },
    'names a day that no month has',
    stricter(NEVER),
  ),
];

/** The CronJob that asks a registry for something newer. */
function poller(schedule: string): Plain {
  const template = {
    spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'poller', image: 'cdi-importer' }] } } },
  };
  return plain('batch/v1', 'CronJob', 'debian', { schedule, jobTemplate: template }, 'golden-images');
}

/** Where CDI verifies checksums. */
const CHECKED: Releases = { cdiFrom: CdiRelease.V1_65_0.version };

const SOURCES: readonly Wrong[] = [
  source(
    'IMG029',
    'none',
    ImageSource.http('debian.qcow2'),
    'source url "debian.qcow2" is not a valid URL',
    refused('Invalid source URL: debian.qcow2'),
  ),
  source(
    'IMG029',
    'another scheme',
    ImageSource.http('ftp://images.example.com/debian.qcow2'),
    'has the scheme "ftp"',
    refused('Invalid source URL scheme: ftp://'),
  ),
  source('IMG029', 'no host', ImageSource.gcs('gs:///images/debian.qcow2'), 'has no host', stricter(UNREAD)),
  source(
    'IMG030',
    'no file',
    ImageSource.http('https://images.example.com/'),
    'names no file on its host',
    stricter(UNREAD),
  ),
  source(
    'IMG030',
    'no object of a bucket',
    ImageSource.s3('https://storage.example.com/images'),
    'names no object in a bucket',
    stricter(UNREAD),
  ),
  source(
    'IMG031',
    'a password',
    ImageSource.http('https://me:secret@images.example.com/debian.qcow2'),
    'contains a user name or a password',
    stricter(IN_GIT),
  ),
  source(
    'IMG031',
    'a token',
    ImageSource.http('https://images.example.com/debian.qcow2?token=abc'),
    'has the parameter "token"',
    stricter(IN_GIT),
  ),
  source(
    'IMG032',
    'of an unknown kind',
    ImageSource.http('https://images.example.com/debian.qcow2', { checksum: 'crc32:00000000' }),
    'is not one that CDI can verify',
    refused("unsupported hash algorithm 'crc32'"),
    CHECKED,
  ),
  source(
    'IMG032',
    'half of one',
    ImageSource.http('https://images.example.com/debian.qcow2', { checksum: 'sha256:0123' }),
    'is not a digest of sha256',
    refused('invalid sha256 hash length'),
    CHECKED,
  ),
  source(
    'IMG033',
    'none',
    ImageSource.http('https://images.example.com/debian.qcow2', { extraHeaders: ['mirror eu'] }),
    'is not an HTTP header',
    stricter('CDI takes it, and leaves it out of the request'),
  ),
  source(
    'IMG034',
    'a secret',
    ImageSource.http('https://images.example.com/debian.qcow2', { extraHeaders: ['Authorization: Bearer abc'] }),
    'looks like a secret, which everyone who can read the Git repository would see. Put the whole header',
    stricter(IN_GIT),
  ),
  source(
    'IMG037',
    'headers of no name',
    ImageSource.http('https://images.example.com/debian.qcow2', { secretExtraHeaders: ['No Secret'] }),
    'secretExtraHeaders "No Secret"',
    stricter(NAMED),
  ),
  source(
    'IMG037',
    'credentials of no name',
    ImageSource.http('https://images.example.com/debian.qcow2', { secretRef: 'No Secret' }),
    'secretRef "No Secret"',
    stricter(NAMED),
  ),
  source(
    'IMG037',
    'certificates of no name',
    ImageSource.http('https://images.example.com/debian.qcow2', { certConfigMap: 'No Certs' }),
    'certConfigMap "No Certs"',
    stricter(NAMED),
  ),
  source(
    'IMG037',
    "a registry's of no name",
    ImageSource.registry(REGISTRY, { secretRef: 'No Secret', certConfigMap: 'No Certs' }),
    'secretRef "No Secret"',
    stricter(NAMED),
  ),
  source(
    'IMG039',
    'no scheme',
    ImageSource.registry('registry.example/images/debian:12'),
    'is not a registry URL',
    refused('Illegal registry source URL scheme registry.example/images/debian:12'),
  ),
  source(
    'IMG039',
    'no image',
    ImageSource.registry('docker://registry.example/Images/Debian'),
    'names no container image',
    stricter(UNREAD),
  ),
  source(
    'IMG039',
    'tag and digest',
    ImageSource.registry(`${REGISTRY}@sha256:${'0'.repeat(64)}`),
    'has both a tag and a digest',
    stricter(UNREAD),
  ),
  source(
    'IMG039',
    'refreshed but pinned',
    ImageSource.registry(`docker://registry.example/images/debian@sha256:${'0'.repeat(64)}`, { refresh: '0 3 * * *' }),
    'is pinned by its digest',
    stricter(UNREAD),
  ),
  image(
    'IMG040',
    'an unknown one',
    {
      source: ImageSource.registry(REGISTRY),
      storageClassName: 'fast',
      overrides: { source: { registry: { pullMethod: 'both' } } },
    },
    'pullMethod "both" is unknown',
    refused('ImportMethod both is neither pod, node'),
  ),
  source(
    'IMG041',
    'a file',
    ImageSource.registry('oci-archive:///images/debian.tar', { pullMethod: RegistryPullMethod.NODE }),
    'makes the node pull an image',
    stricter(UNREAD),
  ),
  source(
    'IMG041',
    'credentials',
    ImageSource.registry(REGISTRY, { pullMethod: RegistryPullMethod.NODE, secretRef: 'registry' }),
    'secretRef goes unused',
    stricter('CDI takes it, and the credentials go unused'),
  ),
  source('IMG042', 'no name', ImageSource.imageStream('a/b'), 'is not the name of an ImageStream', stricter(UNREAD)),
  source(
    'IMG043',
    'a claim of no name',
    ImageSource.pvc('No Claim'),
    'source PersistentVolumeClaim "No Claim"',
    stricter(NAMED),
  ),
  source(
    'IMG043',
    'a namespace of no name',
    ImageSource.pvc('claim', { namespace: 'No Space' }),
    'namespace of the source "No Space"',
    refused('namespaces "No Space" not found'),
  ),
  wrong(
    'IMG018',
    'a field of a later release',
    (scene) =>
      objects(
        scene.image({
          source: ImageSource.http('https://images.example.com/debian.qcow2', { checksum: `sha256:${'0'.repeat(64)}` }),
        }),
      ),
    'needs the field spec.source.http.checksum',
    stricter('no field is written that the server would refuse; it would come without the check that was asked for'),
    { cdiUntil: CdiRelease.V1_65_0.version },
  ),
];

const REGISTERED: readonly Wrong[] = [
  wrong(
    'IMG046',
    'an invalid name',
    (scene) => noObjects(existing(scene, { dataSourceName: 'No Image' })),
    'dataSourceName "No Image"',
    stricter('nothing is emitted of what exists already'),
  ),
  wrong(
    'IMG046',
    'a namespace of no name',
    (scene) => noObjects(existing(scene, { namespaceName: 'No Space' })),
    'namespaceName "No Space"',
    stricter('nothing is emitted of what exists already'),
  ),
  wrong(
    'IMG046',
    'an invalid size',
    (scene) => noObjects(existing(scene, { capacity: 'much' })),
    'capacity "much" is not a Kubernetes quantity',
    stricter('nothing is emitted of what exists already'),
  ),
  wrong(
    'IMG048',
    'two of one name',
    (scene) => [...objects(scene.image()), ...objects(scene.image({ name: 'debian', capacity: '20Gi' }, 'again'))],
    'is already made by infra/debian',
    stricter('CDI takes both, and the DataSource leads to either'),
  ),
  wrong(
    'IMG049',
    'a pool of another tenant',
    (scene) => [scene.pool({ image: scene.image({ tenants: ['cluster-b'] }) }).virtualMachinePool],
    'may be cloned only from cluster-b',
    later('virt-controller makes no machine without the right to clone'),
  ),
  wrong(
    'IMG052',
    'a namespace of no name',
    (scene) => {
      const golden = scene.image();
      golden.allowClone('No Space');
      return [golden.cloneRoleBinding!];
    },
    'namespace that may clone "No Space"',
    stricter('Kubernetes takes it, and gives the right to nobody'),
  ),
  wrong(
    'IMG052',
    'an account of no name',
    (scene) => {
      const golden = scene.image();
      golden.allowClone('cluster-b', 'No One');
      return [golden.cloneRoleBinding!];
    },
    'serviceAccountName "No One"',
    refused('"debian-clone" is invalid: subjects[0].name: Invalid value: "No One"'),
  ),
  wrong(
    'IMG053',
    'a right that holds for both',
    (scene) => {
      const namespaceName = 'golden-images';
      const open = scene.image({ source: nightly('0 3 * * *'), storageClassName: 'fast', namespaceName }, 'open');
      const closed = scene.image({ tenants: ['cluster-b'] });
      open.allowClone('cluster-c');
      return [open.cloneRole!, open.cloneRoleBinding!, ...objects(closed)];
    },
    'gives cluster-c the right to clone every volume of namespace "golden-images"',
    stricter('Kubernetes takes the right, and it reaches further than was meant'),
  ),
  wrong(
    'IMG053',
    'a right that reaches the disks of a tenant',
    (scene) => {
      const own = scene.image({ source: nightly('0 3 * * *'), storageClassName: 'fast' }, 'own', scene.home);
      own.allowClone('cluster-c');
      return [own.cloneRole!, own.cloneRoleBinding!];
    },
    'also every disk of the tenant',
    stricter('Kubernetes takes the right, and it reaches further than was meant'),
  ),
  wrong(
    'IMG047',
    'an invalid name',
    (scene) => emitted(new ImageNamespace(scene.infra, 'images', { namespaceName: 'My Images' })),
    'namespaceName "My Images"',
    refused('metadata.name: Invalid value: "My Images"'),
  ),
  wrong(
    'K8S017',
    'a label of a namespace',
    (scene) => emitted(new ImageNamespace(scene.infra, 'images', { labels: { 'my label': 'a' } })),
    'labels["my label"] "my label" is not a label key',
    refused('metadata.labels: Invalid value: "my label"'),
  ),
];

function existing(scene: Scene, props: object): GoldenImage | object {
  return GoldenImage.existing(scene.infra, 'existing', {
    dataSourceName: 'ubuntu',
    namespaceName: 'golden-images',
    ...props,
  });
}

/** An object of CDI's that is not a golden image's, in the namespace of images. */
function written(scene: Scene, kind: string, spec: object, metadata: object = {}): ApiObject {
  return new ApiObject(scene.infra, kind, {
    apiVersion: 'cdi.kubevirt.io/v1beta1',
    kind,
    metadata: { name: 'plain', namespace: 'golden-images', ...metadata },
    spec,
  } as never);
}

/** A DataVolume of somebody's own. */
const volume = (scene: Scene, spec: object = {}, metadata?: object) =>
  written(scene, 'DataVolume', { source: { blank: {} }, storage: TEN, ...spec }, metadata);

/** A DataImportCron of somebody's own. */
function cron(scene: Scene, spec: object = {}, template: object = {}): ApiObject {
  const stored = {
    source: { registry: { url: REGISTRY } },
    storage: { storageClassName: 'fast', ...TEN },
    ...template,
  };
  return written(scene, 'DataImportCron', {
    schedule: '0 3 * * *',
    managedDataSource: 'plain',
    template: { spec: stored },
    ...spec,
  });
}

/** A machine of somebody's own in a tenant's namespace, whose disk is a clone. */
function machine(scene: Scene, sourceRef: object): ApiObject {
  const template = {
    metadata: { name: 'root' },
    spec: { sourceRef: { kind: 'DataSource', ...sourceRef }, storage: TEN },
  };
  const domain = { devices: { disks: [{ name: 'root', disk: { bus: 'virtio' } }] }, memory: { guest: '1Gi' } };
  const spec = { domain, volumes: [{ name: 'root', dataVolume: { name: 'root' } }] };
  return new ApiObject(scene.home, 'machine', {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name: 'machine', namespace: scene.home.namespaceName },
    spec: { runStrategy: 'Always', dataVolumeTemplates: [template], template: { spec } },
  } as never);
}

const TEN = { resources: { requests: { storage: '10Gi' } } };
const FILE = 'https://images.example.com/debian.qcow2';
const TOLD = 'CDI takes it, and this is worth knowing';

const PLAIN: readonly Wrong[] = [
  wrong(
    'IMG005',
    "a DataVolume of somebody's own",
    (scene) => [volume(scene, {}, { labels: { 'cdi.kubevirt.io/dataImportCron': 'debian' } })],
    'it deletes volumes by this label',
    stricter('CDI takes it, and deletes the volume as outdated'),
  ),
  wrong(
    'IMG007',
    'a DataVolume without any',
    (scene) => [volume(scene, { storage: undefined })],
    'spec must have a storage stanza or a pvc stanza',
    refused('denied the request:  Missing Data volume PVC'),
  ),
  wrong(
    'IMG008',
    'a DataVolume with an empty source',
    (scene) => [volume(scene, { source: {} })],
    'has 0 sources, but must have exactly one',
    refused('Missing Data volume source'),
  ),
  wrong(
    'IMG009',
    'a DataVolume without any',
    (scene) => [volume(scene, { storage: {} })],
    'spec.storage.resources.requests.storage is missing',
    refused('Storage size is missing'),
  ),
  wrong(
    'IMG023',
    'a DataImportCron by reference',
    (scene) => [cron(scene, {}, { contentType: 'kubevirt' })],
    'spec.template.spec.contentType cannot be set',
    refused('Unsettable fields: SourceRef, ContentType'),
  ),
  wrong(
    'IMG024',
    'a file on a web server',
    (scene) => [cron(scene, {}, { source: { http: { url: FILE } } })],
    'spec.template.spec.source.http cannot be refreshed',
    refused('Missing source'),
  ),
  wrong(
    'IMG026',
    'minus one',
    (scene) => [cron(scene, { importsToKeep: -1 })],
    'spec.importsToKeep -1 is negative',
    refused('Illegal ImportsToKeep value'),
  ),
  wrong(
    'IMG022',
    "a DataImportCron of somebody's own",
    (scene) => [cron(scene, {}, { storage: TEN })],
    'Write storageClassName in spec.template, or accept this finding where that may happen.',
    stricter('CDI takes it, and deletes the image when another class becomes the default'),
  ),
  wrong(
    'IMG027',
    "a DataImportCron of somebody's own",
    (scene) => [cron(scene, { schedule: '@often' })],
    'spec.schedule "@often" is not one of',
    refused('Illegal cron schedule'),
  ),
  source(
    'IMG035',
    'a server that is not verified',
    ImageSource.http(FILE, { insecureSkipVerify: true }),
    'leaves the certificate of https://images.example.com/debian.qcow2 unverified',
    stricter(TOLD),
    { cdiFrom: CdiRelease.V1_66_0.version },
  ),
  source(
    'IMG036',
    'a tar archive',
    ImageSource.http('https://images.example.com/debian.tar.gz'),
    'looks like a tar archive',
    stricter(UNREAD),
  ),
  source(
    'IMG038',
    'a Secret',
    ImageSource.registry(REGISTRY, { refresh: '@daily', secretRef: 'registry' }),
    'Make sure that Secret "registry" exists in both',
    stricter(TOLD),
  ),
  source(
    'IMG044',
    'a claim of another namespace',
    ImageSource.pvc('claim', { namespace: 'cluster-a' }),
    'clones PersistentVolumeClaim "claim" of namespace "cluster-a"',
    stricter(TOLD),
  ),
  source('IMG045', 'an upload', ImageSource.upload(), 'Send it with: virtctl image-upload dv', stricter(TOLD)),
  wrong(
    'IMG049',
    'a tenant that is not among them',
    (scene) => {
      scene.image({ tenants: ['cluster-b'] }).grantClone(scene.home);
      return [];
    },
    'may be cloned only from cluster-b',
    stricter('the right is not given, so no server sees anything'),
  ),
  wrong(
    'IMG049',
    "a machine of somebody's own",
    (scene) => {
      const closed = scene.image({ tenants: [] });
      return [machine(scene, { name: closed.dataSourceName, namespace: closed.namespaceName })];
    },
    'which may be cloned by nobody',
    later('virt-controller makes no machine without the right to clone'),
  ),
  wrong(
    'IMG070',
    'a DataVolume of a tenant that is not among them',
    (scene) => {
      const { dataSourceName, namespaceName } = scene.image({ tenants: ['cluster-b'] });
      return noObjects(copy(scene, dataSourceName, namespaceName));
    },
    'namespace "cluster-a" may not clone',
    stricter('CDI asks only whether whoever applies it may clone, and that the DataSource is there'),
  ),
  refreshed(
    'IMG054',
    'two tenants',
    { tenants: ['cluster-a', 'cluster-b'], namespaceName: 'golden-images' },
    'gives cluster-a, cluster-b the right to clone every volume of namespace "golden-images"',
    stricter(TOLD),
  ),
];

/** A DataVolume of somebody's own that copies an image into a tenant's namespace. */
function copy(scene: Scene, name: string, namespace: string): ApiObject {
  const spec = { sourceRef: { kind: 'DataSource', name, namespace }, storage: {} };
  return new ApiObject(scene.home, 'copy', plain('cdi.kubevirt.io/v1beta1', 'DataVolume', 'copy', spec));
}

export const IMAGES: readonly Wrong[] = [...SPECS, ...REFRESH, ...SOURCES, ...REGISTERED, ...PLAIN];

/** An image of a source that comes close to breaking a rule. */
const close = (rule: string, name: string, from: ImageSource, props: Partial<GoldenImageProps> = {}) =>
  right(rule, name, (scene) => scene.image({ source: from, storageClassName: 'fast', ...props }));

/** An image with props that come close to breaking a rule. */
const fine = (rule: string, name: string, props: Partial<GoldenImageProps>) =>
  right(rule, name, (scene) => scene.image(props));

export const IMAGES_RIGHT: readonly Right[] = [
  fine('IMG001', 'a name with dots', { name: 'debian-12.5' }),
  fine('IMG001', 'a name that leaves just enough room for the hash', { name: 'd'.repeat(54) }),
  fine('IMG002', 'a name of one letter', { namespaceName: 'a' }),
  fine('K8S017', 'an empty value', { labels: { 'example.com/os': '' } }),
  fine('K8S018', 'any text as value', { annotations: { 'example.com/note': 'my note: a b' } }),
  fine('IMG005', "another label of KubeVirt's domains", {
    labels: { 'instancetype.kubevirt.io/default-preference': 'debian' },
  }),
  fine('IMG006', 'kinds in the namespace', {
    defaultInstancetype: 'u1.medium',
    defaultInstancetypeKind: InstancetypeKind.NAMESPACED,
    defaultPreference: 'debian',
    defaultPreferenceKind: PreferenceKind.NAMESPACED,
  }),
  fine('IMG007', 'from storage to pvc', {
    overrides: { storage: null, pvc: { accessModes: ['ReadWriteOnce'], ...TEN } },
  }),
  right('IMG008', 'filled by reference', (scene) =>
    volume(scene, { source: undefined, sourceRef: { kind: 'DataSource', name: 'debian' } }),
  ),
  right('IMG008', 'filled by somebody else', (scene) =>
    volume(scene, {
      source: undefined,
      storage: { dataSourceRef: { kind: 'Backup', name: 'a', apiGroup: 'example.com' }, ...TEN },
    }),
  ),
  fine('IMG009', 'the least', { capacity: '1Mi' }),
  right('IMG009', 'that of what it clones', (scene) =>
    volume(scene, { source: { pvc: { name: 'a', namespace: 'b' } }, storage: {} }),
  ),
  fine('IMG010', 'two that go together', { accessModes: [AccessMode.READ_WRITE_MANY, AccessMode.READ_WRITE_ONCE] }),
  fine('IMG011', 'as a file', { overrides: { storage: { volumeMode: 'Filesystem' } } }),
  right('IMG012', 'a volume that no machine boots from', (scene) =>
    volume(scene, { source: { http: { url: FILE } }, contentType: 'archive' }),
  ),
  right('IMG013', "no class at all, of somebody's own", (scene) =>
    volume(scene, { storage: { storageClassName: '', ...TEN } }),
  ),
  fine('IMG014', 'with dots', { priorityClassName: 'very.high' }),
  fine('IMG015', 'with dots', { serviceAccountName: 'no.one' }),
  fine('IMG016', 'every sort of plain value', {
    overrides: { preallocation: true, checkpoints: [], storage: { volumeMode: null } },
  }),
  right('IMG017', 'a patch of the metadata', (scene) =>
    patched(scene.image({ labels: { a: 'b' } }).dataVolume!, '/metadata/labels/a', 'c'),
  ),
  close('IMG018', 'a field of this release', ImageSource.http(FILE, { checksum: `sha256:${'0'.repeat(64)}` })),
  close('IMG019', 'a claim', ImageSource.pvc('claim', { refresh: '@daily' })),
  fine('IMG020', 'not to follow', { followDefaultStorageClass: false }),
  close('IMG021', 'at once', nightly('@daily'), { bindImmediately: true }),
  close('IMG022', 'the risk is named', nightly('@daily'), {
    storageClassName: undefined,
    followDefaultStorageClass: true,
  }),
  close('IMG023', 'preallocation', nightly('@daily'), { preallocation: true }),
  right('IMG024', 'a claim', (scene) =>
    cron(scene, {}, { source: { pvc: { name: 'claim', namespace: 'golden-images' } } }),
  ),
  close('IMG025', 'two', nightly('@daily'), { importsToKeep: 2 }),
  right('IMG026', 'unsaid', (scene) => cron(scene)),
  close('IMG027', 'steps, names and a question mark', nightly('*/15 ? * jan-mar sun')),
  close('IMG028', 'the 29th of February', nightly('0 3 29 2 *')),
  close('IMG029', 'a bucket by its own scheme', ImageSource.gcs('gs://images/debian.qcow2')),
  close('IMG030', 'a query alone', ImageSource.http('https://images.example.com/?file=debian')),
  close(
    'IMG031',
    'a parameter that is not a secret',
    ImageSource.http('https://images.example.com/debian.qcow2?version=12'),
  ),
  close('IMG032', 'in capitals', ImageSource.http(FILE, { checksum: `SHA1:${'A'.repeat(40)}` })),
  close('IMG033', 'an empty value', ImageSource.http(FILE, { extraHeaders: ['X-Mirror:'] })),
  close('IMG034', 'no secret', ImageSource.http(FILE, { extraHeaders: ['X-Authority: eu'] })),
  close(
    'IMG035',
    'unverified with a checksum',
    ImageSource.http(FILE, { insecureSkipVerify: true, checksum: `sha256:${'0'.repeat(64)}` }),
  ),
  close('IMG036', 'compressed', ImageSource.http('https://images.example.com/debian.qcow2.gz?name=a.tar')),
  close('IMG037', 'with dots', ImageSource.registry(REGISTRY, { secretRef: 'my.secret', certConfigMap: 'my.certs' })),
  close('IMG038', 'without credentials', nightly('@daily')),
  close(
    'IMG039',
    'pinned and not refreshed',
    ImageSource.registry(`docker://registry.example:5000/images/debian@sha256:${'0'.repeat(64)}`),
  ),
  close('IMG040', 'by the pod', ImageSource.registry(REGISTRY, { pullMethod: RegistryPullMethod.POD })),
  close(
    'IMG041',
    'credentials for the pod',
    ImageSource.registry(REGISTRY, { pullMethod: RegistryPullMethod.POD, secretRef: 'registry' }),
  ),
  close('IMG042', 'with a tag', ImageSource.imageStream('debian:12')),
  close('IMG043', 'with dots', ImageSource.pvc('my.claim', { namespace: 'cluster-a' })),
  close('IMG044', 'a claim beside the image', ImageSource.pvc('claim', { namespace: 'golden-images' })),
  right('IMG045', 'an empty disk', (scene) => volume(scene)),
  right('IMG046', 'a size that nobody knows', (scene) => existing(scene, { dataSourceName: 'debian.12' })),
  right(
    'IMG047',
    'a name of one letter',
    (scene) => new ImageNamespace(scene.infra, 'images', { namespaceName: 'a', labels: { a: '' } }),
  ),
  right('IMG048', 'in two namespaces, and one that exists', (scene) => [
    scene.image(),
    scene.image({ name: 'debian', namespaceName: 'elsewhere' }, 'again'),
    existing(scene, { dataSourceName: 'debian' }),
  ]),
  right('IMG049', 'a pool of one of the tenants', (scene) =>
    scene.pool({ image: scene.image({ tenants: [scene.home] }) }),
  ),
  right('IMG070', 'a DataVolume of one of the tenants', (scene) => {
    const { dataSourceName, namespaceName } = scene.image({ tenants: [scene.home] });
    copy(scene, dataSourceName, namespaceName);
  }),
  right('IMG070', 'a DataVolume of an image that is closed to nobody', (scene) => {
    const { dataSourceName, namespaceName } = scene.image();
    copy(scene, dataSourceName, namespaceName);
  }),
  right('IMG050', "a machine of somebody's own below a tenant", (scene) =>
    machine(scene, { name: scene.image().dataSourceName, namespace: 'golden-images' }),
  ),
  right('IMG050', 'a pool of a namespace that is named', (scene) =>
    scene.pool({
      image: GoldenImage.existing(scene.infra, 'some', {
        dataSourceName: 'some',
        namespaceName: 'golden-images',
        cloneableFrom: [scene.home],
      }),
    }),
  ),
  right('IMG051', 'an image of the same cluster', (scene) => scene.pool({ image: scene.image() })),
  right('IMG052', 'a namespace of no tenant', (scene) => scene.image().allowClone('cluster-b', 'my.account')),
  right('IMG053', 'a refreshed image of the same tenants', (scene) => {
    const shared = { tenants: ['cluster-b'], namespaceName: 'golden-images' };
    scene.image({ source: nightly('@daily'), storageClassName: 'fast', ...shared }, 'open').allowClone('cluster-b');
    scene.image(shared).allowClone('cluster-b');
  }),
  right('IMG053', 'refreshed images that are apart', (scene) => {
    const given = { source: nightly('@daily'), storageClassName: 'fast' };
    scene.image(given, 'one').allowClone('cluster-b');
    scene.image(given, 'two').allowClone('cluster-c');
    scene.image();
  }),
  close('IMG054', 'its own namespace alone', nightly('@daily'), {
    tenants: ['golden-images'],
    namespaceName: 'golden-images',
  }),
  close('IMG054', 'a namespace that the bundle holds', nightly('@daily'), { tenants: ['cluster-a', 'cluster-b'] }),
];
