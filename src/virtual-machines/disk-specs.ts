import type { PersistentDiskProps } from './disk-props';
import type { DataVolumeSource, DataVolumeSpec } from '../../imports/cdi.kubevirt.io';
import type { PersistentVolumeClaimSpec } from '../../imports/kubevirt.io';
import { AccessMode, VolumeMode } from '../machines/disks/disk';
import { namespaceOf, type SourceTarget } from '../sources/source-rules';
import { sizeText } from '../toolkit/quantity';
import { defined } from '../toolkit/shape';

const CDI = 'cdi.kubevirt.io';

/** An object from which one of CDI's populators fills a claim. */
export interface Population {
  readonly kind: 'VolumeImportSource' | 'VolumeUploadSource' | 'VolumeCloneSource';
  readonly spec: object;
}

/** How a disk is made: as a claim, with what fills it, or as a DataVolume. */
export interface DiskSpecs {
  readonly claim?: PersistentVolumeClaimSpec;
  readonly population?: Population;
  readonly dataVolume?: DataVolumeSpec;
}

/**
 * The specs of a disk. A claim can grow in place, and a DataVolume cannot be changed (CDI v1.65.0,
 * pkg/apiserver/webhooks/datavolume-validate.go), so a disk is a claim wherever a populator can fill it. Populators
 * copy within a namespace only: what a clone from another one may read is checked when a DataVolume is made
 * (pkg/apiserver/webhooks/datavolume-mutate.go).
 */
export function diskSpecs(name: string, props: PersistentDiskProps, target: SourceTarget): DiskSpecs {
  const rules = props.content?._filling.source?._rules;
  const isForeign = rules?.cloned !== undefined && namespaceOf(rules.cloned, target) !== target.namespace;
  const source = rules?.source(target);
  if (props.content?._filling.image !== undefined || isForeign || props.dataVolume === true) {
    return { dataVolume: dataVolumeOf(props, source) };
  }
  const population = source && populationOf(source, props);
  return { claim: claimOf(name, props, population), population };
}

function claimOf(
  name: string, props: PersistentDiskProps, population: Population | undefined,
): PersistentVolumeClaimSpec {
  const { accessModes = [AccessMode.READ_WRITE_MANY], storageClassName } = props;
  // CDI unpacks an archive into a file system.
  const usual = props.content?._filling.isArchive === true ? VolumeMode.FILESYSTEM : VolumeMode.BLOCK;
  const { volumeMode = usual } = props;
  const dataSourceRef = population && { apiGroup: CDI, kind: population.kind, name };
  return defined({ accessModes, volumeMode, storageClassName, resources: resourcesOf(props), dataSourceRef });
}

function dataVolumeOf(props: PersistentDiskProps, source: DataVolumeSource | undefined): DataVolumeSpec {
  const { accessModes, volumeMode, preallocation } = props;
  const image = props.content?._filling.image;
  const sourceRef = image && { kind: 'DataSource', name: image.dataSourceName, namespace: image.namespaceName };
  const storageClassName = props.storageClassName ?? image?._storageClassName;
  const usual = image?._mayBeSnapshot === false ? image._size?.toBytesText() : undefined;
  const storage = defined({ accessModes, volumeMode, storageClassName, resources: resourcesOf(props, usual) });
  const read = image === undefined ? source ?? { blank: {} } : undefined;
  return defined({ source: read, sourceRef, storage, preallocation, contentType: contentTypeOf(props) });
}

function resourcesOf({ capacity }: PersistentDiskProps, usual?: string): PersistentVolumeClaimSpec['resources'] {
  const size = capacity === undefined ? usual : sizeText(capacity);
  return size === undefined ? undefined : { requests: { storage: size } };
}

function contentTypeOf({ content }: PersistentDiskProps): 'archive' | undefined {
  return content?._filling.isArchive === true ? 'archive' : undefined;
}

function populationOf(source: DataVolumeSource, props: PersistentDiskProps): Population {
  const { preallocation } = props;
  const contentType = contentTypeOf(props);
  const { pvc, snapshot, upload } = source;
  if (pvc !== undefined) {
    const cloned = { kind: 'PersistentVolumeClaim', name: pvc.name };
    return { kind: 'VolumeCloneSource', spec: defined({ source: cloned, preallocation }) };
  }
  if (snapshot !== undefined) {
    const cloned = { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: snapshot.name };
    return { kind: 'VolumeCloneSource', spec: defined({ source: cloned, preallocation }) };
  }
  if (upload !== undefined) return { kind: 'VolumeUploadSource', spec: defined({ preallocation, contentType }) };
  return { kind: 'VolumeImportSource', spec: defined({ source, preallocation, contentType }) };
}
