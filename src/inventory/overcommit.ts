import type { ClusterView } from './cluster-view';
import { Overcommit, UPSTREAM_OVERCOMMIT } from '../machines/overcommit';

/** How the KubeVirt custom resource of a cluster makes launcher pods' requests differ from what guests see. */
export function overcommitIn(cluster: ClusterView): Overcommit {
  const configuration = cluster.kubevirtSpec?.configuration;
  const { cpuAllocationRatio, memoryOvercommit } = configuration?.developerConfiguration ?? {};
  return {
    cpuAllocationRatio: positive(cpuAllocationRatio) ?? UPSTREAM_OVERCOMMIT.cpuAllocationRatio,
    memoryOvercommit: positive(memoryOvercommit) ?? UPSTREAM_OVERCOMMIT.memoryOvercommit,
    guestMemoryOverheadRatio: positive(configuration?.additionalGuestMemoryOverheadRatio)
      ?? UPSTREAM_OVERCOMMIT.guestMemoryOverheadRatio,
  };
}

function positive(value: unknown): number | undefined {
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN;
  return Number.isFinite(number) && number > 0 ? number : undefined;
}
