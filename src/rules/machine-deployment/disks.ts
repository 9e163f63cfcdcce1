import { BAD, DOUBTFUL, providerRule } from './deployment-rule';
import { amountFaults } from './size';
import { about, Fault, fault } from '../../findings/rule';
import { textOf } from '../../machine-controller/config-var';
import { guessedOrigin, IMAGE_SOURCES, ImageOrigin, originOf } from '../../machine-controller/image-source';
import { PRIMARY_DISK, SIZE } from '../../machine-controller/parts';
import type { ProviderDisk } from '../../machine-controller/provider-spec';
import { isWritten } from '../../machine-controller/schema/check';
import { PRIMARY_DISK as PRIMARY_FORM } from '../../machine-controller/schema/provider';
import { complaint, Complaint } from '../../toolkit/complaint';
import { notDnsSubdomain } from '../../toolkit/names';
import { notOneOf } from '../../toolkit/one-of';
import { notByteSize } from '../../toolkit/quantity';
import { items } from '../../toolkit/shape';
import { table } from '../../toolkit/table';
import { cdi, kubernetes, machineController } from '../sources';

const PROVIDER = 'pkg/cloudprovider/provider/kubevirt/provider.go';
const SECONDARY = `${SIZE}.secondaryDisks`;
const MODES = ['ReadWriteOnce', 'ReadWriteMany', 'ReadWriteOncePod', 'ReadOnlyMany'];

/** What machine-controller must know of a disk: why, and what to write. */
const NEEDED = {
  osImage: ['machine-controller has nothing else to fill the disk with', 'Write the image that machines boot from.'],
  size: ['machine-controller refuses a disk without a size', 'Write a number and a unit, such as "20Gi".'],
  storageClassName: ['machine-controller looks the class up by its name: it takes no default class',
    'Write the name of a StorageClass of the infra cluster.'],
} as const;

export const DISK_MISSING = providerRule({
  id: 'MD021',
  name: 'workers/deployment-disk-missing',
  title: 'The primary disk has an image, a size and a StorageClass, and secondary disks have the latter two',
  why: 'machine-controller cannot read an empty size, and looks the class up.',
  remedy: 'Write osImage, size and storageClassName.',
  source: machineController(`${PROVIDER}: getConfig, configureStorage, appendTopologiesLabels`),
}, function* ({ primaryDisk, template }) {
  for (const key of ['osImage', 'size', 'storageClassName'] as const) {
    if (!isWritten(primaryDisk, key, PRIMARY_FORM)) yield needed(PRIMARY_DISK, key, 'missing');
    else if (primaryDisk[key] === '') yield needed(PRIMARY_DISK, key, 'empty');
  }
  for (const [disk, at] of secondary(template.secondaryDisks)) {
    for (const key of ['size', 'storageClassName'] as const) {
      if (!disk[key]) yield needed(at, key, 'missing');
    }
  }
});

function needed(at: string, key: keyof typeof NEEDED, found: string): Fault {
  const [why, remedy] = NEEDED[key];
  return fault(`${at}.${key}`, `is ${found}, and ${why}`, remedy);
}

export const DISK_SIZE = providerRule({
  id: 'MD022',
  name: 'workers/deployment-disk-size',
  title: 'The size of a disk is a whole number of bytes',
  why: 'machine-controller refuses what it cannot read, and no claim has a negative size.',
  remedy: 'Write a number and a unit, such as "20Gi".',
  source: machineController(`${PROVIDER}: getConfig`),
}, function* ({ primaryDisk, template }) {
  for (const [disk, at] of disksOf(primaryDisk, template.secondaryDisks)) {
    if (disk.size !== '') yield* amountFaults(disk.size, `${at}.size`, notByteSize);
  }
});

export const DISK_CLASS = providerRule({
  id: 'MD023',
  name: 'workers/deployment-disk-class',
  title: 'The StorageClass of a disk has a name that one can have, and its access type is an access mode',
  why: 'machine-controller does not find the class, and writes any access type into the DataVolume, which Kubernetes '
    + 'refuses.',
  remedy: 'Write the name of a StorageClass of the infra cluster, and ReadWriteOnce or ReadWriteMany.',
  source: kubernetes('pkg/apis/core/validation/validation.go: ValidatePersistentVolumeClaimSpec'),
}, function* ({ primaryDisk, template }) {
  for (const [disk, at] of disksOf(primaryDisk, template.secondaryDisks)) {
    const name = textOf(disk.storageClassName);
    if (name) yield* about(`${at}.storageClassName`, notDnsSubdomain(name));
    const mode = textOf(disk.storageAccessType);
    if (mode) yield* about(`${at}.storageAccessType`, notOneOf(mode, MODES));
  }
});

export const STORAGE_TARGET = providerRule({
  ...BAD,
  id: 'MD024',
  name: 'workers/deployment-storage-target',
  title: 'storageTarget is storage or pvc',
  why: 'machine-controller takes any other text for storage.',
  remedy: 'Leave it out for storage, with which CDI leaves room for a filesystem, or write pvc.',
  source: machineController(`${PROVIDER}: getDataVolumeTemplates`),
}, function* ({ primaryDisk }) {
  yield* about(`${PRIMARY_DISK}.storageTarget`, notOneOf(textOf(primaryDisk.storageTarget) || undefined,
    ['storage', 'pvc']));
});

export const PULL_METHOD = providerRule({
  id: 'MD025',
  name: 'workers/deployment-pull-method',
  title: 'pullMethod is node or pod',
  why: 'machine-controller refuses any other one.',
  remedy: 'Leave it out for node, or write pod.',
  source: machineController(`${PROVIDER}: getPullMethod`),
}, function* ({ primaryDisk }) {
  yield* about(`${PRIMARY_DISK}.pullMethod`, notOneOf(textOf(primaryDisk.pullMethod) || undefined, ['node', 'pod']));
});

