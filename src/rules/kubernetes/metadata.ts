import { labelFaults } from './labels';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { inJson } from '../../props/words';
import type { KubernetesObject } from '../../releases/facts';
import { isPlain } from '../../toolkit/merge';
import { notLabelValue, notQualifiedName } from '../../toolkit/names';
import { nearest } from '../../toolkit/nearest';
import { fieldBelow } from '../../toolkit/path';
import { table } from '../../toolkit/table';
import type { AnyObjectRule } from '../rule';
import { kubernetes } from '../sources';

/** A JSON patch, or JavaScript, can write anything into metadata. */
type Metadata = { readonly [field: string]: unknown };

function metadataOf({ metadata }: KubernetesObject): Metadata {
  return metadata as unknown as Metadata;
}

/** Whether metadata may have faults. False for nearly all objects. */
function isSuspect(object: KubernetesObject): boolean {
  const metadata = metadataOf(object);
  for (const field in metadata) {
    const value = metadata[field];
    if (field === 'labels') {
      if (!areGoodLabels(value)) return true;
    } else if (field === 'annotations') {
      if (!areGoodAnnotations(value)) return true;
    } else if (typeof value !== 'string' || TYPES[field] !== 'text') {
      return true;
    }
  }
  return false;
}

function areGoodLabels(map: unknown): boolean {
  if (!isPlain(map)) return false;
  for (const key in map) {
    if (notQualifiedName(key) !== undefined || notLabelValue(map[key] as string) !== undefined) return false;
  }
  return true;
}

function areGoodAnnotations(map: unknown): boolean {
  if (!isPlain(map)) return false;
  let size = 0;
  for (const key in map) {
    const value = map[key];
    if (typeof value !== 'string' || notQualifiedName(key.toLowerCase()) !== undefined) return false;
    size += key.length + value.length;
  }
  // A character has at most 3 bytes for each unit of a string's length.
  return size * 3 <= ANNOTATIONS_MAX;
}

export const LABELS: AnyObjectRule = {
  id: 'K8S017',
  name: 'kubernetes/labels',
  formerly: ['tenants/labels', 'images/labels'],
  on: 'any object',
  sieve: isSuspect,
  severity: Severity.ERROR,
  title: 'Labels are a map of texts that Kubernetes takes',
  why: 'The API server refuses the object.',
  remedy: 'Use at most 63 letters, digits, "-", "_" and "." for values, and the same behind an '
    + 'optional prefix for keys.',
  source: kubernetes('staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go: ValidateLabels'),
  acceptable: false,

  *check(object) {
    const { labels } = metadataOf(object);
    if (labels === undefined) return;
    if (isPlain(labels)) yield* labelFaults(labels as { [key: string]: string }, 'metadata.labels');
    else yield notAMap('metadata.labels', labels);
  },
};

/** Kubernetes v1.35 staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go: TotalAnnotationSizeLimitB. */
const ANNOTATIONS_MAX = 256 * 1024;

export const ANNOTATION_TEXTS: AnyObjectRule = {
  id: 'K8S018',
  name: 'kubernetes/annotations',
  formerly: ['tenants/annotations', 'images/annotations'],
  on: 'any object',
  sieve: isSuspect,
  severity: Severity.ERROR,
  title: 'Annotations are a map of texts, of at most 256 KiB, with keys that Kubernetes takes',
  why: 'The API server refuses the object.',
  remedy: 'Write "name" or "prefix.example/name" as a key, and a text as its value.',
  source: kubernetes('staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go: ValidateAnnotations'),
  acceptable: false,

  *check(object) {
    const { annotations } = metadataOf(object);
    if (annotations === undefined) return;
    if (isPlain(annotations)) yield* annotationFaults(annotations);
    else yield notAMap('metadata.annotations', annotations);
  },
};

function* annotationFaults(annotations: Metadata): Iterable<Fault> {
  let size = 0;
  for (const [key, value] of Object.entries(annotations)) {
    // ValidateAnnotations checks the key in lower case
    const bad = notQualifiedName(key.toLowerCase());
    if (bad !== undefined) yield fault('metadata.annotations', `key ${bad.problem}`, bad.remedy);
    if (typeof value === 'string') size += Buffer.byteLength(key) + Buffer.byteLength(value);
    else yield fault(fieldBelow('metadata.annotations', key), `is ${inJson(value)}, which is not a text`, 'Quote it.');
  }
  if (size > ANNOTATIONS_MAX) {
    yield fault('metadata.annotations', `have ${size} bytes, but Kubernetes takes at most ${ANNOTATIONS_MAX}`,
      'Move the data into a ConfigMap.');
  }
}

