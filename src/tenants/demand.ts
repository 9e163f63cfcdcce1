import type { Quantity } from '../toolkit/quantity';

/** What a construct's machines will count against their namespace's quota when all of them run. */
export interface Demand {
  /** The path of the construct that asks. */
  readonly path: string;
  /** Machines, each one launcher pod. */
  readonly machines: number;
  /** CPU requests of one launcher pod, the launcher's own share included. Undefined where the size is not known to the program. */
  readonly cpu?: Quantity;
  /** Memory requests of one launcher pod, KubeVirt's overhead included. Undefined where the size is not known to the program. */
  readonly memory?: Quantity;
  /** Bytes of all disks of one machine. Undefined where an image's size is not known. */
  readonly storage?: Quantity;
  /** Bytes of the largest of these disks. Undefined where none of a size that is known is there. */
  readonly largestDisk?: Quantity;
  /** PersistentVolumeClaims of one machine. */
  readonly volumes: number;
}

/** What an image that is kept in a tenant's namespace will count against the namespace's quota. */
export interface ImageDemand {
  /** The path of the image. */
  readonly path: string;
  /** How many claims with imports of it there are at most. */
  readonly imports: number;
  /** Bytes of one of them. Undefined where only CDI knows. */
  readonly size?: Quantity;
}