export const SECONDARY_DISKS = providerRule({
  ...DOUBTFUL,
  id: 'MD026',
  name: 'workers/deployment-secondary-disks',
  title: 'A MachineDeployment has no secondary disks',
  why: 'machine-controller fills them with the image of the operating system and gives them the access mode of the '
    + 'primary disk. A guest that looks for its root by a label may boot from one.',
  remedy: 'Plug volumes through the CSI driver, or use a VirtualMachinePool.',
  source: machineController(`${PROVIDER}: getDataVolumeTemplates`),
}, function* ({ template }) {
  const disks = secondary(template.secondaryDisks);
  if (disks.length === 0) return;
  yield fault(SECONDARY, `holds ${disks.length}, and machine-controller fills each with the image of the operating `
    + 'system, not with an empty disk', 'Plug volumes through the CSI driver, or use a VirtualMachinePool.');
});

export const SECONDARY_ACCESS = providerRule({
  ...DOUBTFUL,
  id: 'MD027',
  name: 'workers/deployment-secondary-access',
  title: 'Secondary disks have the access type of the primary disk',
  why: 'machine-controller gives them that of the primary disk, whatever they say.',
  remedy: 'Leave storageAccessType of secondary disks out.',
  source: machineController(`${PROVIDER}: getDataVolumeTemplates`),
}, function* ({ primaryDisk, template }) {
  const mode = textOf(primaryDisk.storageAccessType);
  for (const [disk, at] of secondary(template.secondaryDisks)) {
    const own = textOf(disk.storageAccessType);
    if (!own || own === mode || !MODES.includes(own)) continue;
    yield fault(`${at}.storageAccessType`, `is ${own}, but machine-controller gives the disk `
      + `${mode || 'what it finds in the StorageProfile'}, as it does the primary disk`, 'Leave it out.');
  }
});

export const IMAGE_SOURCE = providerRule({
  ...BAD,
  id: 'MD028',
  name: 'workers/deployment-image-source',
  title: 'source is http, registry or pvc',
  why: 'machine-controller takes any other text for none, and guesses from osImage.',
  remedy: 'Write one of the three.',
  source: machineController(`${PROVIDER}: parseOSImageSource`),
}, function* ({ primaryDisk }) {
  yield* about(`${PRIMARY_DISK}.source`, notOneOf(textOf(primaryDisk.source) || undefined, IMAGE_SOURCES));
});

export const IMAGE_FORM = providerRule({
  ...BAD,
  id: 'MD029',
  name: 'workers/deployment-image-form',
  title: 'osImage has the form that its source needs',
  why: 'machine-controller writes it into the DataVolume as it is, and CDI refuses it, or never finds the image.',
  remedy: 'Write a URL with http:// or https:// for http, one with docker:// for registry, and namespace/name for pvc.',
  source: cdi('pkg/apiserver/webhooks/datavolume-validate.go: validateDataVolumeSpec'),
}, function* ({ primaryDisk }) {
  const image = textOf(primaryDisk.osImage);
  const origin = originOf(primaryDisk);
  if (!image || origin === undefined) return;
  yield* about(`${PRIMARY_DISK}.osImage`, FORMS[origin](image));
});

export const IMAGE_GUESSED = providerRule({
  ...DOUBTFUL,
  id: 'MD030',
  name: 'workers/deployment-image-guessed',
  title: 'osImage is a URL, or source says that it is a claim',
  why: 'machine-controller takes what is not a URL for a claim, and looks for it in the namespace of the machines '
    + 'unless a namespace is before the name.',
  remedy: 'Write source pvc, and the claim as namespace/name.',
  source: machineController(`${PROVIDER}: parseOSImageSource`),
}, function* ({ primaryDisk }) {
  const image = textOf(primaryDisk.osImage);
  if (!image || textOf(primaryDisk.source) || originOf(primaryDisk) !== 'pvc') return;
  yield fault(`${PRIMARY_DISK}.osImage`, `is "${image}" without a source, which machine-controller takes for a claim`,
    'Write source pvc, and the claim as namespace/name.');
});

const REGISTRY_SCHEMES = ['docker://', 'oci-archive://'];

const FORMS: { readonly [source in ImageOrigin]: (image: string) => Complaint | undefined } = table({
  http: (image) => (/^https?:\/\/[^/]/i.test(image) ? undefined
    : complaint(`"${image}" is not a URL of HTTP`, 'Write one with http:// or https://, or another source.')),
  registry: (image) => (isOfRegistry(image) ? undefined
    : complaint(`"${image}" is not a URL of a registry`, 'Write it with docker://, or another source.')),
  pvc: notClaim,
});

function notClaim(image: string): Complaint | undefined {
  const parts = image.split('/');
  if (guessedOrigin(image) !== 'pvc' || parts.length > 2) {
    return complaint(`"${image}" is not a claim`, 'Write it as namespace/name, or another source.');
  }
  return parts.map((part) => notDnsSubdomain(part)).find((each) => each !== undefined);
}

function isOfRegistry(image: string): boolean {
  return REGISTRY_SCHEMES.some((scheme) => image.startsWith(scheme) && image.length > scheme.length);
}

type WrittenDisk = readonly [disk: ProviderDisk, at: string];

function secondary(disks: readonly ProviderDisk[] | undefined): WrittenDisk[] {
  return items(disks).map((disk, index) => [disk, `${SECONDARY}[${index}]`]);
}

function disksOf(primary: ProviderDisk, others: readonly ProviderDisk[] | undefined): WrittenDisk[] {
  return [[primary, PRIMARY_DISK], ...secondary(others)];
}