function notAMap(field: string, value: unknown): Fault {
  return fault(field, `is ${inJson(value)}, but must be a map of texts`, 'Write a text for each key.');
}

/** What a field of metadata holds. */
type TypeOfField = 'text' | 'time' | 'integer' | 'map' | 'texts' | 'owners' | 'objects';

/** The fields of metadata, and what each holds. */
const TYPES: { readonly [field: string]: TypeOfField } = table({
  name: 'text',
  generateName: 'text',
  namespace: 'text',
  selfLink: 'text',
  uid: 'text',
  resourceVersion: 'text',
  generation: 'integer',
  creationTimestamp: 'time',
  deletionTimestamp: 'time',
  deletionGracePeriodSeconds: 'integer',
  labels: 'map',
  annotations: 'map',
  ownerReferences: 'owners',
  finalizers: 'texts',
  managedFields: 'objects',
});

export const METADATA: AnyObjectRule = {
  id: 'K8S019',
  name: 'kubernetes/metadata',
  on: 'any object',
  sieve: isSuspect,
  severity: Severity.ERROR,
  title: 'Metadata has the fields that Kubernetes defines, each with a value of its type',
  why: 'The API server silently drops an unknown field, or refuses the object under strict field validation; it '
    + 'refuses a value of another type.',
  remedy: 'Correct the field\'s name or its value.',
  source: kubernetes('staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/types.go: ObjectMeta, OwnerReference; '
    + 'staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go: ValidateObjectMetaAccessor'),
  acceptable: false,

  *check(object) {
    for (const [key, value] of Object.entries(metadataOf(object))) {
      const field = fieldBelow('metadata', key);
      if (Object.hasOwn(TYPES, key)) yield* typeFaults(field, TYPES[key], value);
      else yield unknownField(field, key);
    }
  },
};

function unknownField(field: string, key: string): Fault {
  const meant = nearest(key, Object.keys(TYPES));
  return fault(field, 'is not a field of metadata',
    meant === undefined ? 'Leave it out, or write it as a label or an annotation.' : `Did you mean "${meant}"?`);
}

/** A time as in RFC 3339. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

function* typeFaults(field: string, type: TypeOfField, value: unknown): Iterable<Fault> {
  switch (type) {
    case 'text':
      if (typeof value !== 'string') yield fault(field, `is ${inJson(value)}, which is not a text`, 'Write a text.');
      return;
    case 'time':
      if (typeof value !== 'string' || !TIME.test(value) || Number.isNaN(Date.parse(value))) {
        yield fault(field, `is ${inJson(value)}, which is not a time of RFC 3339`,
          'Leave it out: the API server writes it.');
      }
      return;
    case 'integer':
      if (!Number.isInteger(value)) {
        yield fault(field, `is ${inJson(value)}, which is not an integer`, 'Leave it out: the API server writes it.');
      }
      return;
    case 'texts':
      yield* finalizerFaults(field, value);
      return;
    case 'owners':
      yield* ownerFaults(field, value);
      return;
    case 'objects':
      if (!Array.isArray(value) || !value.every(isPlain)) {
        yield fault(field, `is ${inJson(value)}, which is not a list of maps`,
          'Leave it out: the API server writes it.');
      }
      return;
    case 'map': // which rules of their own check
  }
}

/** Kubernetes v1.35 staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go: ValidateFinalizerName. */
function* finalizerFaults(field: string, value: unknown): Iterable<Fault> {
  if (!Array.isArray(value)) {
    yield fault(field, `is ${inJson(value)}, which is not a list of texts`, 'Write a list.');
    return;
  }
  for (const [index, item] of value.entries()) {
    const bad = notQualifiedName(item);
    if (bad !== undefined) {
      yield fault(`${field}[${index}]`, `is ${inJson(item)}, which is not a finalizer's name`,
        'Write it as "prefix.example/name".');
    }
  }
}

const OF_OWNER = ['apiVersion', 'kind', 'name', 'uid'];

/** Kubernetes v1.35 staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go: validateOwnerReference. */
function* ownerFaults(field: string, value: unknown): Iterable<Fault> {
  if (!Array.isArray(value)) {
    yield fault(field, `is ${inJson(value)}, which is not a list of owners`, 'Write a list.');
    return;
  }
  for (const [index, owner] of value.entries()) {
    const missing = OF_OWNER.filter((key) => !isPlain(owner) || typeof owner[key] !== 'string' || owner[key] === '');
    if (missing.length > 0) {
      yield fault(`${field}[${index}]`, `lacks ${missing.join(', ')}, which Kubernetes needs to find the owner`,
        'Write each as a text, or leave the owner out.');
    }
  }
}
