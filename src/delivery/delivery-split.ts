import type { Layer } from '../layout/layer';

/** A folder of the bundle whose files are distributed to several folders, each of them a unit of delivery. */
export interface DeliverySplit {
  /** The cluster's directory below `clusters/`. */
  readonly cluster: string;
  /** The layer within the cluster. */
  readonly layer: Layer;
  /**
   * The tenant's directory below the layer, such as `cluster-gff5gnxc7r`.
   * @default - none: what is in the layer and in no tenant's directory
   */
  readonly tenant?: string;
  /** The number of folders within it, `shard-1` and so on, from 1 to 64. */
  readonly shards: number;
}
