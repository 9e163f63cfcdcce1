import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { argoCd } from '../sources';

export const IGNORED_FIELD: PropRule = {
  id: 'GITOPS012',
  name: 'delivery/ignored-field',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Fields that Argo CD leaves alone are JSON pointers',
  why: 'Argo CD finds no field by another text, says nothing, and goes on undoing changes of the field that was meant.',
  remedy: 'Write a JSON pointer (RFC 6901), such as /spec/runStrategy; a "/" within a name is "~1", a "~" is "~0".',
  source: argoCd('util/argo/normalizers/diff_normalizer.go: Normalize'),
  acceptable: false,
};
