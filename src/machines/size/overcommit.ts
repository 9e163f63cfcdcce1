import type { KubeVirtSpec } from '../../../imports/kubevirt.io';
import { items } from '../../toolkit/shape';
import { Amounts, amountsOf } from '../launcher/pod-resources';

/** How the KubeVirt custom resource of a cluster makes the requests of launcher pods differ from what guests see. */
export interface Overcommit {
  /** Virtual CPUs per requested core: `developerConfiguration.cpuAllocationRatio`. */
  readonly cpuAllocationRatio: number;
  /** The guest's memory as a percentage of the requested memory: `developerConfiguration.memoryOvercommit`. */
  readonly memoryOvercommit: number;
  /** The factor for KubeVirt's own memory overhead: `additionalGuestMemoryOverheadRatio`. */
  readonly guestMemoryOverheadRatio: number;
  /** Whether machines run without hardware virtualisation: `developerConfiguration.useEmulation`. */
  readonly emulates?: boolean;
  /** Whether the serial console of a machine is logged unless it says otherwise; true if undefined. */
  readonly logsConsole?: boolean;
  /** Whether images of container disks are mounted as volumes, so that no container serves them; false if undefined. */
  readonly mountsImages?: boolean;
  /** What containers beside compute get in place of upstream's figures, by their type. */
  readonly support?: ReadonlyMap<string, { readonly requests: Amounts; readonly limits: Amounts }>;
}

// KubeVirt v1.9.0 pkg/virt-config/virt-config.go: DefaultCPUAllocationRatio, DefaultMemoryOvercommit.
export const UPSTREAM_OVERCOMMIT: Overcommit = {
  cpuAllocationRatio: 10,
  memoryOvercommit: 100,
  guestMemoryOverheadRatio: 1,
};

/** The overcommit settings of the KubeVirt custom resource; upstream's defaults where it has no valid value. */
export function overcommitOf(spec: KubeVirtSpec | undefined): Overcommit {
  const { cpuAllocationRatio, memoryOvercommit, useEmulation } = spec?.configuration?.developerConfiguration ?? {};
  const overheadRatio = spec?.configuration?.additionalGuestMemoryOverheadRatio;
  return {
    cpuAllocationRatio: positive(cpuAllocationRatio) ?? UPSTREAM_OVERCOMMIT.cpuAllocationRatio,
    memoryOvercommit: positive(memoryOvercommit) ?? UPSTREAM_OVERCOMMIT.memoryOvercommit,
    guestMemoryOverheadRatio: positive(overheadRatio) ?? UPSTREAM_OVERCOMMIT.guestMemoryOverheadRatio,
    emulates: useEmulation === true,
    logsConsole: spec?.configuration?.virtualMachineOptions?.disableSerialConsoleLog === undefined,
    support: supportOf(spec),
  };
}

/** The first entry of a type counts. */
function supportOf(spec: KubeVirtSpec | undefined): Overcommit['support'] {
  const listed = [...items(spec?.configuration?.supportContainerResources)].reverse();
  return new Map(listed.map(({ type, resources }) => (
    [type, { requests: amountsOf(resources?.requests), limits: amountsOf(resources?.limits) }])));
}

function positive(value: unknown): number | undefined {
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN;
  return Number.isFinite(number) && number > 0 ? number : undefined;
}
