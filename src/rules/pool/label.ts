import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const OWN_LABEL: PropRule = {
  id: 'POOL002',
  name: 'workers/label',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The labels of a pool leave out the label that marks its members',
  why: 'The value of that label is the pool\'s name in every pool, so another value would be lost.',
  remedy: 'Use a label of your own.',
  source: own('docs/architecture.md'),
  acceptable: false,
};

/** Reports labels that a pool sets itself. */
export function* ownLabelFaults(labels: object | undefined, memberLabels: object): Iterable<Fault> {
  for (const label of Object.keys(memberLabels)) {
    if (Object.keys(labels ?? {}).includes(label)) {
      yield fault('labels', `holds "${label}", which is the pool's name in every pool`, OWN_LABEL.remedy);
    }
  }
}
