import type { DataVolumeSource, DataVolumeSourceHttp } from '../../../imports/cdi.kubevirt.io';
import { Fault, fault } from '../../findings/rule';
import type { PrimaryDisk, ProviderDisk } from '../../machine-controller/provider-spec';
import type { BlankDisk } from '../../machines/disks/disk';
import { NO_IMAGE } from '../../machines/disks/no-image';
import type { CdiRelease } from '../../releases/release';
import { sizeText } from '../../toolkit/quantity';
import { defined } from '../../toolkit/shape';
import type { PoolProps } from '../pool-writer';
import type { Sayable, Unsayable } from '../sayable';
import { unsayable } from '../sayable';
import type { MachineDeploymentOptions } from './options';

/** Where disks are made. */
export interface DiskTarget {
  readonly cdi: CdiRelease;
  readonly namespace: string;
}

const MACHINE_DEPLOYMENT = 'MachineDeployment';
const BY_IMAGE = 'Leave it out, or keep the image as a GoldenImage, which has it.';
const NO_FIELD: Unsayable = { why: 'machine-controller has no field for it', remedy: BY_IMAGE };

const HTTP: Sayable<DataVolumeSourceHttp> = {
  url: true,
  secretRef: true,
  extraHeaders: true,
  secretExtraHeaders: {
    why: 'machine-controller writes what the Secret holds into the DataVolume, where everyone reads it',
    remedy: 'Write imageHeaderSecret of the backend, a Secret whose keys are the names of headers, or keep the image '
      + 'as a GoldenImage.',
  },
  certConfigMap: NO_FIELD,
  // VM166 reports these two of every pool.
  checksum: true,
  insecureSkipVerify: true,
};

type Registry = NonNullable<DataVolumeSource['registry']>;

const REGISTRY: Sayable<Registry> = {
  url: true,
  pullMethod: true,
  secretRef: NO_FIELD,
  certConfigMap: NO_FIELD,
  imageStream: NO_FIELD,
  platform: NO_FIELD,
};

/** What of the content of the boot disk a MachineDeployment cannot say. */
export function* contentFaults({ image, boot }: PoolProps, target: DiskTarget): Iterable<Fault> {
  if (boot === undefined) {
    if (image === undefined || image === NO_IMAGE || image._claim !== undefined) return;
    yield fault('image', `is "${image.dataSourceName}", whose claim is not known, because it is refreshed or exists `
      + 'already; machine-controller clones a claim, and knows no DataSource',
    'Use a GoldenImage without refresh, or Boot.imported(ImageSource.pvc(…)) with the name of the claim.');
    return;
  }
  const { imported } = boot._content;
  if (imported === undefined) {
    yield fault('boot', 'is no import, but machine-controller imports or clones a disk for each machine',
      'Use image, or Boot.imported(…).');
    return;
  }
  if (imported.preallocation !== undefined) {
    yield* unsayable(MACHINE_DEPLOYMENT, { preallocation: NO_FIELD }, { preallocation: true }, 'boot.');
  }
  const { http, registry, pvc } = imported.source._rules.source(target);
  yield* unsayable(MACHINE_DEPLOYMENT, HTTP, http, 'boot.');
  yield* unsayable(MACHINE_DEPLOYMENT, REGISTRY, registry, 'boot.');
  if (http === undefined && registry?.url === undefined && pvc === undefined && registry === undefined) {
    yield fault('boot', `imports from ${imported.source._rules.kind}, which machine-controller does not know`,
      'Use ImageSource.http, registry or pvc, or keep the image as a GoldenImage.');
  }
}

/** The disk that machines boot from. */
export function primaryDisk(
  props: PoolProps, target: DiskTarget, { imageHeaderSecret, storageTarget }: MachineDeploymentOptions,
): PrimaryDisk {
  const { image, boot, bootDisk = {} } = props;
  const capacity = bootDisk.capacity ?? boot?._content.imported?.capacity;
  return defined<PrimaryDisk>({
    ...contentOf(props, target),
    extraHeadersSecretRef: imageHeaderSecret,
    size: capacity === undefined ? image?._size?.toBytesText() : sizeText(capacity),
    storageClassName: bootDisk.storageClassName ?? image?._storageClassName,
    storageAccessType: bootDisk.accessModes?.[0],
    storageTarget,
  });
}

/** A further disk of the machines. */
export function secondaryDisk(disk: BlankDisk, primary: PrimaryDisk): ProviderDisk {
  const { capacity, storageClassName = primary.storageClassName } = disk;
  return defined({ size: sizeText(capacity), storageClassName });
}

/** What fills the boot disk. The kind of the source is always written: without it machine-controller guesses. */
function contentOf({ image, boot }: PoolProps, target: DiskTarget): PrimaryDisk {
  const imported = boot?._content.imported;
  if (imported === undefined) {
    const claim = image?._claim ?? image?.dataSourceName;
    return image === undefined ? {} : { osImage: `${image.namespaceName}/${claim}`, source: 'pvc' };
  }
  const { http, registry, pvc } = imported.source._rules.source(target);
  if (http !== undefined) {
    const { url: osImage, secretRef: dataVolumeSecretRef, extraHeaders } = http;
    return { osImage, source: 'http', dataVolumeSecretRef, extraHeaders };
  }
  // CDI's own default, which Boot.imported has everywhere; machine-controller's is the node.
  if (registry !== undefined) {
    return { osImage: registry.url, source: 'registry', pullMethod: registry.pullMethod ?? 'pod' };
  }
  return pvc === undefined ? {} : { osImage: `${pvc.namespace}/${pvc.name}`, source: 'pvc' };
}
