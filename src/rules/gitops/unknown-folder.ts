import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const UNKNOWN_FOLDER: PropRule = {
  id: 'GITOPS006',
  name: 'delivery/unknown-folder',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Clusters and folders that options of delivery name are in the bundle',
  why: 'What is said of a misspelt cluster has no effect: it would be in the wrong stage, or applied elsewhere.',
  remedy: 'Write the name of its directory, or leave it out.',
  source: own('docs/reference/units.md'),
  acceptable: true,
};
