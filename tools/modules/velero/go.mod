// Velero, whose kind Schedule BackupSchedule writes. Its CRD is read from the module, and nothing is built: "go mod tidy"
// would take the requirement away.
module cdk8s-kubevirt/tools/modules/velero

go 1.26.0

require github.com/vmware-tanzu/velero v1.18.3
