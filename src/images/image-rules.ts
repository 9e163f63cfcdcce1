import { DATA_IMPORT_CRON_LABEL } from './image-specs';
import type { DataVolumeSpec } from '../../imports/cdi.kubevirt.io';
import { AccessMode, VolumeMode } from '../machines/disk';
import { diskSize } from '../machines/disk-size';
import type { Sentence } from '../toolkit/problems';
import { oneOf } from '../toolkit/sentences';
import { repeated, texts } from '../toolkit/shape';

/** The size in a DataVolume's spec, whichever stanza it has. */
export function sizeIn(spec: DataVolumeSpec): string | undefined {
  const size = (spec.storage ?? spec.pvc)?.resources?.requests?.storage;
  return size === undefined ? undefined : String(size);
}

/** What CDI's webhook would refuse in the spec of a boot image, overrides included (CDI v1.65.0, pkg/apiserver/webhooks/datavolume-validate.go). */
export function specProblems(spec: DataVolumeSpec): Sentence[] {
  const stanza = spec.pvc ?? spec.storage;
  const modes = texts(stanza?.accessModes);
  return [
    (spec.pvc === undefined) === (spec.storage === undefined) ? 'the DataVolume must have a storage stanza or a pvc stanza, and never both, or CDI refuses it. Write overrides as { storage: null, pvc: { … } } to change from one to the other.' : undefined,
    spec.sourceRef !== undefined || Object.keys(spec.source ?? {}).length !== 1 ? 'the DataVolume must have exactly one source, or CDI refuses it. Choose it with ImageSource, not with overrides.' : undefined,
    sizeProblem(spec),
    ...modes.map((mode) => oneOf('accessModes', mode, Object.values(AccessMode))),
    ...repeated(modes).map((mode) => `accessModes holds "${mode}" twice. Write it once.`),
    // Kubernetes v1.35, pkg/apis/core/validation: ValidatePersistentVolumeClaimSpec, of the claim that CDI makes.
    modes.length > 1 && modes.includes(AccessMode.READ_WRITE_ONCE_POD) ? `accessModes holds "${AccessMode.READ_WRITE_ONCE_POD}" beside others, which the API server refuses. Write it alone, or leave it out.` : undefined,
    spec.pvc !== undefined && modes.length !== 1 ? `the pvc stanza has ${modes.length} access modes, but CDI takes exactly one there. Write one, or use the storage stanza.` : undefined,
    oneOf('volumeMode', stanza?.volumeMode, Object.values(VolumeMode)),
    spec.contentType === 'archive' ? 'contentType "archive" unpacks files, which no machine boots from. Leave contentType out.' : undefined,
  ];
}

/** Labels by which CDI tells what a DataImportCron may collect as outdated (CDI v1.65.0, pkg/controller/dataimportcron-controller.go). */
export function labelsOfCdi(labels: { readonly [key: string]: string } | undefined): Sentence[] {
  return Object.keys(labels ?? {}).filter((key) => key.startsWith(DATA_IMPORT_CRON_LABEL)).map((key) => `label "${key}" belongs to CDI, which deletes volumes by it. Leave it out.`);
}

function sizeProblem(spec: DataVolumeSpec): Sentence {
  const size = sizeIn(spec);
  if (size !== undefined) return diskSize('size', size);
  const clone = spec.storage !== undefined && (spec.source?.pvc !== undefined || spec.source?.snapshot !== undefined);
  return clone ? undefined : 'has no size: CDI must know how big a disk to make before it has seen the image. Write size, at least the image\'s virtual size, such as Size.gibibytes(10).';
}
