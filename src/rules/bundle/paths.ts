import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const PATHS: PropRule = {
  id: 'APP004',
  name: 'bundle/path',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Every file has a path that can be written, beside all others',
  why: 'Names of clusters, tenants and files become paths; some file systems do not tell upper case from lower case.',
  remedy: 'Use letters, digits, "-", "_" and "." in names of files and folders.',
  source: own('docs/architecture.md'),
  acceptable: false,
};
