import type { KubeVirtSpec } from '../../imports/kubevirt.io';

/** How a cluster's KubeVirt custom resource makes the requests of launcher pods differ from what guests see. */
export interface Overcommit {
  /** Virtual CPUs for each core requested: `developerConfiguration.cpuAllocationRatio`. */
  readonly cpuAllocationRatio: number;
  /** Percent of the requested memory that guests see: `developerConfiguration.memoryOvercommit`. */
  readonly memoryOvercommit: number;
  /** What KubeVirt's own share of the memory is multiplied by: `additionalGuestMemoryOverheadRatio`. */
  readonly guestMemoryOverheadRatio: number;
}

// KubeVirt v1.9.0 pkg/virt-config/virt-config.go: DefaultCPUAllocationRatio, DefaultMemoryOvercommit.
export const UPSTREAM_OVERCOMMIT: Overcommit = {
  cpuAllocationRatio: 10,
  memoryOvercommit: 100,
  guestMemoryOverheadRatio: 1,
};

/**
 * How the KubeVirt custom resource makes launcher pods' requests differ from what guests see; upstream's way where it
 * says nothing readable.
 */
export function overcommitOf(spec: KubeVirtSpec | undefined): Overcommit {
  const { cpuAllocationRatio, memoryOvercommit } = spec?.configuration?.developerConfiguration ?? {};
  const overheadRatio = spec?.configuration?.additionalGuestMemoryOverheadRatio;
  return {
    cpuAllocationRatio: positive(cpuAllocationRatio) ?? UPSTREAM_OVERCOMMIT.cpuAllocationRatio,
    memoryOvercommit: positive(memoryOvercommit) ?? UPSTREAM_OVERCOMMIT.memoryOvercommit,
    guestMemoryOverheadRatio: positive(overheadRatio) ?? UPSTREAM_OVERCOMMIT.guestMemoryOverheadRatio,
  };
}

function positive(value: unknown): number | undefined {
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN;
  return Number.isFinite(number) && number > 0 ? number : undefined;
}
