import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const CREDENTIALS: PropRule = {
  id: 'GITOPS017',
  name: 'delivery/credentials',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The URL of the repository holds no credentials',
  why: 'The URL is written into the files of the bundle and committed, so whoever reads the repository has them.',
  remedy: 'Leave them out of the URL, and give them to the controller in a Secret.',
  source: own('docs/reference/secrets.md'),
  acceptable: true,
};
