import type { ClusterView } from './cluster-view';
import type { StorageProfileSpec } from '../../imports/cdi.kubevirt.io';

/** What a StorageProfile says. */
export interface Profile {
  readonly annotations?: { readonly [key: string]: string };
  readonly spec?: StorageProfileSpec;
}

/** The StorageProfile of a class; undefined if the bundle does not hold it. */
export function profileOf(cluster: ClusterView, storageClass: string | undefined): Profile | undefined {
  if (!storageClass) return undefined;
  const found = cluster.find('cdi.kubevirt.io', 'StorageProfile', storageClass);
  if (found?.hasShape !== true) return undefined;
  const { metadata, spec } = found.object!;
  return { annotations: metadata.annotations as Profile['annotations'], spec: spec as StorageProfileSpec };
}
