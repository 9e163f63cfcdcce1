import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { own } from '../sources';

const SPLIT = 'Split the folder with Delivery.split, or write a part of it to another layer or tenant.';

export const BUDGET: PropRule = {
  id: 'GITOPS004',
  name: 'delivery/budget',
  on: 'props',
  severity: Severity.WARNING,
  title: 'A unit has at most 800 objects, and at most 3 MB of them',
  why: 'A controller reads, compares and reports a unit as a whole, so a large one takes long and much memory.',
  remedy: SPLIT,
  source: own('docs/reference/units.md'),
  acceptable: true,
};

export const LIMIT: PropRule = {
  id: 'GITOPS005',
  name: 'delivery/limit',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A unit has at most 2,500 objects, and at most 8 MB of them',
  why: 'The status of an Application with some 3,000 objects no longer fits into etcd, and Argo CD reads at most 10 MB '
    + 'of files for one.',
  remedy: SPLIT,
  source: {
    project: 'Argo CD',
    file: 'issue 14486; docs/operator-manual/argocd-cmd-params-cm.yaml: '
    + 'reposerver.max.combined.directory.manifests.size',
    release: 'v3.2.11',
  },
  acceptable: true,
};
