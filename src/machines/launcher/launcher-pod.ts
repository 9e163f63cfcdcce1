import { computeShare, ComputeShare } from './launcher-overhead';
import { amountsOf, ContainerResources, summed } from './pod-resources';
import { sideContainers } from './side-containers';
import type { VirtualMachineInstanceSpec } from '../../../imports/kubevirt.io';
import { Quantity } from '../../toolkit/quantity';
import { items } from '../../toolkit/shape';
import { Overcommit, UPSTREAM_OVERCOMMIT } from '../size/overcommit';

/** What the pod of one machine requests, including KubeVirt's own overhead. */
export interface LauncherRequests {
  /** Undefined if the program does not know the size. */
  readonly cpu?: Quantity;
  readonly memory?: Quantity;
}

/** The limits that KubeVirt gives a launcher whose machine states none. */
export interface AutoLimits {
  /** Whether the limit on CPU is the number of virtual CPUs. */
  readonly cpu: boolean;
  /** The limit on memory as a multiple of the request; undefined if there is none. */
  readonly memoryRatio?: number;
}

export const NO_AUTO_LIMITS: AutoLimits = { cpu: false };

const EPHEMERAL = 'ephemeral-storage';
const EPHEMERAL_OVERHEAD = Quantity.parse('50M')!;
const ONE = Quantity.parse(1)!;

/** The requests of a machine's virt-launcher pod. */
export function launcherRequests(
  vmi: VirtualMachineInstanceSpec, overcommit: Overcommit = UPSTREAM_OVERCOMMIT,
): LauncherRequests {
  const requests = summed(launcherContainers(vmi, overcommit), 'requests');
  const isKnown = computeShare(vmi, overcommit).guest !== undefined;
  return { cpu: requests.get('cpu'), memory: isKnown ? requests.get('memory') : undefined };
}

/**
 * The containers of a machine's virt-launcher pod that run as long as it does: compute, one for each container disk and
 * each directory that virtiofs shares, and guest-console-log. Source: KubeVirt v1.7.0, v1.8.4 and v1.9.0,
 * pkg/virt-controller/services: renderresources.go, template.go. Not included are hook sidecars, which machines have
 * only through annotations. If the size of the machine is not known, compute has no CPU and memory.
 * @param networkResources the resources of the networks that the machine is attached to, one for each network
 */
export function launcherContainers(
  vmi: VirtualMachineInstanceSpec,
  overcommit: Overcommit = UPSTREAM_OVERCOMMIT,
  auto: AutoLimits = NO_AUTO_LIMITS,
  networkResources: readonly string[] = [],
): readonly ContainerResources[] {
  const share = computeShare(vmi, overcommit);
  const devices = devicesOf(vmi, overcommit, networkResources);
  const memory = memoryRequest(vmi, share);
  const pages = hugePages(vmi, share);
  const compute: ContainerResources = {
    name: 'compute',
    requests: amountsOf({
      ...devices, ...pages, cpu: share.cpu, memory, [EPHEMERAL]: ephemeral(vmi, 'requests') ?? EPHEMERAL_OVERHEAD,
    }),
    limits: amountsOf({
      ...devices,
      ...pages,
      cpu: cpuLimit(vmi, share, auto),
      memory: memoryLimit(vmi, share, memory, auto),
      [EPHEMERAL]: ephemeral(vmi, 'limits'),
    }),
  };
  return [compute, ...sideContainers(vmi, share, overcommit)];
}

/** Huge pages are a resource of their own, so beside them only KubeVirt's overhead counts as memory. */
function memoryRequest(vmi: VirtualMachineInstanceSpec, { guest, overhead }: ComputeShare): Quantity | undefined {
  if (guest === undefined) return undefined;
  const pages = pagedMemory(vmi, guest);
  if (pages !== undefined) return guest.minus(pages).plus(overhead);
  return vmi.domain?.resources?.overcommitGuestOverhead === true ? guest : guest.plus(overhead);
}

