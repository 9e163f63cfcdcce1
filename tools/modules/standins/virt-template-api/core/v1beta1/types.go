// Package v1beta1 stands in for the package of that name in kubevirt.io/virt-template-api.
package v1beta1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
)

// ConditionReady is the type of the condition that an export of a template waits for.
const ConditionReady = "Ready"

// VirtualMachineTemplate is watched, and read when a template is exported.
type VirtualMachineTemplate struct {
	metav1.TypeMeta
	metav1.ObjectMeta
	Spec   VirtualMachineTemplateSpec
	Status VirtualMachineTemplateStatus
}

// VirtualMachineTemplateSpec is the machine with its parameters.
type VirtualMachineTemplateSpec struct {
	VirtualMachine *runtime.RawExtension
	Parameters     []Parameter
}

// Parameter is one value to fill in.
type Parameter struct {
	Name, Value string
}

// VirtualMachineTemplateStatus is what its controller says.
type VirtualMachineTemplateStatus struct {
	Conditions []metav1.Condition
}

// DeepCopy copies only the top level; nothing changes what is below.
func (t *VirtualMachineTemplate) DeepCopy() *VirtualMachineTemplate {
	copied := *t
	return &copied
}

// DeepCopyObject makes it an object of Kubernetes.
func (t *VirtualMachineTemplate) DeepCopyObject() runtime.Object { return t.DeepCopy() }
