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
export const UPSTREAM_OVERCOMMIT: Overcommit = { cpuAllocationRatio: 10, memoryOvercommit: 100, guestMemoryOverheadRatio: 1 };
