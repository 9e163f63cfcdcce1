module cdk8s-kubevirt/tools/upstream/raw

go 1.24.0
