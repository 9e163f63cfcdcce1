package raw

// What CDI's release manifests hold beside the objects that its code makes, rendered with the default flags of its
// build (CDI: hack/build/config.sh). The templates are manifests/templates/release/cdi-operator.yaml.in and
// cdi-cr.yaml.in.
const (
	CDINamespace  = "cdi"
	CDIRepository = "quay.io/kubevirt"
	CDIVerbosity  = "1"
)

// CDIOperator puts the objects of cdi-operator.yaml in its order: the namespace, then all that the code makes.
func CDIOperator(made []any) []any {
	return append([]any{object{
		"apiVersion": "v1", "kind": "Namespace",
		"metadata": object{"name": CDINamespace, "labels": object{"cdi.kubevirt.io": ""}},
	}}, made...)
}

// CDICustomResource is cdi-cr.yaml. Its feature gates change between releases: see the template of the release.
func CDICustomResource(featureGates ...any) any {
	placement := object{"nodeSelector": object{"kubernetes.io/os": "linux"}}
	return object{
		"apiVersion": "cdi.kubevirt.io/v1beta1", "kind": "CDI", "metadata": object{"name": "cdi"},
		"spec": object{
			"config":          object{"featureGates": featureGates},
			"imagePullPolicy": PullPolicy,
			"infra":           placement,
			"workload":        placement,
		},
	}
}
