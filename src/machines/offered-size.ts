import type { VirtualMachineInstancetypeSpec } from '../../imports/instancetype.kubevirt.io';
import type { Quantity } from '../toolkit/quantity';

/** What a guest of a named size gets. */
export interface OfferedSize {
  /** Virtual CPUs. */
  readonly cpu: number;
  /** Bytes of memory. */
  readonly memory: Quantity;
  /** The whole instancetype, overrides included, where the program knows it. */
  readonly spec?: VirtualMachineInstancetypeSpec;
}
