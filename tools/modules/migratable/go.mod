module cdk8s-kubevirt/tools/modules/migratable

go 1.24.0
