import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { notDiskSize } from '../../machines/disks/disk-size';
import { notOneOf } from '../../toolkit/one-of';
import { repeated, texts } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { kubernetes, own } from '../sources';
import { cdi } from './cdi';
import { Filling, FILLING_KINDS, ofFilling, stanzaOf } from './filling';

const WEBHOOK = 'pkg/apiserver/webhooks/datavolume-validate.go: validateDataVolumeSpec, validateStorageSize';
const CLAIMS = 'pkg/apis/core/validation/validation.go: ValidatePersistentVolumeClaimSpec';

export const CAPACITY: ObjectRule = {
  id: 'IMG009',
  name: 'images/size',
  on: 'object',
  kinds: FILLING_KINDS,
  severity: Severity.ERROR,
  title: 'A DataVolume says how big its volume is, at least 1Mi, unless it takes the size of what it clones',
  why: 'CDI refuses a DataVolume without a size, because it must make the volume before it has seen the image.',
  remedy: 'Write a size such as "10Gi"; for an image at least its virtual size.',
  source: cdi(WEBHOOK),
  acceptable: false,

  check: ofFilling(function* (filling) {
    const located = stanzaOf(filling);
    if (located === undefined) return;
    const field = `${located.path}.resources.requests.storage`;
    const size = located.stanza.resources?.requests?.storage;
    if (size !== undefined) {
      yield* about(field, notDiskSize(String(size)));
    } else if (!takesSizeOfSource(filling)) {
      yield filling.source.blank === undefined
        ? fault(field, 'is missing: CDI must know how big a disk to make before it has seen the image',
          'Write it, at least the image\'s virtual size, such as Size.gibibytes(10).')
        : fault(field, 'is missing, so nobody knows how large the disk is', 'Write a size such as "10Gi".');
    }
  }),
};

export const ACCESS_MODES: ObjectRule = {
  id: 'IMG010',
  name: 'images/access-modes',
  on: 'object',
  kinds: FILLING_KINDS,
  severity: Severity.ERROR,
  title: 'Access modes are known, each is written once, and a pvc stanza has exactly one',
  why: 'CDI refuses the DataVolume, or the API server the claim that CDI makes of it.',
  remedy: 'Write ReadWriteOnce or ReadWriteMany, or leave accessModes out for those of the StorageProfile.',
  source: kubernetes(CLAIMS),
  acceptable: false,

  check: ofFilling(function* (filling) {
    const located = stanzaOf(filling);
    if (located === undefined) return;
    const field = `${located.path}.accessModes`;
    const modes = texts(located.stanza.accessModes);
    for (const mode of modes) yield* about(field, notOneOf(mode, MODES));
    for (const mode of repeated(modes)) yield fault(field, `holds "${mode}" twice`, 'Write it once.');
    if (modes.length > 1 && modes.includes(ONE_POD)) {
      yield fault(field, `holds "${ONE_POD}" beside others, which the API server refuses`,
        'Write it alone, or leave it out.');
    }
    if (filling.spec.pvc !== undefined && modes.length !== 1) {
      yield fault(field, `has ${modes.length} modes, but CDI takes exactly one in a pvc stanza`, 'Write one, or use '
        + 'the storage stanza.');
    }
  }),
};

/** The access modes of Kubernetes. */
const ONE_POD = 'ReadWriteOncePod';
const MODES = ['ReadWriteOnce', 'ReadWriteMany', ONE_POD, 'ReadOnlyMany'];

export const VOLUME_MODE: ObjectRule = {
  id: 'IMG011',
  name: 'images/volume-mode',
  on: 'object',
  kinds: FILLING_KINDS,
  severity: Severity.ERROR,
  title: 'The volume mode is one that Kubernetes knows',
  why: 'The API server refuses the claim that CDI makes of the DataVolume.',
  remedy: 'Write Block or Filesystem, or leave it out.',
  source: kubernetes(CLAIMS),
  acceptable: false,

  check: ofFilling(function* (filling) {
    const located = stanzaOf(filling);
    if (located === undefined) return;
    yield* about(`${located.path}.volumeMode`, notOneOf(located.stanza.volumeMode, ['Block', 'Filesystem']));
  }),
};

export const CONTENT_TYPE: ObjectRule = {
  id: 'IMG012',
  name: 'images/content-type',
  on: 'object',
  kinds: FILLING_KINDS,
  severity: Severity.ERROR,
  title: 'A boot image is not unpacked from an archive',
  why: 'CDI unpacks an archive into files, and no machine boots from those.',
  remedy: 'Leave contentType out.',
  source: own(),
  acceptable: true,

  check: ofFilling(function* ({ spec, at, isBootImage }) {
    if (!isBootImage || spec.contentType !== 'archive') return;
    yield fault(`${at}.contentType`, '"archive" unpacks files, which no machine boots from', 'Leave contentType out.');
  }),
};

/** CDI takes the size from the source of a clone only with a storage stanza. */
function takesSizeOfSource({ spec, source }: Filling): boolean {
  const isClone = spec.sourceRef !== undefined || source.pvc !== undefined || source.snapshot !== undefined;
  return spec.storage !== undefined && isClone;
}
