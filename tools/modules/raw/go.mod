module cdk8s-kubevirt/tools/modules/raw

go 1.24.0
