import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const KEPT: PropRule = {
  id: 'GITOPS018',
  name: 'delivery/kept',
  on: 'props',
  severity: Severity.WARNING,
  title: 'What holds data, machines or other objects stays when its line is deleted, or somebody has said otherwise',
  why: 'A controller that prunes deletes what has left the bundle: a namespace with everything in it, a disk with its '
    + 'data. What constructs make is marked as kept, or is stateless.',
  remedy: 'Annotate it as kept, or accept this finding with a reason.',
  source: own('docs/defaults.md'),
  acceptable: true,
};
