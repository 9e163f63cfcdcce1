package verify

import (
	"fmt"
	"strings"

	"cdk8s-kubevirt/tools/upstream/internal/plain"
)

// expand replaces every reference to a definition, wherever it stands, by the definition.
func expand(value any, definitions plain.Object) (any, error) {
	switch v := value.(type) {
	case plain.Object:
		if ref, ok := v["$ref"].(string); ok {
			name := strings.TrimPrefix(ref, "#/definitions/")
			definition, ok := definitions[name]
			if !ok || len(v) != 1 {
				return nil, fmt.Errorf("not a reference to a definition: %s", plain.Compact(v))
			}
			return expand(definition, definitions)
		}
		expanded := plain.Object{}
		for key, member := range v {
			var err error
			if expanded[key], err = expand(member, definitions); err != nil {
				return nil, err
			}
		}
		return expanded, nil
	case []any:
		expanded := make([]any, len(v))
		for i, item := range v {
			var err error
			if expanded[i], err = expand(item, definitions); err != nil {
				return nil, err
			}
		}
		return expanded, nil
	}
	return value, nil
}

// difference tells where two values differ first, as a path; "" when they are equal.
func difference(path string, a, b any) string {
	if plain.Compact(a) == plain.Compact(b) {
		return ""
	}
	if a, ok := a.(plain.Object); ok {
		if b, ok := b.(plain.Object); ok {
			for key := range merged(a, b) {
				if found := difference(path+"."+key, a[key], b[key]); found != "" {
					return found
				}
			}
		}
	}
	if a, ok := a.([]any); ok {
		if b, ok := b.([]any); ok && len(a) == len(b) {
			for i := range a {
				if found := difference(fmt.Sprintf("%s[%d]", path, i), a[i], b[i]); found != "" {
					return found
				}
			}
		}
	}
	return fmt.Sprintf("%s: facts %.200s, upstream %.200s", path, plain.Compact(a), plain.Compact(b))
}

func merged(a, b plain.Object) plain.Object {
	all := plain.Object{}
	for _, object := range []plain.Object{a, b} {
		for key := range object {
			all[key] = nil
		}
	}
	return all
}
