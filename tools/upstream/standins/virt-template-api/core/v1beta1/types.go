// Package v1beta1 stands in for the package of that name in kubevirt.io/virt-template-api.
package v1beta1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
)

// VirtualMachineTemplate is only named as the type of objects in an informer.
type VirtualMachineTemplate struct {
	metav1.TypeMeta
	metav1.ObjectMeta
}

// DeepCopyObject makes it an object of Kubernetes.
func (t *VirtualMachineTemplate) DeepCopyObject() runtime.Object {
	copied := *t
	return &copied
}
