package admission

import (
	"testing"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

func TestSourceOf(t *testing.T) {
	for name, each := range map[string]struct {
		kind      string
		sourceRef map[string]any
		expected  string
	}{
		"of another namespace": {"DataVolume", map[string]any{"kind": "DataSource", "name": "a", "namespace": "b"}, "cdi.kubevirt.io/v1beta1/DataSource/b/a"},
		"of its own":           {"DataVolume", map[string]any{"kind": "DataSource", "name": "a"}, "cdi.kubevirt.io/v1beta1/DataSource/home/a"},
		"none":                 {"DataVolume", nil, ""},
		"of another kind":      {"DataSource", map[string]any{"kind": "DataSource", "name": "a"}, ""},
	} {
		object := &kube.Object{Object: map[string]any{
			"apiVersion": "cdi.kubevirt.io/v1beta1", "kind": each.kind,
			"metadata": map[string]any{"name": "disk", "namespace": "home"}, "spec": map[string]any{"sourceRef": each.sourceRef},
		}}
		got := ""
		if source := sourceOf(object); source != nil {
			got = bundle.Key(source)
		}
		if got != each.expected {
			t.Errorf("%s: %q, expected %q", name, got, each.expected)
		}
	}
}
