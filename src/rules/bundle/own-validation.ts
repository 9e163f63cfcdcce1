import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const OWN_VALIDATION: PropRule = {
  id: 'APP001',
  name: 'bundle/own-validation',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Constructs of the program find no fault with themselves',
  why: 'A construct added this validation with node.addValidation().',
  remedy: 'See the construct.',
  source: own('docs/architecture.md'),
  acceptable: true,
};
