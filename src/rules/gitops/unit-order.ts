import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const UNIT_ORDER: PropRule = {
  id: 'GITOPS003',
  name: 'delivery/order',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Units have names of their own, and none of them waits for itself',
  why: 'A controller that waits for a unit which waits for it applies neither.',
  remedy: 'Move the objects to the folder of the namespace that they are in, with BundleApp.place.',
  source: own('docs/reference/units.md'),
  acceptable: false,
};
