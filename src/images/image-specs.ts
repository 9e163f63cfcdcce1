import type {
  DataImportCronSpec, DataSourceSpec, DataVolumeSource, DataVolumeSpec,
} from '../../imports/cdi.kubevirt.io';
import { withDigestsIn } from '../layout/image-fields';
import type { ImageLock } from '../layout/image-lock';
import type { AccessMode, VolumeMode } from '../machines/disks/disk';
import { notDiskSize } from '../machines/disks/disk-size';
import { contentHash } from '../toolkit/content-hash';
import { DeepPartial, mergeDeep } from '../toolkit/merge';
import { notDnsSubdomain } from '../toolkit/names';
import { Quantity } from '../toolkit/quantity';

/** The number of characters that the hash adds to a DataVolume's name, including the hyphen. */
export const HASH_ROOM = 9;

/** The label that tells CDI which DataSource a DataImportCron may update (CDI v1.65.0, pkg/common/common.go). */
export const DATA_IMPORT_CRON_LABEL = 'cdi.kubevirt.io/dataImportCron';

/**
 * The annotation that makes CDI fill a volume whose class waits for a first consumer (CDI v1.65.0,
 * doc/waitforfirstconsumer-storage-handling.md).
 */
export const BIND_IMMEDIATELY = 'cdi.kubevirt.io/storage.bind.immediate.requested';

/** The props that determine the disk that an image is imported into. */
export interface ImportProps {
  readonly source: DataVolumeSource;
  readonly capacity?: string;
  readonly storageClassName?: string;
  readonly accessModes?: readonly AccessMode[];
  readonly volumeMode?: VolumeMode;
  readonly preallocation?: boolean;
  readonly priorityClassName?: string;
  readonly serviceAccountName?: string;
  readonly overrides?: DeepPartial<DataVolumeSpec>;
}

/**
 * The spec of the DataVolume of one import. It has a `storage` stanza and no `pvc` stanza, so that CDI takes access
 * modes and volume mode from the StorageProfile and adds the file system's overhead to the size. The content type keeps
 * its default, "kubevirt".
 */
export function dataVolumeSpec(disk: ImportProps): DataVolumeSpec {
  const spec: DataVolumeSpec = {
    source: disk.source,
    storage: {
      accessModes: disk.accessModes,
      resources: disk.capacity === undefined ? undefined : { requests: { storage: disk.capacity } },
      storageClassName: disk.storageClassName,
      volumeMode: disk.volumeMode,
    },
    preallocation: disk.preallocation,
    priorityClassName: disk.priorityClassName,
    serviceAccountName: disk.serviceAccountName,
  };
  return plain(mergeDeep<DataVolumeSpec>(spec, disk.overrides));
}

/** The spec with a lock's digest of its image: the name of the DataVolume contains a hash of what is imported. */
export function pinned(spec: DataVolumeSpec, lock: ImageLock | undefined): DataVolumeSpec {
  return lock === undefined ? spec : withDigestsIn(spec, lock);
}

/** The size in a DataVolume's spec, in either stanza; undefined if it is missing or invalid. */
export function sizeIn(spec: DataVolumeSpec): Quantity | undefined {
  const size = (spec.storage ?? spec.pvc)?.resources?.requests?.storage;
  return size === undefined || notDiskSize(String(size)) !== undefined ? undefined : Quantity.parse(String(size));
}

/** The StorageClass in a DataVolume's spec, in either stanza; undefined if it is missing or invalid. */
export function classIn(spec: DataVolumeSpec): string | undefined {
  const name = (spec.storage ?? spec.pvc)?.storageClassName;
  return name === undefined || notDnsSubdomain(name) !== undefined ? undefined : name;
}

const KEPT_BY_DEFAULT = 3;

/** The number of imports that are kept. An invalid number is reported, and the default is used. */
export function keptImports({ importsToKeep }: { readonly importsToKeep?: number }): number {
  return importsToKeep !== undefined && Number.isInteger(importsToKeep) ? importsToKeep : KEPT_BY_DEFAULT;
}

export interface CronProps {
  readonly name: string;
  readonly schedule: string;
  readonly importsToKeep: number;
  readonly serviceAccountName?: string;
  readonly template: DataVolumeSpec;
}

/** The spec of the DataImportCron that keeps an image fresh, under the DataSource of the same name. */
export function dataImportCronSpec(cron: CronProps): DataImportCronSpec {
  return plain({
    schedule: cron.schedule,
    managedDataSource: cron.name,
    importsToKeep: cron.importsToKeep,
    garbageCollect: 'Outdated',
    // With "None" CDI deletes the DataSource and all imports when the cron is replaced.
    retentionPolicy: 'All',
    serviceAccountName: cron.serviceAccountName,
    template: { spec: cron.template },
  });
}

/** The spec of a DataSource that refers to a claim. */
export function dataSourceSpec(namespace: string, claim: string): DataSourceSpec {
  return { source: { pvc: { namespace, name: claim } } };
}

/**
 * The name of the DataVolume with a given spec. Specs cannot change (CDI v1.65.0,
 * pkg/apiserver/webhooks/datavolume-validate.go), so another spec needs another name, and the same spec always gets the
 * same name.
 */
export function dataVolumeName(image: string, spec: object): string {
  return `${image}-${contentHash(spec, HASH_ROOM - 1)}`;
}

/** A copy without undefined fields. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
