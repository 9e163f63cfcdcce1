import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { kubernetes } from '../sources';

const NAMES = kubernetes('staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go: IsDNS1123Label, '
  + 'IsDNS1123Subdomain, IsValidLabelValue');

export const IMAGE_NAME: PropRule = {
  id: 'IMG001',
  name: 'images/name',
  on: 'props',
  severity: Severity.ERROR,
  title: 'An image\'s name is a short DNS subdomain that leaves room for the hash in the name of its DataVolume',
  why: 'The API server refuses other names, and pods and labels that CDI names after the volume have no more room.',
  remedy: 'Use at most 54 lower-case letters, digits, "-" and ".", or 63 for a refreshed image.',
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
