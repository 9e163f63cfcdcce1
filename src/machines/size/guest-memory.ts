import type { VirtualMachineInstanceSpec } from '../../../imports/kubevirt.io';

/**
 * The memory that KubeVirt gives to a guest; undefined if the machine states none (KubeVirt v1.9.0
 * pkg/defaults/defaults.go: setGuestMemory).
 */
export function guestMemoryOf({ domain }: VirtualMachineInstanceSpec): string | number | undefined {
  const { memory, resources } = domain ?? {};
  return memory?.guest ?? resources?.requests?.memory ?? resources?.limits?.memory ?? memory?.hugepages?.pageSize;
}
