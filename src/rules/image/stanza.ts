import type { DataVolumeSpec } from '../../../imports/cdi.kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { present } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { cdi } from './cdi';
import { FILLING_KINDS, ofFilling } from './filling';

const WEBHOOK = 'pkg/apiserver/webhooks/datavolume-validate.go: validateDataVolumeSpec';

export const STANZA: ObjectRule = {
  id: 'IMG007',
  name: 'images/stanza',
  on: 'object',
  kinds: FILLING_KINDS,
  severity: Severity.ERROR,
  title: 'A DataVolume has either a storage stanza or a pvc stanza',
  why: 'CDI refuses a DataVolume with both or with neither.',
  remedy: 'Write one of them. In overrides, { storage: null, pvc: { … } } changes from one to the other.',
  source: cdi(WEBHOOK),
  acceptable: false,

  check: ofFilling(function* ({ spec, at }) {
    if ((spec.pvc === undefined) !== (spec.storage === undefined)) return;
    yield fault(at, 'must have a storage stanza or a pvc stanza, and never both, or CDI refuses it',
      'In overrides, write { storage: null, pvc: { … } } to change from one to the other.');
  }),
};

export const SOURCES: ObjectRule = {
  id: 'IMG008',
  name: 'images/sources',
  on: 'object',
  kinds: FILLING_KINDS,
  severity: Severity.ERROR,
  title: 'A DataVolume has exactly one source',
  why: 'CDI refuses a DataVolume with several sources or with none. A boot image is not filled by reference.',
  remedy: 'Write one source. For a golden image choose it with ImageSource, not with overrides.',
  source: cdi(WEBHOOK),
  acceptable: false,

  check: ofFilling(function* ({ spec, at, source, isBootImage }) {
    const sources = present(source).length;
    if (isBootImage) {
      if (spec.sourceRef !== undefined || sources !== 1) {
        yield fault(at, 'must have exactly one source, or CDI refuses it',
          'Choose it with ImageSource, not with overrides.');
      }
      return;
    }
    const origins = [spec.source !== undefined, spec.sourceRef !== undefined, isPopulated(spec)].filter(Boolean).length;
    if (origins !== 1) {
      yield fault(at, `has ${origins} of source, sourceRef and a dataSource in its stanza, but must have exactly `
        + 'one, or CDI refuses it',
      'Write one of them.');
    } else if (spec.source !== undefined && sources !== 1) {
      yield fault(`${at}.source`, `has ${sources} sources, but must have exactly one, or CDI refuses it`,
        'Write one of them.');
    }
  }),
};

/** Whether something other than CDI fills the volume. */
function isPopulated({ pvc, storage }: DataVolumeSpec): boolean {
  const stanza = pvc ?? storage;
  return stanza?.dataSource !== undefined || stanza?.dataSourceRef !== undefined;
}
