import type { KubeVirtSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, Fault } from '../../findings/rule';
import type { Complaint } from '../../toolkit/complaint';
import { notDnsLabel, notDnsSubdomain } from '../../toolkit/names';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

export const MONITORING: ObjectRule = {
  id: 'KV031',
  name: 'cluster/monitoring',
  on: 'object',
  kinds: ['kubevirt.io/KubeVirt'],
  severity: Severity.ERROR,
  title: 'The namespaces and the account of Prometheus have names that the API server takes',
  why: 'KubeVirt takes any text, and its operator then cannot make the objects for monitoring.',
  remedy: 'Write the names as Prometheus has them.',
  source: kubevirt('pkg/virt-operator/resource/generate/install/strategy.go'),
  acceptable: true,

  *check({ spec }: { spec: KubeVirtSpec }) {
    yield* name('monitorNamespace', spec.monitorNamespace, notDnsLabel);
    yield* name('monitorAccount', spec.monitorAccount, notDnsSubdomain);
    yield* name('serviceMonitorNamespace', spec.serviceMonitorNamespace, notDnsLabel);
  },
};

function name(field: string, value: string | undefined, check: (name: string) => Complaint | undefined): Fault[] {
  return value === undefined ? [] : about(`spec.${field}`, check(value));
}
