package operators

import (
	"context"
	"fmt"
	"slices"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// installed are the kinds that operators install.
var installed = []struct{ apiVersion, kind string }{
	{"apiextensions.k8s.io/v1", "CustomResourceDefinition"},
	{"v1", "ServiceAccount"},
	{"rbac.authorization.k8s.io/v1", "ClusterRole"},
	{"rbac.authorization.k8s.io/v1", "ClusterRoleBinding"},
	{"rbac.authorization.k8s.io/v1", "Role"},
	{"rbac.authorization.k8s.io/v1", "RoleBinding"},
	{"v1", "Service"},
	{"v1", "Secret"},
	{"v1", "ConfigMap"},
	{"apps/v1", "Deployment"},
	{"apps/v1", "DaemonSet"},
	{"policy/v1", "PodDisruptionBudget"},
	{"apiregistration.k8s.io/v1", "APIService"},
	{"admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration"},
	{"admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration"},
	{"admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy"},
	{"admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding"},
	{"instancetype.kubevirt.io/v1beta1", "VirtualMachineClusterInstancetype"},
	{"instancetype.kubevirt.io/v1beta1", "VirtualMachineClusterPreference"},
}

// Made counts what it has installed by kind: "22 CustomResourceDefinition, 4 ServiceAccount".
func (o *Operator) Made(ctx context.Context) (string, error) {
	var parts []string
	for _, each := range installed {
		objects, err := o.cluster.Client.List(ctx, each.apiVersion, each.kind, "")
		if err != nil {
			return "", fmt.Errorf("what %s has installed: %w", o.Name, err)
		}
		number := 0
		for i := range objects {
			if o.made(&objects[i]) {
				number++
			}
		}
		if number > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", number, each.kind))
		}
	}
	return strings.Join(parts, ", "), nil
}

// made: virt-operator labels all that it makes, cdi-operator has its custom resource own it.
func (o *Operator) made(object *kube.Object) bool {
	if object.GetLabels()["app.kubernetes.io/managed-by"] == o.Name {
		return true
	}
	return slices.ContainsFunc(object.GetOwnerReferences(), func(owner metav1.OwnerReference) bool { return owner.Kind == o.kind })
}
