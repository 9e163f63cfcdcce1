// Package core stands in for the package of that name in kubevirt.io/virt-template-api.
package core

// Names that KubeVirt's informers ask for.
const (
	GroupName            = "template.kubevirt.io"
	SingularResourceName = "virtualmachinetemplate"
	PluralResourceName   = "virtualmachinetemplates"
)
