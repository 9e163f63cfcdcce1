import type { DataImportCron } from '../../../imports/cdi.kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault, wholeFault } from '../../findings/rule';
import { present } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { cdi } from './cdi';
import { DATA_IMPORT_CRON, ofFilling, stanzaOf } from './filling';

const WEBHOOK = 'pkg/apiserver/webhooks/dataimportcron-validate.go: validateDataImportCronSpec';
const CONTROLLER = 'pkg/controller/dataimportcron-controller.go';

/** One import that is in use, and one that replaces it. */
const LEAST_KEPT = 2;

export const REFRESHED_CLASS: ObjectRule = {
  id: 'IMG022',
  name: 'images/refreshed-class',
  on: 'object',
  kinds: [DATA_IMPORT_CRON],
  severity: Severity.ERROR,
  title: 'A refreshed image names its StorageClass',
  why: 'As soon as another class becomes the cluster\'s default, CDI deletes the current image before it imports it '
    + 'anew, and no machine can be cloned until then.',
  remedy: 'Write storageClassName; where that may happen, write followDefaultStorageClass: true for a GoldenImage, and '
    + 'accept this finding for a plain DataImportCron.',
  source: cdi(`${CONTROLLER}: handleStorageClassChange`),
  acceptable: true,

  check: ofFilling(function* (filling, { intent }) {
    if (intent.goldenImage?.followsDefaultClass) return;
    if (stanzaOf(filling)?.stanza.storageClassName !== undefined) return;
    yield wholeFault(
      'is refreshed but has no storageClassName: as soon as another class becomes the cluster\'s default, CDI deletes '
      + 'the current image before it imports it anew, and no machine can be cloned until then',
      intent.goldenImage === undefined ? 'Write storageClassName in spec.template, or accept this finding where that '
        + 'may happen.' : 'Write storageClassName, or followDefaultStorageClass: true where that may happen.');
  }),
};

export const REFRESHED_TEMPLATE: ObjectRule = {
  id: 'IMG023',
  name: 'images/refreshed-template',
  on: 'object',
  kinds: [DATA_IMPORT_CRON],
  severity: Severity.ERROR,
  title: 'The template of a DataImportCron leaves out what CDI sets itself',
  why: 'CDI refuses a DataImportCron whose template has sourceRef, contentType, checkpoints or finalCheckpoint.',
  remedy: 'Leave the field out.',
  source: cdi(WEBHOOK),
  acceptable: false,

  check: ofFilling(function* ({ spec, at }) {
    for (const field of ['sourceRef', 'contentType', 'checkpoints', 'finalCheckpoint'] as const) {
      if (spec[field] !== undefined) {
        yield fault(`${at}.${field}`,
          'cannot be set for an image that is refreshed: CDI refuses the DataImportCron', 'Leave it out.');
      }
    }
  }),
};

export const CRON_SOURCE: ObjectRule = {
  id: 'IMG024',
  name: 'images/cron-source',
  on: 'object',
  kinds: [DATA_IMPORT_CRON],
  severity: Severity.ERROR,
  title: 'A DataImportCron imports from a container registry or a PersistentVolumeClaim',
  why: 'CDI refuses a DataImportCron with another source.',
  remedy: 'Write source.registry or source.pvc, or a DataVolume that is imported once.',
  source: cdi(WEBHOOK),
  acceptable: false,

  check: ofFilling(function* ({ at, source }) {
    const others = present(source).filter((kind) => kind !== 'registry' && kind !== 'pvc');
    if (others.length === 0) return;
    yield fault(`${at}.source.${others[0]}`, 'cannot be refreshed: CDI\'s DataImportCron takes registry and pvc only',
      'Write one of these, or a DataVolume that is imported once.');
  }),
};

export const IMPORTS_TO_KEEP: ObjectRule = {
  id: 'IMG025',
  name: 'images/imports-to-keep',
  on: 'object',
  kinds: [DATA_IMPORT_CRON],
  severity: Severity.ERROR,
  title: 'A DataImportCron keeps at least two imports',
  why: 'CDI deletes what is beyond importsToKeep right after each import: with 1 the import that clones may still '
    + 'read, with 0 the one that was just made.',
  remedy: `Write a whole number of at least ${LEAST_KEPT}.`,
  source: cdi(`${CONTROLLER}: garbageCollectOldImports`),
  acceptable: true,

  *check({ spec }: DataImportCron, { hasShape }) {
    const count = spec.importsToKeep;
    if (hasShape && count !== undefined && count >= 0) yield* tooFewImports('spec.importsToKeep', count);
  },
};

export const NEGATIVE_IMPORTS: ObjectRule = {
  id: 'IMG026',
  name: 'images/negative-imports',
  on: 'object',
  kinds: [DATA_IMPORT_CRON],
  severity: Severity.ERROR,
  title: 'The number of imports that a DataImportCron keeps is not negative',
  why: 'CDI refuses a negative number.',
  remedy: `Write a whole number of at least ${LEAST_KEPT}.`,
  source: cdi(WEBHOOK),
  acceptable: false,

  *check({ spec }: DataImportCron, { hasShape }) {
    const count = spec.importsToKeep;
    if (!hasShape || count === undefined || count >= 0) return;
    yield fault('spec.importsToKeep', `${count} is negative, which CDI refuses`,
      `Write a whole number of at least ${LEAST_KEPT}.`);
  },
};

/** Reports too few kept imports. */
export function* tooFewImports(field: string, count: number): Iterable<Fault> {
  if (Number.isInteger(count) && count >= LEAST_KEPT) return;
  yield fault(field, `${count} is too few: CDI deletes what is beyond it right after each import, even from under a `
    + 'clone that still reads it, and with 0 the new image itself', `Write a whole number of at least ${LEAST_KEPT}.`);
}