/** The part of the guest's memory that is made of huge pages; undefined if it has none (WithHugePages). */
function pagedMemory({ domain }: VirtualMachineInstanceSpec, guest: Quantity): Quantity | undefined {
  if (domain?.memory?.hugepages === undefined) return undefined;
  const stated = domain.memory.guest === undefined ? undefined : Quantity.parse(domain.memory.guest);
  return stated !== undefined && stated.isLessThan(guest) ? stated : guest;
}

function hugePages(vmi: VirtualMachineInstanceSpec, { guest }: ComputeShare): { [resource: string]: Quantity } {
  const pages = guest && pagedMemory(vmi, guest);
  return pages === undefined ? {} : { [`hugepages-${vmi.domain!.memory!.hugepages!.pageSize}`]: pages };
}

function cpuLimit({ domain }: VirtualMachineInstanceSpec, share: ComputeShare, auto: AutoLimits): unknown {
  if (share.pinned) return share.cpu;
  return domain?.resources?.limits?.cpu ?? (auto.cpu ? share.threads : undefined);
}

function memoryLimit(
  vmi: VirtualMachineInstanceSpec, share: ComputeShare, request: Quantity | undefined, { memoryRatio }: AutoLimits,
): Quantity | undefined {
  const { guest, overhead } = share;
  const stated = vmi.domain?.resources?.limits?.memory;
  const limit = share.pinned ? guest : stated === undefined ? undefined : Quantity.parse(stated);
  if (limit === undefined) return memoryRatio === undefined ? undefined : request?.timesRatioDown(memoryRatio);
  const pages = guest && pagedMemory(vmi, guest);
  if (pages === undefined) return limit.plus(overhead);
  return pages.isLessThan(limit) ? limit.minus(pages).plus(overhead) : overhead;
}

/** The ephemeral storage that a machine states, with KubeVirt's own; undefined if it states none. */
function ephemeral({ domain }: VirtualMachineInstanceSpec, part: 'requests' | 'limits'): Quantity | undefined {
  return amountsOf(domain?.resources?.[part]).get(EPHEMERAL)?.plus(EPHEMERAL_OVERHEAD);
}

/** The devices that a launcher requests, by the name of their resource (getRequiredResources, requestResource). */
function devicesOf(
  vmi: VirtualMachineInstanceSpec, { emulates }: Overcommit, networkResources: readonly string[],
): { [resource: string]: Quantity } {
  const { devices, launchSecurity } = vmi.domain ?? {};
  const { interfaces, autoattachPodInterface, autoattachVSOCK, gpus, hostDevices } = devices ?? {};
  const nics = items(interfaces);
  const isAttached = autoattachPodInterface !== false;
  const isVirtio = nics.length === 0 ? isAttached : nics.some(({ model = 'virtio' }) => model === 'virtio');
  const names = [
    ...items(gpus).flatMap(nameOf),
    ...items(hostDevices).flatMap(nameOf),
    ...networkResources,
    ...(emulates ? [] : ['devices.kubevirt.io/kvm']),
    ...(nics.length > 0 || isAttached ? ['devices.kubevirt.io/tun'] : []),
    ...(isVirtio && !emulates ? ['devices.kubevirt.io/vhost-net'] : []),
    ...(autoattachVSOCK === true ? ['devices.kubevirt.io/vhost-vsock'] : []),
    ...(launchSecurity?.sev !== undefined || launchSecurity?.snp !== undefined ? ['devices.kubevirt.io/sev'] : []),
  ];
  const counted: { [resource: string]: Quantity } = {};
  for (const name of names) counted[name] = (counted[name] ?? Quantity.ZERO).plus(ONE);
  return counted;
}

/** A device of a device plugin; those of a ResourceClaim are no resource of the pod. */
function nameOf({ deviceName, claimName }: { deviceName?: string; claimName?: string }): string[] {
  return claimName === undefined && typeof deviceName === 'string' && deviceName !== '' ? [deviceName] : [];
}
