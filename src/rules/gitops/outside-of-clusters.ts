import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const OUTSIDE_OF_CLUSTERS: PropRule = {
  id: 'GITOPS007',
  name: 'delivery/outside-of-clusters',
  on: 'props',
  severity: Severity.WARNING,
  title: 'Every object of a delivered bundle belongs to a cluster',
  why: 'What is in no folder of a cluster is in no unit, so no controller applies it.',
  remedy: 'Make it below a cluster, or set its cluster with BundleApp.place.',
  source: own('docs/reference/units.md'),
  acceptable: true,
};
