import type {
  DataVolumeTemplate, DataVolumeTemplateSource, DataVolumeTemplateSpec,
} from '../../../imports/kubevirt.io';
import { defined, items, texts, unlessEmpty } from '../../toolkit/shape';
import { textOf } from '../config-var';
import { guessedOrigin, originOf } from '../image-source';
import type { PrimaryDisk, ProviderDisk, ProviderTemplate } from '../provider-spec';

/** What machine-controller finds out in the infra cluster and the MachineDeployment does not say. */
export interface Found {
  /** The namespace of the machines; undefined if it is not known. */
  readonly namespace?: string;
  /** The access mode that the StorageProfile of the primary disk offers; undefined if it is not known. */
  readonly accessMode?: string;
}

/** The name of a machine's secondary disk, for its DataVolume and its volume. */
export function secondaryName(machine: string, index: number): string {
  return `${machine}-secondarydisk${index}`;
}

/**
 * The DataVolumes of a machine. All of them hold the image of the operating system and have the access mode of the
 * primary disk (machine-controller, `provider.go: getDataVolumeTemplates`).
 *
 * @param annotations those of the Machine that are for its root disk
 */
export function dataVolumesOf(
  { primaryDisk = {}, secondaryDisks }: ProviderTemplate,
  machine: string,
  annotations: { readonly [key: string]: string },
  found: Found,
): DataVolumeTemplate[] {
  const accessMode = textOf(primaryDisk.storageAccessType) || found.accessMode;
  const source = sourceOf(primaryDisk, found.namespace);
  const asClaim = textOf(primaryDisk.storageTarget) === 'pvc';
  return [
    {
      metadata: defined({ name: machine, annotations: unlessEmpty(annotations) }),
      spec: { source, [asClaim ? 'pvc' : 'storage']: claimOf(primaryDisk, accessMode) },
    },
    ...items(secondaryDisks).map((disk, index) => ({
      metadata: { name: secondaryName(machine, index) },
      spec: { source, pvc: claimOf(disk, accessMode) },
    })),
  ];
}

function claimOf({ size, storageClassName }: ProviderDisk, accessMode: string | undefined): Claim {
  const storage = textOf(size);
  return defined({
    accessModes: accessMode === undefined ? undefined : [accessMode],
    resources: storage === undefined ? undefined : { requests: { storage } },
    storageClassName: textOf(storageClassName),
  }) as Claim;
}

type Claim = NonNullable<DataVolumeTemplateSpec['pvc']>;

/** Where the image comes from (machine-controller, `provider.go: parseOSImageSource`). */
function sourceOf(disk: PrimaryDisk, namespace: string | undefined): DataVolumeTemplateSource {
  const image = textOf(disk.osImage) ?? '';
  switch (originOf(disk) ?? guessedOrigin(image)) {
    case 'http': return overHttp(image, disk);
    case 'registry': return ofRegistry(image, disk);
    default: return ofClaim(image, namespace);
  }
}

function overHttp(url: string, { extraHeaders, dataVolumeSecretRef }: PrimaryDisk): DataVolumeTemplateSource {
  const headers = texts(extraHeaders);
  const secretRef = textOf(dataVolumeSecretRef) || undefined;
  return { http: defined({ url, extraHeaders: headers.length === 0 ? undefined : headers, secretRef }) };
}

function ofRegistry(url: string, { pullMethod }: PrimaryDisk): DataVolumeTemplateSource {
  return { registry: { url, pullMethod: textOf(pullMethod) || 'node' } };
}

function ofClaim(image: string, namespace: string | undefined): DataVolumeTemplateSource {
  const [first, second] = image.split('/');
  return { pvc: defined({ namespace: second === undefined ? namespace : first, name: second ?? first }) as Claimed };
}

type Claimed = NonNullable<DataVolumeTemplateSource['pvc']>;
