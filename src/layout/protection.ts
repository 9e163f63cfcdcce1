/**
 * Annotations that keep an object in the cluster when it is no longer in the bundle, or when the application that
 * applied it is deleted. Argo CD (docs/user-guide/sync-options.md) then leaves it and, with `IgnoreExtraneous`
 * (docs/user-guide/compare-options.md), does not count it as permanently out of sync. Flux (kustomize-controller v1,
 * docs/spec/v1/kustomizations.md) leaves it too. `Prune=confirm` would ask before deleting, but Argo CD before 2.14
 * does not know the word and deletes at once.
 */
export const KEPT_WHEN_PRUNED: { readonly [annotation: string]: string } = {
  'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
};

/**
 * Annotations for an object whose webhook does not allow changes of its spec. Argo CD then deletes and creates it
 * again; Flux does so when the API server refuses the change as invalid (fluxcd/pkg, ssa/errors: IsImmutableError).
 */
export const RECREATED_WHEN_CHANGED: { readonly [annotation: string]: string } = {
  'argocd.argoproj.io/sync-options': 'Replace=true,Force=true',
  'kustomize.toolkit.fluxcd.io/force': 'enabled',
};
