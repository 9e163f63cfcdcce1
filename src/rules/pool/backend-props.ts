import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const BACKEND_PROPS: PropRule = {
  id: 'POOL034',
  name: 'workers/backend-props',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The objects of a pool\'s backend can say all of its props',
  why: 'What the object has no field for, no member would have, and nothing in the cluster would tell.',
  remedy: 'Leave the prop out, or use a backend that has it, such as PoolBackend.virtualMachinePool().',
  source: own('docs/architecture.md'),
  acceptable: false,
};
