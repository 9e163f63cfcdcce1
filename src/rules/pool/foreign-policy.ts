import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { PropRule } from '../rule';
import { kubernetes } from '../sources';

export const FOREIGN_POLICY: PropRule = {
  id: 'POOL023',
  name: 'workers/policy-of-another-cluster',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The PriorityClass of a policy is made in the cluster of the machines that have the policy',
  why: 'A policy creates its PriorityClass in its own cluster. Elsewhere Kubernetes refuses the pods that name it.',
  remedy: 'Create a policy below the machines\' cluster, or write priorityClassName for a class that exists there.',
  source: kubernetes('plugin/pkg/admission/priority/admission.go: admitPod'),
  acceptable: false,
};

/** A policy that creates a PriorityClass, and the cluster of the machines that use it. */
export interface PolicyElsewhere {
  readonly policy: string;
  readonly priorityClassName?: string;
  readonly clusterName: string;
  readonly clusterPath: string;
}

/** Reports a policy that creates its PriorityClass in another cluster than the machines'. */
export function* foreignPolicyFaults(elsewhere: PolicyElsewhere): Iterable<Fault> {
  const { policy, priorityClassName, clusterName, clusterPath } = elsewhere;
  yield fault('scheduling', `is ${policy}, whose PriorityClass "${priorityClassName}" is made in another cluster than `
    + `${clusterName}, where `
    + 'the machines are; no machine would start',
  `Create a policy below ${clusterPath}, or write priorityClassName for a class that exists there.`);
}
