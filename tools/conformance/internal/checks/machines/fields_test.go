package machines

import (
	"slices"
	"testing"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

func TestBeside(t *testing.T) {
	disk := func(name string, more ...string) any {
		fields := map[string]any{"name": name}
		for _, key := range more {
			fields[key] = "x"
		}
		return fields
	}
	object := func(spec map[string]any, annotations ...string) *kube.Object {
		o := &kube.Object{Object: map[string]any{"kind": "A", "spec": spec, "status": map[string]any{"phase": "Running"}}}
		o.SetUID("1")
		for _, key := range annotations {
			o.SetAnnotations(map[string]string{key: "x"})
		}
		return o
	}
	for name, try := range map[string]struct {
		before, after *kube.Object
		want          []string
	}{
		"the same":          {object(map[string]any{"a": "1"}), object(map[string]any{"a": "1"}), nil},
		"another value":     {object(map[string]any{"a": "1"}), object(map[string]any{"a": "2"}), nil},
		"a value":           {object(map[string]any{}), object(map[string]any{"a": "1"}), []string{"spec.a"}},
		"values below":      {object(map[string]any{}), object(map[string]any{"a": map[string]any{"b": "1", "c": false}}), []string{"spec.a.b", "spec.a.c"}},
		"an empty map":      {object(map[string]any{}), object(map[string]any{"a": map[string]any{}}), []string{"spec.a"}},
		"nothing at all":    {object(map[string]any{}), object(map[string]any{"a": nil}), nil},
		"an annotation":     {object(map[string]any{}), object(map[string]any{}, "b"), []string{"metadata.annotations.b"}},
		"without the other": {nil, object(map[string]any{"a": "1"}), []string{"spec.a"}},
		"items by name": {
			object(map[string]any{"disks": []any{disk("a", "bus"), disk("b")}}),
			object(map[string]any{"disks": []any{disk("b", "serial"), disk("a", "bus")}}),
			[]string{"spec.disks[].serial"},
		},
		"items without names": {object(map[string]any{"modes": []any{"x"}}), object(map[string]any{"modes": []any{"x", "y"}}), []string{"spec.modes[]"}},
	} {
		if got := beside(try.before, try.after); !slices.Equal(got, try.want) {
			t.Errorf("%s: %q, not %q", name, got, try.want)
		}
	}
}
