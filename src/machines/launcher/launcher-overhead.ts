import type { VirtualMachineInstanceSpec } from '../../../imports/kubevirt.io';
import { Quantity } from '../../toolkit/quantity';
import { items } from '../../toolkit/shape';
import type { Overcommit } from '../size/overcommit';

/** What the container `compute` of a launcher is made of. */
export interface ComputeShare {
  /** The cores that it requests; undefined if the machine's own statement cannot be read. */
  readonly cpu?: Quantity;
  /** The memory that it requests for the guest; undefined if the program does not know the size. */
  readonly guest?: Quantity;
  /** KubeVirt's own memory. */
  readonly overhead: Quantity;
  /** The virtual CPUs, with those of the I/O threads. */
  readonly threads: number;
  /** Whether the guest has cores of its own. */
  readonly pinned: boolean;
  /** Whether requests and limits are equal, so that the QoS class is Guaranteed. */
  readonly guaranteed: boolean;
}

/**
 * The parts of what a machine's launcher requests. Source: KubeVirt v1.8.4 and v1.9.0,
 * pkg/virt-controller/services/renderresources.go, pkg/hypervisor/kvm/hypervisorbackend.go.
 */
export function computeShare(vmi: VirtualMachineInstanceSpec, overcommit: Overcommit): ComputeShare {
  const vcpus = vcpusOf(vmi) ?? 1;
  const pinned = vmi.domain?.cpu?.dedicatedCpuPlacement === true;
  return {
    cpu: statedCpu(vmi, pinned) ?? cpuRequest(vmi, vcpus, pinned, overcommit),
    guest: memoryOf(vmi, overcommit),
    overhead: memoryOverhead(vmi, vcpus).timesRatio(overcommit.guestMemoryOverheadRatio),
    threads: threadsOf(vmi, vcpus),
    pinned,
    guaranteed: guaranteed(vmi),
  };
}

/** The vCPUs of a machine with a CPU topology, a CPU limit or a CPU request of its own. */
export function vcpusOf(vmi: VirtualMachineInstanceSpec): number | undefined {
  const { cores, sockets, threads } = vmi.domain?.cpu ?? {};
  const given = [cores, sockets, threads].filter((count): count is number => Number.isInteger(count) && count! > 0);
  if (given.length > 0) return given.reduce((product, count) => product * count, 1);
  const stated = vmi.domain?.resources?.limits?.cpu ?? vmi.domain?.resources?.requests?.cpu;
  const quantity = stated === undefined ? undefined : Quantity.parse(stated);
  return quantity && Number(quantity.toUnits());
}

/** The memory that the pod requests for the guest, if the machine states it. */
function memoryOf(vmi: VirtualMachineInstanceSpec, overcommit: Overcommit): Quantity | undefined {
  const { resources, memory } = vmi.domain ?? {};
  const requested = resources?.requests?.memory ?? resources?.limits?.memory;
  if (requested !== undefined) return Quantity.parse(requested);
  const guest = memory?.guest ?? memory?.hugepages?.pageSize;
  return guest === undefined ? undefined : overcommitted(Quantity.parse(guest), overcommit);
}

/** The memory that is requested for the guest's memory. An explicit request is never changed (WithMemoryRequests). */
function overcommitted(guest: Quantity | undefined, { memoryOvercommit }: Overcommit): Quantity | undefined {
  return guest?.timesRatio(100 / memoryOvercommit);
}

function statedCpu(vmi: VirtualMachineInstanceSpec, pinned: boolean): Quantity | undefined {
  const stated = pinned ? undefined : (vmi.domain?.resources?.requests?.cpu ?? vmi.domain?.resources?.limits?.cpu);
  return stated === undefined ? undefined : Quantity.parse(stated);
}

function cpuRequest(
  vmi: VirtualMachineInstanceSpec,
  vcpus: number,
  pinned: boolean,
  { cpuAllocationRatio }: Overcommit,
): Quantity | undefined {
  const threads = threadsOf(vmi, vcpus);
  const emulator = vmi.domain?.cpu?.isolateEmulatorThread === true ? 1 : 0;
  return pinned
    ? Quantity.parse(threads + emulator)
    : Quantity.parse(`${Math.ceil((threads * 1000) / cpuAllocationRatio)}m`);
}

function threadsOf(vmi: VirtualMachineInstanceSpec, vcpus: number): number {
  return vcpus + (vmi.domain?.ioThreads?.supplementalPoolThreadCount ?? 0);
}

/** KubeVirt's memory overhead of a launcher pod. */
function memoryOverhead(vmi: VirtualMachineInstanceSpec, vcpus: number): Quantity {
  const { devices, cpu, resources, launchSecurity, memory } = vmi.domain ?? {};
  const request = Quantity.parse(resources?.requests?.memory ?? 0) ?? Quantity.ZERO;
  const pagetables = (((request.toUnits() + 999n) / 1000n) * 1000n) / 512n;
  const parts = [
    String(pagetables),
    '220Mi', // virt-launcher-monitor 25, virt-launcher 100, virtlogd 25, virtqemud 40, QEMU 30
    `${8 * Math.max(vcpus, 1)}Mi`,
    '8Mi', // I/O thread
    devices?.autoattachGraphicsDevice === false ? '0' : '32Mi',
    vmi.architecture === 'arm64' ? '128Mi' : '0',
    items(devices?.hostDevices).length + items(devices?.gpus).length > 0 ||
    items(devices?.interfaces).some((each) => each.sriov)
      ? '1Gi'
      : '0',
    items(vmi.volumes).some((volume) => volume.downwardMetrics) ? '1Mi' : '0',
    ...[vmi.livenessProbe, vmi.readinessProbe].map((probe) => (probe?.exec ? '10Mi' : '0')),
    vmi.livenessProbe?.exec || vmi.readinessProbe?.exec ? '100Mi' : '0',
    launchSecurity?.sev || launchSecurity?.snp ? '256Mi' : '0',
    devices?.tpm && devices.tpm.enabled !== false ? '53Mi' : '0',
    cpu?.dedicatedCpuPlacement || guaranteed(vmi) ? '100Mi' : '0',
    items(devices?.interfaces).some((each) => each.passtBinding) ? '250Mi' : '0',
    String(memory?.reservedOverhead?.addedOverhead ?? '0'),
  ];
  return parts.reduce((sum, part) => sum.plus(Quantity.parse(part) ?? Quantity.ZERO), Quantity.ZERO);
}

/** Whether the machine gets the QoS class Guaranteed: requests and limits are equal. */
function guaranteed(vmi: VirtualMachineInstanceSpec): boolean {
  const { requests, limits } = vmi.domain?.resources ?? {};
  return (['cpu', 'memory'] as const).every(
    (what) =>
      limits?.[what] !== undefined &&
      (requests?.[what] === undefined || String(requests[what]) === String(limits[what])),
  );
}
