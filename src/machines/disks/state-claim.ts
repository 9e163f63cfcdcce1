import type { VirtualMachineInstanceSpec } from '../../../imports/kubevirt.io';
import { Quantity } from '../../toolkit/quantity';

/** The parts of a machine whose state survives when it stops. */
export interface KeptState {
  readonly tpm: boolean;
  readonly efi: boolean;
}

/** Whether the state of a machine's TPM and of its UEFI survives. */
export function keptState({ domain }: VirtualMachineInstanceSpec): KeptState {
  const { tpm } = domain?.devices ?? {};
  return {
    tpm: tpm?.persistent === true && tpm.enabled !== false,
    efi: domain?.firmware?.bootloader?.efi?.persistent === true,
  };
}

/**
 * The size of the claim that KubeVirt makes for the state of a machine. KubeVirt v1.9.0
 * pkg/storage/backend-storage/backend-storage.go: PVCSize, createPVC; the same in v1.7.0 and v1.8.4.
 */
export const STATE_SIZE = Quantity.parse('10Mi')!;
