import { SchedulingRule, schedulingRule } from './scheduling-rule';
import { about } from '../../findings/rule';
import { notDnsSubdomain } from '../../toolkit/names';
import { labelFaults } from '../kubernetes/labels';
import { kubernetes } from '../sources';

const IN_LAUNCHER = 'KubeVirt lets it pass, and Kubernetes refuses the launcher pod.';

export const NODE_SELECTOR = schedulingRule({
  id: 'SCHED020',
  name: 'scheduling/node-selector',
  concerns: ['nodeSelector'],
  title: 'A node selector names labels that a node can have',
  why: IN_LAUNCHER,
  remedy: 'Write labels that Kubernetes takes.',
  source: kubernetes('pkg/apis/core/validation/validation.go: ValidatePodSpec'),
}, ({ nodeSelector }, at) => labelFaults(nodeSelector, `${at}nodeSelector`));

export const PRIORITY_CLASS_NAME = schedulingRule({
  id: 'SCHED021',
  name: 'scheduling/priority-class-name',
  concerns: ['priorityClassName'],
  title: 'priorityClassName can be the name of a PriorityClass',
  why: IN_LAUNCHER,
  remedy: 'Write the name of a PriorityClass.',
  source: kubernetes('plugin/pkg/admission/priority/admission.go: admitPod'),
}, function* ({ priorityClassName }, at) {
  if (priorityClassName) yield* about(`${at}priorityClassName`, notDnsSubdomain(priorityClassName));
});

/** Rules about node selectors and priorities of machines. */
export const NODE_AND_PRIORITY_RULES: readonly SchedulingRule[] = [
  NODE_SELECTOR,
  PRIORITY_CLASS_NAME,
];
