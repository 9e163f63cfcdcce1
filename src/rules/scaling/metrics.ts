import { AUTOSCALER_KINDS, specOf } from './kind';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { SCALABLE, targetOf } from '../../inventory/autoscalers';
import type { Entry } from '../../inventory/entry';
import { isPlain } from '../../toolkit/merge';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

export const SHARE_OF_REQUEST: ObjectRule = {
  id: 'HPA006',
  name: 'scaling/share-of-request',
  on: 'object',
  kinds: AUTOSCALER_KINDS,
  severity: Severity.WARNING,
  title: 'The CPUs of machines are not measured as a share of what their launchers request',
  why: 'KubeVirt requests a tenth of a guest\'s CPUs by default (cpuAllocationRatio), so a share of 80 % is reached at '
    + '8 % of load, and the autoscaler adds machines up to the maximum.',
  remedy: 'Write cpu in autoscale, or an averageValue in the metric, such as "1500m" CPUs.',
  source: kubevirt('pkg/virt-controller/services/renderresources.go: WithoutDedicatedCPU'),
  acceptable: true,

  *check(object, entry) {
    if (!isOfSharedCpus(entry)) return;
    const { metrics } = specOf(object);
    if (!Array.isArray(metrics) || metrics.length === 0) {
      yield fault('spec.metrics', 'names no metric, which Kubernetes takes for 80 % of the CPUs that the launchers '
        + 'request: by default a tenth of what their guests have', this.remedy);
      return;
    }
    for (const [index, metric] of metrics.entries()) {
      const field = shareOfCpu(metric);
      if (field === undefined) continue;
      yield fault(`spec.metrics[${index}].${field}`, 'is a share of the CPUs that the launchers request: by default a '
        + 'tenth of what their guests have', this.remedy);
    }
  },
};

/** Whether an autoscaler's machines, if it scales machines, have no CPUs of their own. */
function isOfSharedCpus(entry: Entry): boolean {
  const target = targetOf(entry);
  if (target === undefined || !SCALABLE.includes(`${target.group}/${target.kind}`)) return false;
  const scaled = entry.cluster?.find(target.group, target.kind, target.name, entry.namespace);
  const { domain } = scaled?.machine?.vmi ?? {};
  return domain?.cpu?.dedicatedCpuPlacement !== true && domain?.resources?.requests?.cpu === undefined;
}

/** The field of a metric that is a share of the CPUs of launchers. */
function shareOfCpu(metric: unknown): string | undefined {
  for (const kind of ['resource', 'containerResource']) {
    const source = isPlain(metric) ? metric[kind] : undefined;
    const target = isPlain(source) && source.name === 'cpu' ? source.target : undefined;
    if (isPlain(target) && target.type === 'Utilization') return `${kind}.target.averageUtilization`;
  }
  return undefined;
}
