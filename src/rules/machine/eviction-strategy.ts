import type { VirtualMachineInstanceSpec } from '../../../imports/kubevirt.io';
import type { ClusterView } from '../../inventory/cluster-view';

/**
 * The eviction strategy of a machine: its own, or that of the KubeVirt custom resource (KubeVirt v1.9.0
 * pkg/util/migrations/migrations.go: VMIEvictionStrategy). Undefined if the program does not know it.
 */
export function evictionStrategyOf(
  { evictionStrategy }: VirtualMachineInstanceSpec, cluster: ClusterView | undefined,
): string | undefined {
  if (evictionStrategy !== undefined) return evictionStrategy;
  const spec = cluster?.kubevirtSpec;
  return spec === undefined ? undefined : spec.configuration?.evictionStrategy ?? 'None';
}
