import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const SERVICE_MACHINES: PropRule = {
  id: 'VM184',
  name: 'services/machines',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A Service of machines names labels of the machines',
  why: 'A Service without a selector stands for no machine, and a NetworkPolicy without one opens all pods.',
  remedy: 'Write labels that the machines have, such as those of memberLabels.',
  source: own('docs/how-to/reach-machines.md'),
  acceptable: false,
};

/** Reports a Service of machines that selects none by labels. */
export function* serviceMachinesFaults(machineLabels: object): Iterable<Fault> {
  if (Object.keys(machineLabels).length > 0) return;
  yield fault('machineLabels', 'is empty, so the Service stands for no machine', SERVICE_MACHINES.remedy);
}
