import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { isPlain } from '../../toolkit/merge';
import type { ObjectRule } from '../rule';
import { cdi, kubernetes } from '../sources';

export const CLAIM_FORM: ObjectRule = {
  id: 'DSK002',
  name: 'disks/claim',
  on: 'object',
  kinds: ['/PersistentVolumeClaim'],
  severity: Severity.ERROR,
  title: 'A claim states its access modes and its size',
  why: 'The API server refuses the rest. Only CDI\'s webhook fills the modes in, for claims that ask it to.',
  remedy: 'Write the access modes and the size.',
  source: kubernetes('pkg/apis/core/validation/validation.go: ValidatePersistentVolumeClaimSpec'),
  acceptable: false,

  *check({ spec, metadata }) {
    if (!isPlain(spec) || metadata?.labels?.[RENDERED] === 'true') return;
    const { accessModes, resources } = spec as { readonly accessModes?: unknown; readonly resources?: any };
    if (accessModes === undefined || (Array.isArray(accessModes) && accessModes.length === 0)) {
      yield fault('spec.accessModes', 'has no access mode, but a claim has at least one',
        'Write one, such as ReadWriteMany.');
    }
    if (resources?.requests?.storage === undefined) {
      yield fault('spec.resources.requests.storage', 'is missing, so nobody knows how large the disk is',
        'Write a size such as "10Gi".');
    }
  },
};

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
