import type { VirtualMachineInstancetypeSpec } from '../../../imports/instancetype.kubevirt.io';
import type { Quantity } from '../../toolkit/quantity';

/** What a guest with a named size gets. */
export interface OfferedSize {
  /** Virtual CPUs. */
  readonly cpu: number;
  /** Bytes of memory. */
  readonly memory: Quantity;
  /** The whole instancetype, including overrides, if the program knows it. */
  readonly spec?: VirtualMachineInstancetypeSpec;
}
