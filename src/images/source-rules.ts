import type { DataVolumeSource } from '../../imports/cdi.kubevirt.io';
import type { Fault } from '../findings/rule';
import type { CdiRelease } from '../releases/release';
import type { PropRule } from '../rules/rule';

/** What a source must know of the image that is made of it. */
export interface SourceTarget {
  readonly cdi: CdiRelease;
  /** The namespace that the image is imported into. */
  readonly namespace: string;
}

/** The volume or snapshot that a source is a copy of. */
export interface ClonedVolume {
  readonly name: string;
  readonly namespace?: string;
}

/** One kind of source and what it becomes in a DataVolume, whose rules find what is wrong with it. */
export interface SourceRules {
  /** The source's name in a DataVolume, such as `http`. */
  readonly kind: keyof DataVolumeSource;
  readonly refresh?: string;
  /** Set where the image is a clone, whose size CDI can read from what it is cloned from. */
  readonly cloned?: ClonedVolume;
  source(target: SourceTarget): DataVolumeSource;
  /** What is wrong and cannot be seen in the DataVolume. */
  checks?(target: SourceTarget): Iterable<[PropRule, Fault]>;
}

/**
 * Whether CDI can look for a newer image: CDI v1.65.0, pkg/apiserver/webhooks/dataimportcron-validate.go: "Missing
 * source" for all but these.
 */
export function isRefreshable({ kind }: SourceRules): boolean {
  return kind === 'registry' || kind === 'pvc';
}

/** The namespace that a cloned volume is in, which is the image's own unless it is named. */
export function namespaceOf(cloned: ClonedVolume, target: { readonly namespace: string }): string {
  return cloned.namespace ?? target.namespace;
}
