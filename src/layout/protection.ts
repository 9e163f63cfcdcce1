/**
 * Annotations that keep an object in the cluster when it vanishes from the bundle, or when the application that applied
 * it is deleted. Argo CD (docs/user-guide/sync-options.md) then leaves it, and with `IgnoreExtraneous`
 * (docs/user-guide/compare-options.md) does not count it as out of sync for ever; Flux (kustomize-controller v1,
 * docs/spec/v1/kustomizations.md) leaves it too. `Prune=confirm` would ask before it deletes, but Argo CD before 2.14
 * does not know the word and deletes at once.
 */
export const KEPT_WHEN_PRUNED: { readonly [annotation: string]: string } = {
  'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
};

/**
 * Annotations for an object whose spec its webhook never lets change: Argo CD then replaces it by deletion and
 * creation, Flux does so when the API server refuses the change as invalid (fluxcd/pkg, ssa/errors: IsImmutableError).
 */
export const RECREATED_WHEN_CHANGED: { readonly [annotation: string]: string } = {
  'argocd.argoproj.io/sync-options': 'Replace=true,Force=true',
  'kustomize.toolkit.fluxcd.io/force': 'enabled',
};
