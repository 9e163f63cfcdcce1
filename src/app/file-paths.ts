import { fileOrDefault, folderOf, Split } from '../delivery/model/shards';
import type { Entry } from '../inventory/entry';
import type { FilePlacement } from '../layout/placement';

/** The file of each object. Objects with the same placement share a file. */
export function pathsOf(entries: readonly Entry[], extension: string, splits: readonly Split[]): string[] {
  const known = new Map<FilePlacement, string>();
  return entries.map((entry) => {
    let path = known.get(entry.placement);
    if (path !== undefined) return path;
    path = pathOf(entry.placement, extension, splits);
    // Outside of clusters, all objects have the same placement, and each chart has a file of its own, as in cdk8s.
    if (path === undefined) return `${entry.chart}${extension}`;
    known.set(entry.placement, path);
    return path;
  });
}

/** `clusters/<cluster>/<layer>[/<tenant>][/<shard>]/<file>`; undefined outside of clusters. */
export function pathOf(placement: FilePlacement, extension: string, splits: readonly Split[]): string | undefined {
  const folder = folderOf(placement, splits);
  return folder && `${folder.path}/${fileOrDefault(placement.file)}${extension}`;
}
