package raw

// What KubeVirt's release manifests hold beside the objects that its code makes, rendered with the default flags of its
// build (KubeVirt: hack/config-default.sh) and the repository that its images are published in. The templates,
// manifests/release/kubevirt-operator.yaml.in and manifests/generated/kubevirt-cr.yaml.in, are the same from 1.7 to
// 1.9.
const (
	KubeVirtNamespace  = "kubevirt"
	KubeVirtRepository = "quay.io/kubevirt"
	KubeVirtVerbosity  = "2"
	PullPolicy         = "IfNotPresent"
)

type object = map[string]any

// KubeVirtOperator puts the objects of kubevirt-operator.yaml in its order: namespace, CRD, priority class, the role
// that admins get, what the code makes for the operator's account, and the Deployment, whose spec the code makes.
func KubeVirtOperator(crd any, account []any, deploymentSpec any) []any {
	objects := []any{
		object{
			"apiVersion": "v1", "kind": "Namespace",
			"metadata": object{
				"name":   KubeVirtNamespace,
				"labels": object{"kubevirt.io": "", "pod-security.kubernetes.io/enforce": "privileged"},
			},
		},
		crd,
		object{
			"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass",
			"metadata": object{"name": "kubevirt-cluster-critical"}, "value": 1000000000, "globalDefault": false,
		},
		object{
			"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole",
			"metadata": object{
				"name":   "kubevirt.io:operator",
				"labels": object{"operator.kubevirt.io": "", "rbac.authorization.k8s.io/aggregate-to-admin": "true"},
			},
			"rules": []any{object{
				"apiGroups": []any{"kubevirt.io"}, "resources": []any{"kubevirts"},
				"verbs": []any{"get", "delete", "create", "update", "patch", "list", "watch", "deletecollection"},
			}},
		},
	}
	objects = append(objects, account...)
	return append(objects, object{
		"apiVersion": "apps/v1", "kind": "Deployment",
		"metadata": object{"name": "virt-operator", "namespace": KubeVirtNamespace, "labels": object{"kubevirt.io": "virt-operator"}},
		"spec":     deploymentSpec,
	})
}

// KubeVirtCustomResource is kubevirt-cr.yaml.
func KubeVirtCustomResource() any {
	return object{
		"apiVersion": "kubevirt.io/v1", "kind": "KubeVirt",
		"metadata": object{"name": "kubevirt", "namespace": KubeVirtNamespace},
		"spec": object{
			"certificateRotateStrategy": object{},
			"configuration": object{
				"developerConfiguration": object{"featureGates": []any{}},
				"imagePullPolicy":        PullPolicy,
			},
			"customizeComponents":    object{},
			"imagePullPolicy":        PullPolicy,
			"workloadUpdateStrategy": object{},
		},
	}
}
