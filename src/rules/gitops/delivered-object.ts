import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';

export const DELIVERED_OBJECT: PropRule = {
  id: 'GITOPS002',
  name: 'delivery/object',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Objects for GitOps controllers match the published CRDs, and have names of their own',
  why: 'The API server refuses an object that does not match. Flux writes the name of a Kustomization into a label of '
    + 'each object that it applies, and a label has at most 63 characters.',
  remedy: 'Correct the option that the field comes from.',
  source: {
    project: 'kustomize-controller',
    file: 'internal/controller/kustomization_controller.go: SetOwnerLabels',
    release: 'v1.9.5',
  },
  acceptable: false,
};
