import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const CALL: PropRule = {
  id: 'GITOPS001',
  name: 'delivery/call',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Delivery is asked for once for each controller, of a BundleApp',
  why: 'A BundleApp writes what delivers its bundle; no other app does. Two answers would be two trees in one folder.',
  remedy: 'Call it once, with the BundleApp of the program.',
  source: own('docs/reference/units.md'),
  acceptable: false,
};
