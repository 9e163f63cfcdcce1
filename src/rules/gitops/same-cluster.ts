import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const SAME_CLUSTER: PropRule = {
  id: 'GITOPS015',
  name: 'delivery/same-cluster',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Each cluster of a bundle is applied to a cluster of its own, and options name it once',
  why: 'Two KubeVirt custom resources of one name in one cluster are changed back and forth for ever. Of two entries '
    + 'for one cluster, only one counts.',
  remedy: 'Give each cluster its own destination or kubeconfig.',
  source: own('docs/reference/units.md'),
  acceptable: true,
};
