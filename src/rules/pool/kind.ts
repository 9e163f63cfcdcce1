import type { VirtualMachinePoolSpec } from '../../../imports/pool.kubevirt.io';
import type { KubernetesObject } from '../../releases/facts';

/** The kind that rules about pools check. */
export const POOL_KINDS = ['pool.kubevirt.io/VirtualMachinePool'] as const;

/** A VirtualMachinePool as it will be written. */
export interface Pool extends KubernetesObject {
  readonly spec: VirtualMachinePoolSpec;
}

/** The path of the VirtualMachineInstance's spec within a pool. */
export const POOL_VMI = 'spec.virtualMachineTemplate.spec.template.spec';

/** The source in which virt-controller decides what a pool does. */
export const CONTROLLER = 'pkg/virt-controller/watch/pool/pool.go';

/** The source in which virt-api decides which pools it accepts. */
export const ADMITTER = 'pkg/virt-api/webhooks/validating-webhook/admitters/vmpool-admitter.go';
