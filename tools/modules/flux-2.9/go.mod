// Flux v2.9.5, whose kinds deliver a bundle. The CRDs of two of its controllers are read from their modules, and nothing is
// built: "go mod tidy" would take the requirements away.
module cdk8s-kubevirt/tools/modules/flux-2.9

go 1.26.0

require (
	github.com/fluxcd/kustomize-controller v1.9.5
	github.com/fluxcd/source-controller v1.9.5
)
