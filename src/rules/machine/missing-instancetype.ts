import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import { isCommon } from '../../releases/common-instancetypes';
import { didYouMean } from '../../toolkit/nearest';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';

const GROUP = 'instancetype.kubevirt.io';
const KIND = 'VirtualMachineInstancetype';

export const MISSING_INSTANCETYPE: MachineRule = {
  id: 'VM102',
  name: 'workers/missing-instancetype',
  on: 'machine',
  concerns: ['spec.instancetype'],
  severity: Severity.ERROR,
  title: 'The instancetype that a machine names is in its namespace',
  why: 'The bundle holds the whole namespace but not this instancetype, and no machine starts whose instancetype '
    + 'KubeVirt does not find.',
  remedy: 'Name one of the tenant\'s sizes, or add it to the tenant\'s sizes.',
  source: kubevirt('pkg/instancetype/find/spec.go: Find'),
  acceptable: true,

  *check({ spec }, { cluster, namespace }) {
    const { kind, name } = spec.instancetype ?? {};
    if (kind !== KIND || name === undefined || cluster === undefined || namespace === undefined) return;
    if (!isComplete(cluster, namespace) || cluster.find(GROUP, KIND, name, namespace) !== undefined) return;
    const isWide = isCommon(cluster.facts.kubevirt.version, 'Instancetype', name);
    const suggestion = isWide
      ? `KubeVirt brings one of that name for the whole cluster: MachineSize.clusterInstancetype("${name}").`
      : didYouMean(name, namesIn(cluster, namespace)).trimStart();
    yield fault('instancetype.name',
      `"${name}" is not an instancetype of namespace "${namespace}", so no machine starts`,
      [suggestion, this.remedy].filter((part) => part !== '').join(' '));
  },
};

/** Whether the bundle holds everything in a namespace. */
function isComplete({ tenants }: ClusterView, namespace: string): boolean {
  return tenants.some((tenant) => tenant.namespace === namespace && tenant.isComplete);
}

function namesIn(cluster: ClusterView, namespace: string): string[] {
  return cluster.of(GROUP, KIND)
    .filter((entry) => entry.namespace === namespace)
    .map((entry) => String(entry.object?.metadata.name));
}
