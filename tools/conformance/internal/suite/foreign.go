package suite

import (
	"context"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// veleroNamespace is where somebody else has installed Velero.
const veleroNamespace = "velero"

// foreign makes what a bundle takes for granted in a cluster: if it has schedules of backups, Velero's namespace.
func foreign(ctx context.Context, client *kube.Client, b bundle.Bundle) error {
	if len(b.OfKind("Schedule")) == 0 {
		return nil
	}
	_, err := client.Apply(ctx, Named("v1", "Namespace", "", veleroNamespace))
	return err
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
