import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { kubernetes } from '../sources';

const NAMES = kubernetes('staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go: IsDNS1123Label, '
  + 'IsQualifiedName');

export const IMAGE_NAME: PropRule = {
  id: 'IMG001',
  name: 'images/name',
  on: 'props',
  severity: Severity.ERROR,
  title: 'An image\'s name is a DNS label that leaves room for the hash in the name of its DataVolume',
  why: 'The API server refuses other names, and pods and labels that CDI names after the volume have no more room.',
  remedy: 'Use at most 54 lower-case letters, digits and "-", or 63 for a refreshed image.',
  source: NAMES,
  acceptable: false,
};

export const IMAGE_NAMESPACE_NAME: PropRule = {
  id: 'IMG002',
  name: 'images/namespace',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The namespace of an image is a DNS label',
  why: 'The API server refuses other names of namespaces.',
  remedy: 'Use lower-case letters, digits and "-".',
  source: NAMES,
  acceptable: false,
};

export const IMAGE_LABELS: PropRule = {
  id: 'IMG003',
  name: 'images/labels',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Labels of an image have keys and values that Kubernetes takes',
  why: 'The API server refuses others. The same labels stand on all objects of the image, so they are checked once.',
  remedy: 'Use at most 63 letters, digits, "-", "_" and "." for a value.',
  source: NAMES,
  acceptable: false,
};

export const IMAGE_ANNOTATIONS: PropRule = {
  id: 'IMG004',
  name: 'images/annotations',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Annotations of an image have keys that Kubernetes takes',
  why: 'The API server refuses others. The same annotations stand on all objects of the image, so they are checked '
    + 'once.',
  remedy: 'Write "name" or "prefix.example/name".',
  source: NAMES,
  acceptable: false,
};
