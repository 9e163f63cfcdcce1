import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { AccessMode, VolumeMode } from '../../machines/disks/disk';
import { notDiskSize } from '../../machines/disks/disk-size';
import { isPlain } from '../../toolkit/merge';
import { notDnsSubdomain } from '../../toolkit/names';
import { notOneOf } from '../../toolkit/one-of';
import { notByteSize } from '../../toolkit/quantity';
import { repeated, texts } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { cdi, kubernetes } from '../sources';

export const CLAIM_FORM: ObjectRule = {
  id: 'DSK002',
  name: 'disks/claim',
  on: 'object',
  kinds: ['/PersistentVolumeClaim'],
  severity: Severity.ERROR,
  title: 'A claim states its access modes and its size, and its name, modes and class are ones that can be',
  why: 'The API server refuses the rest, except a size of less than 1Mi, which nobody means. Only CDI\'s webhook fills '
    + 'modes in, for claims that ask it to.',
  remedy: 'Write the access modes and the size.',
  source: kubernetes('pkg/apis/core/validation/validation.go: ValidatePersistentVolumeClaimSpec'),
  acceptable: false,

  *check({ spec, metadata }) {
    if (!isPlain(spec) || metadata?.labels?.[RENDERED] === 'true') return;
    const { accessModes, resources, volumeMode, storageClassName, dataSourceRef } = spec as ClaimSpec;
    // The name of what fills the claim is reported itself, and an empty name by another rule.
    if (metadata?.name && dataSourceRef?.name !== metadata.name) {
      yield* about('metadata.name', notDnsSubdomain(metadata.name));
    }
    yield* about('spec.volumeMode', notOneOf(volumeMode, Object.values(VolumeMode)));
    if (storageClassName) yield* about('spec.storageClassName', notDnsSubdomain(storageClassName));
    for (const mode of texts(accessModes)) yield* about('spec.accessModes', notOneOf(mode, MODES));
    for (const mode of repeated(texts(accessModes))) {
      yield fault('spec.accessModes', `holds "${mode}" twice`, 'Write it once.');
    }
    if (accessModes !== undefined && accessModes.length > 1 && texts(accessModes).includes(ALONE)) {
      yield fault('spec.accessModes', `holds "${ALONE}" beside others, which the API server refuses`,
        'Write it alone, or leave it out.');
    }
    if (accessModes === undefined || accessModes.length === 0) {
      yield fault('spec.accessModes', 'has no access mode, but a claim has at least one',
        'Write one, such as ReadWriteMany.');
    }
    const size = resources?.requests?.storage;
    if (size === undefined) {
      yield fault('spec.resources.requests.storage', 'is missing, so nobody knows how large the disk is',
        'Write a size such as "10Gi".');
    } else if (notByteSize(String(size)) === undefined) {
      yield* about('spec.resources.requests.storage', notDiskSize(String(size)));
    }
  },
};

const MODES = Object.values(AccessMode);
const ALONE = AccessMode.READ_WRITE_ONCE_POD;

interface ClaimSpec {
  readonly dataSourceRef?: { readonly name?: unknown };
  readonly accessModes?: readonly string[];
  readonly resources?: { readonly requests?: { readonly storage?: string | number } };
  readonly volumeMode?: string;
  readonly storageClassName?: string;
}

/** The label of claims that CDI's webhook completes (CDI v1.65.0, pkg/common/common.go). */
const RENDERED = 'cdi.kubevirt.io/applyStorageProfile';

const LONGEST = 63;

export const POPULATION_NAME: ObjectRule = {
  id: 'DSK003',
  name: 'disks/population-name',
  on: 'object',
  kinds: ['cdi.kubevirt.io/VolumeImportSource', 'cdi.kubevirt.io/VolumeUploadSource'],
  severity: Severity.ERROR,
  title: `The name of what fills a claim has at most ${LONGEST} characters`,
  why: 'CDI refuses longer ones, because the names of its pods are made from them.',
  remedy: `Give it a name of at most ${LONGEST} characters.`,
  source: cdi('pkg/apiserver/webhooks/populators-validate.go: validateNameLength', 'v1.65.0'),
  acceptable: false,

  *check({ metadata }) {
    const { name } = metadata;
    if (typeof name !== 'string' || name.length <= LONGEST) return;
    yield fault('metadata.name', `has ${name.length} characters, but CDI takes at most ${LONGEST}`, this.remedy);
  },
};
