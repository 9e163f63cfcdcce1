import type { VolumeSourceOptions } from './image-source-options';
import { ClonedVolume, namespaceOf, SourceRules } from './source-rules';

/** A PersistentVolumeClaim that exists already. */
export function pvcSource(name: string, options: VolumeSourceOptions): SourceRules {
  const cloned: ClonedVolume = { name, namespace: options.namespace };
  return {
    kind: 'pvc',
    refresh: options.refresh,
    cloned,
    source: (target) => ({ pvc: { name, namespace: namespaceOf(cloned, target) } }),
  };
}

/** A VolumeSnapshot that exists already. */
export function snapshotSource(name: string, options: VolumeSourceOptions): SourceRules {
  const cloned: ClonedVolume = { name, namespace: options.namespace };
  return {
    kind: 'snapshot',
    refresh: options.refresh,
    cloned,
    source: (target) => ({ snapshot: { name, namespace: namespaceOf(cloned, target) } }),
  };
}

/** A disk image that somebody uploads with virtctl. */
export function uploadSource(): SourceRules {
  return { kind: 'upload', source: () => ({ upload: {} }) };
}
