import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const APP_NAME: PropRule = {
  id: 'APP006',
  name: 'bundle/app-name',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The name of an app can be written into the headers of its files',
  why: 'Every file says which app wrote it, so that apps with one output directory do not remove files of each other.',
  remedy: 'Use at most 253 letters, digits, "-", "_" and ".", with a letter or digit at the beginning.',
  source: own('docs/architecture.md'),
  acceptable: false,
};
