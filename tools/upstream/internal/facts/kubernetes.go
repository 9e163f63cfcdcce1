package facts

import (
	"strings"

	"cdk8s-kubevirt/tools/upstream/internal/plain"
)

// kubernetesTypes tells Kubernetes' own types, which KubeVirt and CDI embed, by the members that they have (Kubernetes:
// core/v1 and meta/v1). A type that Kubernetes extends is named after its property, like any other, until its new
// member list is added here.
var kubernetesTypes = map[string]string{
	"accessModes dataSource dataSourceRef resources selector storageClassName volumeAttributesClassName volumeMode volumeName": "PersistentVolumeClaimSpec",
	"apiGroup kind name":                          "TypedLocalObjectReference",
	"apiGroup kind name namespace":                "TypedObjectReference",
	"apiVersion fieldPath":                        "ObjectFieldSelector",
	"claims limits requests":                      "ResourceRequirements",
	"command":                                     "ExecAction",
	"containerName divisor resource":              "ResourceFieldSelector",
	"effect key operator tolerationSeconds value": "Toleration",
	"labelSelector matchLabelKeys maxSkew minDomains nodeAffinityPolicy nodeTaintsPolicy topologyKey whenUnsatisfiable": "TopologySpreadConstraint",
	"labelSelector matchLabelKeys mismatchLabelKeys namespaceSelector namespaces topologyKey":                           "PodAffinityTerm",
	"limits requests":                          "VolumeResourceRequirements",
	"matchExpressions matchFields":             "NodeSelectorTerm",
	"matchExpressions matchLabels":             "LabelSelector",
	"nodeAffinity podAffinity podAntiAffinity": "Affinity",
	"nodeSelectorTerms":                        "NodeSelector",
	"podAffinityTerm weight":                   "WeightedPodAffinityTerm",
	"preference weight":                        "PreferredSchedulingTerm",
}

// kubernetesType names a shape that is one of Kubernetes' own types; "" for every other. A single name can be anything;
// the marker "atomic" tells a LocalObjectReference.
func kubernetesType(node plain.Object) string {
	members, _ := node[properties].(plain.Object)
	list := strings.Join(sortedKeys(members), " ")
	if list == "name" && node["x-kubernetes-map-type"] == "atomic" {
		return "LocalObjectReference"
	}
	return kubernetesTypes[list]
}
