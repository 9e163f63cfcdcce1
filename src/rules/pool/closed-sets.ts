import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const SCALE_IN_WORD: PropRule = {
  id: 'POOL022',
  name: 'workers/closed-sets',
  on: 'props',
  severity: Severity.ERROR,
  title: 'scaleIn.strategy is a word of ScaleInStrategy',
  why: 'An unknown word does not appear in the object, so the pool would do something else than was meant.',
  remedy: 'Write a member of ScaleInStrategy.',
  source: own('docs/architecture.md'),
  acceptable: false,
};
