module cdk8s-kubevirt/tools/upstream

go 1.26.0

require (
	cdk8s-kubevirt/tools/modules/raw v0.0.0
	sigs.k8s.io/yaml v1.6.0
)

require go.yaml.in/yaml/v2 v2.4.2 // indirect

replace cdk8s-kubevirt/tools/modules/raw => ../modules/raw
