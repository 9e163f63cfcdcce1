import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const SPLIT: PropRule = {
  id: 'GITOPS008',
  name: 'delivery/split',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A folder is split once, into 1 to 64 shards',
  why: 'The number of shards decides which unit a file is in.',
  remedy: 'Call it once for each folder.',
  source: own('docs/reference/units.md'),
  acceptable: false,
};
