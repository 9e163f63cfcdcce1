// prometheus-operator v0.85.0, the newest on the module mirror. The CRDs of what we write for it are read from its module,
// and nothing is built: "go mod tidy" would take the requirement away.
module cdk8s-kubevirt/tools/modules/prometheus-operator-0.85

go 1.26.0

require github.com/prometheus-operator/prometheus-operator v0.85.0
