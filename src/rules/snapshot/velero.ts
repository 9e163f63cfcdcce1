import type { LabelSelector } from '../../toolkit/label-selector';

export const SCHEDULE = 'velero.io/Schedule';

/** Velero takes the wildcards of a shell, and Go's for a set. */
export const PATTERN = /[*?[\]{}]/;

/** A Schedule of Velero. No schema of ours says what its fields are, so nothing of it is certain. */
export interface Schedule {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: {
    readonly schedule?: unknown;
    readonly useOwnerReferencesInBackup?: unknown;
    readonly skipImmediately?: unknown;
    readonly template?: {
      readonly ttl?: unknown;
      readonly storageLocation?: unknown;
      readonly includedNamespaces?: readonly string[];
      readonly excludedNamespaces?: readonly string[];
      readonly labelSelector?: LabelSelector;
      readonly orLabelSelectors?: readonly LabelSelector[];
      readonly includedResources?: readonly string[];
      readonly excludedResources?: readonly string[];
    };
  };
}
