// Cluster API, whose kinds worker pools are written as. Its CRDs are read from the module, and nothing is built: "go mod
// tidy" would take the requirement away.
module cdk8s-kubevirt/tools/modules/cluster-api-1.14

go 1.26.0

require sigs.k8s.io/cluster-api v1.14.2
