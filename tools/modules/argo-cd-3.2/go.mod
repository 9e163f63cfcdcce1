// Argo CD, whose kinds deliver a bundle. Its CRDs are read from the module, and nothing is built: "go mod tidy" would take
// the requirement away.
module cdk8s-kubevirt/tools/modules/argo-cd-3.2

go 1.26.0

require github.com/argoproj/argo-cd/v3 v3.2.11
