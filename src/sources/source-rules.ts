import type { DataVolumeSource } from '../../imports/cdi.kubevirt.io';
import type { Fault } from '../findings/rule';
import type { CdiRelease } from '../releases/release';

/** What a source needs to know about its image. */
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

/** One kind of source and its form in a DataVolume. Rules on the DataVolume find its mistakes. */
export interface SourceRules {
  /** The source's name in a DataVolume, such as `http`. */
  readonly kind: keyof DataVolumeSource;
  readonly refresh?: string;
  /** Set if the image is a clone. CDI can then read the size from the source. */
  readonly cloned?: ClonedVolume;
  /** The options that say how the content is verified, and that the imports of machines do not have. */
  readonly verified?: readonly string[];
  source(target: SourceTarget): DataVolumeSource;
  /** What the source needs and a release of CDI does not have. It is not written, so no rule on the object sees it. */
  checks?(cdi: CdiRelease): Iterable<Fault>;
}

/**
 * Whether CDI can look for a newer image. CDI v1.65.0, pkg/apiserver/webhooks/dataimportcron-validate.go: "Missing
 * source" for all other kinds.
 */
export function isRefreshable({ kind }: SourceRules): boolean {
  return kind === 'registry' || kind === 'pvc';
}

/** Whether the image is a copy of a volume of its own namespace, and so cannot be kept in another. */
export function isBesideSource({ cloned }: SourceRules): boolean {
  return cloned !== undefined && cloned.namespace === undefined;
}

/** The namespace of a cloned volume; by default the image's own. */
export function namespaceOf(cloned: ClonedVolume, target: { readonly namespace: string }): string {
  return cloned.namespace ?? target.namespace;
}
