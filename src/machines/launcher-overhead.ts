import { Overcommit, UPSTREAM_OVERCOMMIT } from './overcommit';
import type { VirtualMachineInstanceSpec } from '../../imports/kubevirt.io';
import { Quantity } from '../toolkit/quantity';
import { items } from '../toolkit/shape';

/** What the pod of one machine requests, including KubeVirt's own overhead. */
export interface LauncherRequests {
  /** Undefined if the program does not know the size. */
  readonly cpu?: Quantity;
  readonly memory?: Quantity;
}

/**
 * The requests of a machine's virt-launcher pod: the containers compute and guest-console-log. Source: KubeVirt v1.8.4
 * and v1.9.0, pkg/virt-controller/services/renderresources.go and serialconsolelog.go,
 * pkg/hypervisor/kvm/hypervisorbackend.go. Not included are hook sidecars, container disks and virtiofs daemons, which
 * pools have only through overrides.
 */
export function launcherRequests(
  vmi: VirtualMachineInstanceSpec,
  overcommit: Overcommit = UPSTREAM_OVERCOMMIT,
): LauncherRequests {
  const vcpus = vcpusOf(vmi) ?? 1;
  const guest = memoryOf(vmi, overcommit);
  const paged = vmi.domain?.memory?.hugepages !== undefined;
  const unreserved = !paged && vmi.domain?.resources?.overcommitGuestOverhead === true;
  const pinned = vmi.domain?.cpu?.dedicatedCpuPlacement === true;
  const overhead = memoryOverhead(vmi, vcpus).timesRatio(overcommit.guestMemoryOverheadRatio);
  const console = consoleLog(vmi, pinned);
  return {
    cpu: (statedCpu(vmi, pinned) ?? cpuRequest(vmi, vcpus, pinned, overcommit))?.plus(console.cpu),
    // Huge pages are a resource of their own, so only KubeVirt's overhead counts as memory.
    memory: guest && (paged ? Quantity.ZERO : guest).plus(unreserved ? Quantity.ZERO : overhead).plus(console.memory),
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
  const threads = vcpus + (vmi.domain?.ioThreads?.supplementalPoolThreadCount ?? 0);
  const emulator = vmi.domain?.cpu?.isolateEmulatorThread === true ? 1 : 0;
  return pinned
    ? Quantity.parse(threads + emulator)
    : Quantity.parse(`${Math.ceil((threads * 1000) / cpuAllocationRatio)}m`);
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

function consoleLog(vmi: VirtualMachineInstanceSpec, pinned: boolean): { cpu: Quantity; memory: Quantity } {
  const { autoattachSerialConsole, logSerialConsole } = vmi.domain?.devices ?? {};
  if (autoattachSerialConsole === false || logSerialConsole === false) {
    return { cpu: Quantity.ZERO, memory: Quantity.ZERO };
  }
  const [cpu, memory] = pinned || guaranteed(vmi) ? ['15m', '60M'] : ['5m', '35M'];
  return { cpu: Quantity.parse(cpu)!, memory: Quantity.parse(memory)! };
}
