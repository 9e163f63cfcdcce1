import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const TWO_CONTROLLERS: PropRule = {
  id: 'GITOPS010',
  name: 'delivery/two-controllers',
  on: 'props',
  severity: Severity.WARNING,
  title: 'One controller applies a cluster',
  why: 'Two controllers do not fetch a commit at the same moment. Until both have it, each undoes what the other has '
    + 'applied. And what one is held off from, the other still changes and prunes.',
  remedy: 'Ask for one of them. To move from one to the other, accept this until the first one no longer applies.',
  source: own('docs/reference/units.md'),
  acceptable: true,
};
