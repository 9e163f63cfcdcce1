import type { DataVolumeSpec } from '../../imports/cdi.kubevirt.io';
import type { DeepPartial } from '../toolkit/merge';
import { table } from '../toolkit/table';

/** The props of an image, or the arguments of its source, by the fields of a DataVolume's spec that they become. */
const PROPS: { readonly [field: string]: string } = table({
  'storage.resources.requests.storage': 'capacity',
  'storage.accessModes': 'accessModes',
  'storage.volumeMode': 'volumeMode',
  'storage.storageClassName': 'storageClassName',
  'priorityClassName': 'priorityClassName',
  'serviceAccountName': 'serviceAccountName',
  'source.http.url': 'source url',
  'source.http.checksum': 'checksum',
  'source.http.extraHeaders': 'extraHeaders',
  'source.http.secretExtraHeaders': 'secretExtraHeaders',
  'source.http.insecureSkipVerify': 'insecureSkipVerify',
  'source.http.secretRef': 'secretRef',
  'source.http.certConfigMap': 'certConfigMap',
  'source.s3.url': 'source url',
  'source.s3.secretRef': 'secretRef',
  'source.s3.certConfigMap': 'certConfigMap',
  'source.gcs.url': 'source url',
  'source.gcs.secretRef': 'secretRef',
  'source.registry.url': 'source url',
  'source.registry.imageStream': 'image stream',
  'source.registry.pullMethod': 'pullMethod',
  'source.registry.platform.architecture': 'source architecture',
  'source.registry.secretRef': 'secretRef',
  'source.registry.certConfigMap': 'certConfigMap',
  'source.pvc.name': 'source PersistentVolumeClaim',
  'source.pvc.namespace': 'namespace of the source',
  'source.snapshot.name': 'source VolumeSnapshot',
  'source.snapshot.namespace': 'namespace of the source',
});

const INFERENCE: { readonly [field: string]: string } = table({
  'metadata.labels["instancetype.kubevirt.io/default-instancetype"]': 'defaultInstancetype',
  'metadata.labels["instancetype.kubevirt.io/default-instancetype-kind"]': 'defaultInstancetypeKind',
  'metadata.labels["instancetype.kubevirt.io/default-preference"]': 'defaultPreference',
  'metadata.labels["instancetype.kubevirt.io/default-preference-kind"]': 'defaultPreferenceKind',
});

const CRON: { readonly [field: string]: string } = table({
  'spec.schedule': 'refresh',
  'spec.importsToKeep': 'importsToKeep',
  'spec.serviceAccountName': 'serviceAccountName',
});

type Overrides = DeepPartial<DataVolumeSpec> | undefined;

/** Finds the prop behind a label or an annotation of any object of an image. */
export function propOfMetadata(field: string): string | undefined {
  if (!/^metadata\.(labels|annotations)/.test(field) || field.includes('dataImportCron')) return undefined;
  return INFERENCE[field] ?? field.replace('metadata.', '');
}

/** Finds the prop behind a field of a DataVolume; undefined for fields that overrides replace. */
export function propsOfDataVolume(overrides: Overrides): (field: string) => string | undefined {
  return (field) => propOfMetadata(field) ?? propWithin('spec.', field, overrides);
}

/** Finds the prop behind a field of a DataImportCron. */
export function propsOfCron(overrides: Overrides): (field: string) => string | undefined {
  return (field) => propOfMetadata(field) ?? CRON[field] ?? propWithin('spec.template.spec.', field, overrides);
}

function propWithin(prefix: string, field: string, overrides: unknown): string | undefined {
  if (!field.startsWith(prefix)) return undefined;
  const path = field.slice(prefix.length);
  return holds(overrides, path.split('.')) ? undefined : PROPS[path];
}

function holds(value: unknown, path: readonly string[]): boolean {
  if (path.length === 0) return value !== undefined;
  if (typeof value !== 'object' || value === null) return value !== undefined;
  return holds((value as { [key: string]: unknown })[path[0]], path.slice(1));
}
