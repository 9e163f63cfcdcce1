/** Annotations of an object, by their keys. */
export interface Annotations {
  readonly [key: string]: string;
}

/**
 * Annotations that keep an object in the cluster when it is no longer in the bundle, or when the application that
 * applied it is deleted. Argo CD (docs/user-guide/sync-options.md) then leaves it and, with `IgnoreExtraneous`
 * (docs/user-guide/compare-options.md), does not count it as permanently out of sync. Flux (kustomize-controller v1,
 * docs/spec/v1/kustomizations.md) leaves it too. `Prune=confirm` would ask before deleting, but Argo CD before 2.14
 * does not know the word and deletes at once.
 */
export const KEPT_WHEN_PRUNED: Annotations = {
  'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
};

/**
 * Annotations for an object whose webhook does not allow changes of its spec. Argo CD then deletes and creates it
 * again; Flux does so when the API server refuses the change as invalid (fluxcd/pkg, ssa/errors: IsImmutableError).
 */
export const RECREATED_WHEN_CHANGED: Annotations = {
  'argocd.argoproj.io/sync-options': 'Replace=true,Force=true',
  'kustomize.toolkit.fluxcd.io/force': 'enabled',
};

/** The label that a `DeletionGuard` looks for. Its value must be `true`. */
export const PROTECTED_LABEL = 'cdk8s-kubevirt.io/protected';

/** The annotation with which a guarded object can be deleted. Its value says why. */
export const ALLOW_DELETION = 'cdk8s-kubevirt.io/allow-deletion';

/**
 * Annotations for an object that others of its layer read when they are created. Without them, Argo CD applies custom
 * resources of one layer in the order of their names (gitops-engine, pkg/sync/sync_tasks.go). It applies what is in
 * later waves once this object exists.
 */
export const APPLIED_FIRST: Annotations = { 'argocd.argoproj.io/sync-wave': '-1' };

/**
 * Annotations of ours with those of a user. Options of Argo CD are added to ours, and replace only those of the same
 * name; other annotations replace ours of the same key.
 */
export function withFurther(ours: Annotations, further: Annotations = {}): Annotations {
  const options = Object.keys(further).filter((key) => key in ours && key.startsWith('argocd.argoproj.io/'));
  return {
    ...ours,
    ...further,
    ...Object.fromEntries(options.map((key) => [key, withOptions(ours[key], further[key])])),
  };
}

function withOptions(ours: string, further: string): string {
  const given = further.split(',').map((option) => option.trim()).filter((option) => option !== '');
  const names = given.map(nameOf);
  return [...ours.split(',').filter((option) => !names.includes(nameOf(option))), ...given].join(',');
}

/** The name of an option such as `Prune=false`. */
function nameOf(option: string): string {
  return option.split('=')[0];
}
