import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const OPTION: PropRule = {
  id: 'GITOPS016',
  name: 'delivery/option',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Options of delivery are names, paths and revisions that the controllers and the API server take',
  why: 'They are written into the objects of Argo CD and Flux as they are. What these refuse is seen only when the '
    + 'bundle is delivered, and in an ApplicationSet one value stops the delivery of all clusters.',
  remedy: 'Write what the documentation of the option names.',
  source: own('docs/reference/units.md'),
  acceptable: false,
};
