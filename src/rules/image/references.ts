import type { DataImportCron, DataVolume } from '../../../imports/cdi.kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, Fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { notDnsSubdomain } from '../../toolkit/names';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';
import { FILLING_KINDS, ofFilling, stanzaOf } from './filling';

const VALIDATION = 'pkg/apis/core/validation/validation.go';

export const STORAGE_CLASS: ObjectRule = {
  id: 'IMG013',
  name: 'images/storage-class',
  on: 'object',
  kinds: FILLING_KINDS,
  severity: Severity.ERROR,
  title: 'storageClassName is a name that a StorageClass can have',
  why: 'The API server refuses the claim that CDI makes of the DataVolume.',
  remedy: 'Write the name of a StorageClass of the cluster.',
  source: kubernetes(`${VALIDATION}: ValidatePersistentVolumeClaimSpec`),
  acceptable: false,

  check: ofFilling(function* (filling, entry) {
    const located = stanzaOf(filling);
    if (located === undefined) return;
    yield* reference(`${located.path}.storageClassName`, located.stanza.storageClassName, entry);
  }),
};

export const PRIORITY_CLASS: ObjectRule = {
  id: 'IMG014',
  name: 'images/priority-class',
  on: 'object',
  kinds: FILLING_KINDS,
  severity: Severity.ERROR,
  title: 'priorityClassName is a name that a PriorityClass can have',
  why: 'The API server refuses the pod that imports.',
  remedy: 'Write the name of a PriorityClass of the cluster.',
  source: kubernetes('plugin/pkg/admission/priority/admission.go: admitPod'),
  acceptable: false,

  check: ofFilling(function* ({ spec, at }, entry) {
    yield* reference(`${at}.priorityClassName`, spec.priorityClassName, entry);
  }),
};

export const SERVICE_ACCOUNT: ObjectRule = {
  id: 'IMG015',
  name: 'images/service-account',
  on: 'object',
  kinds: FILLING_KINDS,
  severity: Severity.ERROR,
  title: 'serviceAccountName is a name that a ServiceAccount can have',
  why: 'The API server refuses the pod that imports.',
  remedy: 'Write the name of a ServiceAccount in the volume\'s namespace.',
  source: kubernetes(`${VALIDATION}: ValidatePodSpec`),
  acceptable: false,

  *check(object: DataVolume | DataImportCron, entry) {
    if (!entry.hasShape) return;
    yield* reference('spec.serviceAccountName', object.spec.serviceAccountName, entry);
    if ('template' in object.spec) {
      yield* reference('spec.template.spec.serviceAccountName', object.spec.template.spec.serviceAccountName, entry);
    }
  },
};

/** Kubernetes treats an empty name as missing; a golden image should leave the prop out instead. */
function* reference(field: string, name: string | undefined, { intent }: Entry): Iterable<Fault> {
  if (name === undefined || (name === '' && intent.goldenImage === undefined)) return;
  yield* about(field, notDnsSubdomain(name));
}
