import { AUTOSCALER_KINDS, specOf } from './kind';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { SCALABLE, scaledBy, targetOf } from '../../inventory/autoscalers';
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
    if (object.apiVersion === FIRST_VERSION) {
      yield shareInFirstVersion(specOf(object).targetCPUUtilizationPercentage);
      return;
    }
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

/** The version that knows one metric alone: the share of the CPUs. */
const FIRST_VERSION = 'autoscaling/v1';

function shareInFirstVersion(share: unknown): Fault {
  const problem = share === undefined ? 'is missing, which Kubernetes takes for 80 % of' : 'is a share of';
  return fault('spec.targetCPUUtilizationPercentage', `${problem} the CPUs that the launchers request: by default a `
    + 'tenth of what their guests have', 'Write autoscaling/v2, with an averageValue in the metric, such as "1500m" '
    + 'CPUs.');
}

/**
 * Whether an autoscaler's machines, if it scales machines, have no CPUs of their own. KubeVirt requests as many as the
 * limit says where only that is stated (KubeVirt v1.9.0 pkg/defaults/defaults.go: setDefaultResourceRequests).
 */
function isOfSharedCpus(entry: Entry): boolean {
  const machine = scaledBy(entry)?.machine;
  const target = targetOf(entry);
  if (target === undefined || !SCALABLE.includes(`${target.group}/${target.kind}`)) return false;
  const { cpu, resources } = machine?.vmi.domain ?? {};
  return cpu?.dedicatedCpuPlacement !== true && (resources?.requests?.cpu ?? resources?.limits?.cpu) === undefined;
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
