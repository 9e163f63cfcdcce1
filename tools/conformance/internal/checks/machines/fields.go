package machines

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// beside are the paths of all values that an object has and another one, if there is one, does not have. Status and what
// the API server itself counts in the metadata are left out; items of lists are told apart by their names.
func beside(other, object *kube.Object) []string {
	paths := map[string]bool{}
	var before map[string]any
	if other != nil {
		before = other.Object
	}
	for key, value := range object.Object {
		switch key {
		case "apiVersion", "kind", "status":
		case "metadata":
			walk("metadata", part(before[key]), part(value), paths)
		default:
			walk(key, before[key], value, paths)
		}
	}
	return slices.Sorted(maps.Keys(paths))
}

// part is what people write of metadata, and finalizers.
func part(metadata any) any {
	all, _ := metadata.(map[string]any)
	chosen := map[string]any{}
	for _, key := range []string{"labels", "annotations", "finalizers"} {
		if value, there := all[key]; there {
			chosen[key] = value
		}
	}
	return chosen
}

func walk(path string, other, value any, paths map[string]bool) {
	switch value := value.(type) {
	case nil:
	case map[string]any:
		before, there := other.(map[string]any)
		if len(value) == 0 && !there {
			paths[path] = true
		}
		for key, each := range value {
			walk(path+"."+key, before[key], each, paths)
		}
	case []any:
		before, _ := other.([]any)
		for i, each := range value {
			walk(path+"[]", counterpart(before, i, each), each, paths)
		}
	default:
		if other == nil {
			paths[path] = true
		}
	}
}

// counterpart is the item of a list that is called like another one, or stands in its place.
func counterpart(list []any, place int, item any) any {
	if name := nameOf(item); name != "" {
		for _, each := range list {
			if nameOf(each) == name {
				return each
			}
		}
		return nil
	}
	if place < len(list) {
		return list[place]
	}
	return nil
}

func nameOf(item any) string {
	fields, _ := item.(map[string]any)
	metadata, _ := fields["metadata"].(map[string]any)
	return fmt.Sprint(cmp.Or(fields["name"], metadata["name"], any("")))
}
