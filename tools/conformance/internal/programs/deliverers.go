package programs

import "context"

// The modules of the GitOps controllers that deliver a bundle.
const (
	Flux   = "flux-1.9"
	ArgoCD = "argocd-3.2"
)

var kinds = map[string]published{
	Flux: {module: Flux, name: "crds", within: "config/crd/bases", files: []string{"kustomize.toolkit.fluxcd.io_kustomizations.yaml"}},
	ArgoCD: {module: ArgoCD, name: "crds", within: "manifests/crds", files: []string{
		"application-crd.yaml", "applicationset-crd.yaml", "appproject-crd.yaml",
	}},
}

// Kinds returns a folder with the CRDs of a GitOps controller.
func (s *Store) Kinds(ctx context.Context, module string) (string, error) {
	return s.files(ctx, kinds[module])
}
