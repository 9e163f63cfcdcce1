package accept

import (
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// mustStay tells whether docs/defaults.md says of an object that it stays in the cluster when it vanishes from the
// bundle: what other people's machines and disks hang on. All else must go, as it opens or grants something, or is made
// again for nothing.
func mustStay(item bundle.Item) bool {
	if layerOf(item) == bundle.Operators {
		return true
	}
	switch item.GetKind() {
	case "KubeVirt", "CDI", "PriorityClass", "Namespace", "StorageProfile", "DataVolume", "DataSource":
		return true
	case "VirtualMachine", "PersistentVolumeClaim", "VolumeImportSource", "VirtualMachineSnapshot":
		return true // no machine of the examples is stateless
	case "VirtualMachineClusterInstancetype", "VirtualMachineClusterPreference":
		return true
	case "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding": // they guard what stays
		return true
	case "NetworkAttachmentDefinition": // machines and the KubeVirt custom resource, which stay, name them
		return true
	case "Cluster", "KubevirtCluster", "KubevirtMachineTemplate", "KubeadmConfigTemplate":
		return true
	case "MachineDeployment": // the nodes of examples/cluster-api are stateless, those of examples/kkp are not
		return item.GroupVersionKind().Group == "cluster.k8s.io"
	case "NetworkPolicy":
		return item.GetName() == "default-deny"
	case "VirtualMachinePool":
		return kube.Text(item.Object, "spec", "scaleInStrategy", "proactive", "statePreservation") != "Disabled"
	}
	return false
}

// keptBy tells which GitOps tool leaves an object that vanishes from the bundle.
func keptBy(item bundle.Item) (argo, flux bool) {
	annotations := item.GetAnnotations()
	argo = strings.Contains(annotations["argocd.argoproj.io/sync-options"], "Prune=false")
	flux = annotations["kustomize.toolkit.fluxcd.io/prune"] == "disabled"
	return argo, flux
}

func layerOf(item bundle.Item) string { return strings.Split(item.File, "/")[2] }
