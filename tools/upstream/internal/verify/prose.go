package verify

import (
	"slices"

	"cdk8s-kubevirt/tools/upstream/internal/plain"
)

// withoutProse drops what facts leave out, by another way than package facts does: whatever is called description and
// is a text, wherever it stands, and the wording of CEL rules. It also drops empty statuses and null timestamps, which
// say nothing.
func withoutProse(value any) any {
	switch v := value.(type) {
	case plain.Object:
		kept := plain.Object{}
		for key, member := range v {
			_, isText := member.(string)
			switch {
			case key == "description" && isText:
			case key == "creationTimestamp" && member == nil:
			case key == "x-kubernetes-validations":
				kept[key] = rulesOnly(member.([]any))
			default:
				kept[key] = withoutProse(member)
			}
		}
		return kept
	case []any:
		kept := make([]any, len(v))
		for i, item := range v {
			kept[i] = withoutProse(item)
		}
		return kept
	}
	return value
}

func rulesOnly(validations []any) []any {
	kept := make([]any, len(validations))
	for i, validation := range validations {
		rule := plain.Object{}
		for key, value := range validation.(plain.Object) {
			if !slices.Contains([]string{"message", "messageExpression", "reason", "fieldPath"}, key) {
				rule[key] = value
			}
		}
		kept[i] = rule
	}
	return kept
}
