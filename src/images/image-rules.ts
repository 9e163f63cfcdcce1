import { DATA_IMPORT_CRON_LABEL } from './image-specs';
import type { DataVolumeSpec } from '../../imports/cdi.kubevirt.io';
import { didYouMean } from '../validation/nearest';
import type { Sentence } from '../validation/problems';
import { byteSize, Quantity } from '../validation/quantity';
import { texts } from '../validation/shape';

const ACCESS_MODES = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];
const VOLUME_MODES = ['Block', 'Filesystem'];
const MEBIBYTE = Quantity.parse('1Mi')!;
const KEPT_MINIMUM = 2;

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
    ...modes.map((mode) => oneOf('accessModes', mode, ACCESS_MODES)),
    spec.pvc !== undefined && modes.length !== 1 ? `the pvc stanza has ${modes.length} access modes, but CDI takes exactly one there. Write one, or use the storage stanza.` : undefined,
    stanza?.volumeMode === undefined ? undefined : oneOf('volumeMode', stanza.volumeMode, VOLUME_MODES),
    spec.contentType === 'archive' ? 'contentType "archive" unpacks files, which no machine boots from. Leave contentType out.' : undefined,
  ];
}

/** What CDI's webhook would refuse in the template of a DataImportCron beyond that (CDI v1.65.0, dataimportcron-validate.go). */
export function templateProblems(spec: DataVolumeSpec): Sentence[] {
  const unsettable = (['contentType', 'checkpoints', 'finalCheckpoint'] as const).filter((field) => spec[field] !== undefined);
  return [unsettable.length === 0 ? undefined : `${unsettable.join(' and ')} cannot be set for an image that is refreshed: CDI refuses the DataImportCron. Leave it out.`];
}

/** How many imports of a scheduled image to keep. */
export function importsToKeepProblem(count: number): Sentence {
  if (Number.isInteger(count) && count >= KEPT_MINIMUM) return undefined;
  // CDI v1.65.0, garbageCollectOldImports: 0 deletes the import that was just made, and 1 the one that clones may still read.
  return `importsToKeep ${count} is too few: CDI deletes what is beyond it right after each import, even from under a clone that still reads it, and with 0 the new image itself. Write a whole number of at least ${KEPT_MINIMUM}.`;
}

/** Labels by which CDI tells what a DataImportCron may collect as outdated (CDI v1.65.0, pkg/controller/dataimportcron-controller.go). */
export function labelsOfCdi(labels: { readonly [key: string]: string } | undefined): Sentence[] {
  return Object.keys(labels ?? {}).filter((key) => key.startsWith(DATA_IMPORT_CRON_LABEL)).map((key) => `label "${key}" belongs to CDI, which deletes volumes by it. Leave it out.`);
}

/** Checks that a text is one of a closed set. */
export function oneOf(what: string, value: string, values: readonly string[]): Sentence {
  return values.includes(value) ? undefined : `${what} "${value}" is unknown.${didYouMean(value, values)} Write one of ${values.join(', ')}.`;
}

function sizeProblem(spec: DataVolumeSpec): Sentence {
  const size = sizeIn(spec);
  if (size === undefined) {
    const clone = spec.storage !== undefined && (spec.source?.pvc !== undefined || spec.source?.snapshot !== undefined);
    return clone ? undefined : 'has no size: CDI must know how big a disk to make before it has seen the image. Write size, at least the image\'s virtual size, such as Size.gibibytes(10).';
  }
  const wrong = byteSize('size', size);
  if (wrong !== undefined) return wrong;
  return Quantity.parse(size)!.isLessThan(MEBIBYTE) ? `size "${size}" is less than the 1Mi that CDI takes at least. Write the image's virtual size, such as "10Gi".` : undefined;
}
