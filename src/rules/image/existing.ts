import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { kubernetes } from '../sources';

export const EXISTING_IMAGE: PropRule = {
  id: 'IMG046',
  name: 'images/data-source-name',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The name, namespace and size of an existing image are possible',
  why: 'No DataSource, namespace or size can be as stated, so machines would wait for what cannot exist.',
  remedy: 'Write the name and the namespace of its DataSource, and its size such as "10Gi".',
  source: kubernetes('staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go: IsDNS1123Subdomain, '
    + 'IsDNS1123Label'),
  acceptable: false,
};

export const IMAGE_NAMESPACE: PropRule = {
  id: 'IMG047',
  name: 'images/image-namespace',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A namespace for images has a name and labels that Kubernetes takes',
  why: 'The API server refuses others.',
  remedy: 'Use lower-case letters, digits and "-" for the name.',
  source: kubernetes('staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go: IsDNS1123Label, '
    + 'IsQualifiedName'),
  acceptable: false,
};
