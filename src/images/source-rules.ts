import type { DataVolumeSource } from '../../imports/cdi.kubevirt.io';
import type { CdiRelease } from '../releases/release';
import type { Sentence } from '../toolkit/problems';

/** What a source must know of the image that is made of it. */
export interface SourceTarget {
  readonly cdi: CdiRelease;
  /** The namespace that the image is imported into. */
  readonly namespace: string;
  /** The namespace of CDI, where registries are polled from. */
  readonly cdiNamespace: string;
}

/** The volume or snapshot that a source is a copy of. */
export interface ClonedVolume {
  readonly name: string;
  readonly namespace?: string;
  readonly kind: 'PersistentVolumeClaim' | 'VolumeSnapshot';
}

/** One kind of source: what it becomes in a DataVolume, and what can be wrong with it. Nothing is checked before a construct asks. */
export interface SourceRules {
  /** The source's name in a DataVolume, such as `http`. */
  readonly kind: keyof DataVolumeSource;
  readonly refresh?: string;
  /** Set where the image is a clone, whose size CDI can read from what it is cloned from. */
  readonly cloned?: ClonedVolume;
  source(target: SourceTarget): DataVolumeSource;
  problems(target: SourceTarget): Sentence[];
  notices(target: SourceTarget): string[];
}

/** The namespace that a cloned volume is in, which is the image's own unless it is named. */
export function namespaceOf(cloned: ClonedVolume, target: { readonly namespace: string }): string {
  return cloned.namespace ?? target.namespace;
}
