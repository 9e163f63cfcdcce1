package suite

import (
	"context"
	"slices"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// veleroNamespace is where somebody else has installed Velero.
const veleroNamespace = "velero"

// foreign makes what a bundle takes for granted in a cluster: if it has schedules of backups, Velero's namespace; if it has
// objects of Cluster API or machine-controller, their kinds.
func (s *Suite) foreign(ctx context.Context, c *cluster.Cluster, b bundle.Bundle) error {
	if len(b.OfKind("Schedule")) > 0 {
		if _, err := c.Client.Apply(ctx, Named("v1", "Namespace", "", veleroNamespace)); err != nil {
			return err
		}
	}
	if HasClusterAPI(b) {
		return s.ServeClusterAPI(ctx, c)
	}
	return nil
}

// HasClusterAPI tells whether a bundle has objects of Cluster API or of machine-controller, which make machines.
func HasClusterAPI(b bundle.Bundle) bool { return slices.ContainsFunc(b.Items(), ofClusterAPI) }

// ofClusterAPI tells whether an object is one of Cluster API, of its provider, or of machine-controller.
func ofClusterAPI(item bundle.Item) bool {
	group := item.GroupVersionKind().Group
	return group == machineController || strings.HasSuffix(group, "cluster.x-k8s.io")
}

// Networks is the CRD of Multus' networks.
func Networks() *kube.Object {
	return OpenKind("k8s.cni.cncf.io", "v1", "NetworkAttachmentDefinition", "network-attachment-definitions", "network-attachment-definition")
}

// serveNetworks has a cluster know Multus' networks, which nobody acts by here.
func serveNetworks(ctx context.Context, c *cluster.Cluster) error {
	definition := Networks()
	if _, err := c.Client.Apply(ctx, definition); err != nil {
		return err
	}
	return c.Client.AwaitCRDs(ctx, []*kube.Object{definition})
}

// OpenKind is the CRD of a kind of somebody else's, whose objects may say whatever they like.
func OpenKind(group, version, kind, plural, singular string) *kube.Object {
	return &kube.Object{Object: map[string]any{
		"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
		"metadata": map[string]any{"name": plural + "." + group},
		"spec": map[string]any{
			"group": group, "scope": "Namespaced",
			"names": map[string]any{"kind": kind, "plural": plural, "singular": singular},
			"versions": []any{map[string]any{
				"name": version, "served": true, "storage": true,
				"schema": map[string]any{"openAPIV3Schema": map[string]any{"type": "object", "x-kubernetes-preserve-unknown-fields": true}},
			}},
		},
	}}
}

// Named is an object that has a name and nothing else.
func Named(apiVersion, kind, namespace, name string) *kube.Object {
	object := &kube.Object{Object: map[string]any{"apiVersion": apiVersion, "kind": kind}}
	object.SetNamespace(namespace)
	object.SetName(name)
	return object
}
