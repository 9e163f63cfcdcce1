import { createHash } from 'node:crypto';
import { Layer } from '../../layout/layer';
import type { FilePlacement } from '../../layout/placement';

/** A folder of the bundle whose files are distributed to several units. */
export interface Split {
  readonly cluster: string;
  readonly layer: Layer;
  readonly tenant?: string;
  /** The number of folders within it. */
  readonly shards: number;
}

/** The folder of a unit. */
export interface UnitFolder {
  readonly cluster: string;
  readonly layer: Layer;
  readonly tenant?: string;
  readonly shard?: string;
  /** The path below the output directory. */
  readonly path: string;
}

/** The folder that an object with a placement is written to; undefined outside of clusters. */
export function folderOf(placement: FilePlacement, splits: readonly Split[]): UnitFolder | undefined {
  const { cluster, layer = Layer.PLATFORM, tenant, file } = placement;
  if (cluster === undefined) return undefined;
  const split = splits.find((each) => each.cluster === cluster && each.layer === layer && each.tenant === tenant);
  const shard = split && shardOf(fileOrDefault(file), split.shards);
  const parts = ['clusters', cluster, layer, tenant, shard].filter((part) => part !== undefined);
  return { cluster, layer, tenant, shard, path: parts.join('/') };
}

/** The name of the file that an object is written to if its constructs set none. */
export function fileOrDefault(file: string | undefined): string {
  return file ?? 'objects';
}

/**
 * The shard of a file: the one with the highest hash (rendezvous hashing). A new file moves no other, and one shard
 * more moves only the files that it gets.
 */
function shardOf(file: string, shards: number): string {
  const names = Array.from({ length: shards }, (_each, index) => `shard-${index + 1}`);
  return names.reduce((best, name) => (weight(name, file) > weight(best, file) ? name : best));
}

function weight(shard: string, file: string): string {
  return createHash('sha256').update(`${shard}/${file}`).digest('hex');
}
