import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const RELEASE: PropRule = {
  id: 'IMG018',
  name: 'images/release',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The release of CDI has what a prop of the image needs',
  why: 'The API server silently drops a field that it does not know, so it is not written.',
  remedy: 'Use a release of CDI that has it, or leave the prop out.',
  source: own(),
  acceptable: false,
};
