import type { VirtualMachineInstanceSpec } from '../../imports/kubevirt.io';
import type { Sentence } from '../toolkit/problems';
import { dnsSubdomain, labels } from '../toolkit/sentences';
import { affinityProblems } from './rules/affinity';
import { spreadProblems } from './rules/spread';
import { tolerationProblems } from './rules/tolerations';

/** The part of a machine's spec that says where it may run. */
export type Scheduling = Pick<VirtualMachineInstanceSpec, 'affinity' | 'nodeSelector' | 'priorityClassName' | 'tolerations' | 'topologySpreadConstraints'>;

/** Only that part of a machine's spec. */
export function schedulingIn(spec: Scheduling): Scheduling {
  const { affinity, nodeSelector, priorityClassName, tolerations, topologySpreadConstraints } = spec;
  return { affinity, nodeSelector, priorityClassName, tolerations, topologySpreadConstraints };
}

/** What Kubernetes and KubeVirt would say of where a machine may run; `at` is the path of the spec that holds it. */
export function schedulingProblems(scheduling: Scheduling, at: string): Sentence[] {
  return [
    ...affinityProblems(scheduling.affinity, `${at}affinity`),
    ...labels(`${at}nodeSelector`, scheduling.nodeSelector),
    ...spreadProblems(scheduling.topologySpreadConstraints, `${at}topologySpreadConstraints`),
    ...tolerationProblems(scheduling.tolerations, `${at}tolerations`),
    scheduling.priorityClassName === undefined ? undefined : dnsSubdomain(`${at}priorityClassName`, scheduling.priorityClassName),
  ];
}
