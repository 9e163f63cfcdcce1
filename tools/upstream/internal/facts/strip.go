package facts

import "cdk8s-kubevirt/tools/upstream/internal/plain"

// validationProse are the members of a CEL rule that only word or place its error. Rules are facts, their wording is
// upstream's text.
var validationProse = []string{"message", "messageExpression", "reason", "fieldPath"}

// stripSchema copies a schema without upstream's prose.
func stripSchema(schema plain.Object) plain.Object {
	stripped := MapSchemas(schema, func(_, _ string, nested plain.Object) any { return stripSchema(nested) })
	delete(stripped, "description")
	if rules, ok := stripped["x-kubernetes-validations"].([]any); ok {
		rules = plain.Clone(rules).([]any)
		for _, rule := range rules {
			for _, key := range validationProse {
				delete(rule.(plain.Object), key)
			}
		}
		stripped["x-kubernetes-validations"] = rules
	}
	return stripped
}

// stripObject copies a manifest object without upstream's prose and without what Go's encoder adds to objects that were
// never in a cluster: an empty status and null timestamps. KubeVirt's and CDI's own manifest writers drop most of these
// (KubeVirt: tools/util/marshaller.go, CDI: tools/util/marshaller.go); CRDs keep an empty status in some releases.
func stripObject(object plain.Object) plain.Object {
	stripped := withoutNullTimestamps(plain.Clone(object)).(plain.Object)
	if isEmpty(stripped["status"]) {
		delete(stripped, "status")
	}
	switch plain.Text(stripped, "kind") {
	case "PriorityClass":
		delete(stripped, "description")
	case "CustomResourceDefinition":
		for _, version := range plain.Items(stripped, "spec", "versions") {
			for _, column := range plain.Items(version, "additionalPrinterColumns") {
				delete(column.(plain.Object), "description")
			}
			if schema, ok := plain.At(version, "schema").(plain.Object); ok {
				if root, ok := schema["openAPIV3Schema"].(plain.Object); ok {
					schema["openAPIV3Schema"] = stripSchema(root)
				}
			}
		}
	}
	return stripped
}

func withoutNullTimestamps(value any) any {
	switch v := value.(type) {
	case plain.Object:
		if timestamp, ok := v["creationTimestamp"]; ok && timestamp == nil {
			delete(v, "creationTimestamp")
		}
		for _, member := range v {
			withoutNullTimestamps(member)
		}
	case []any:
		for _, item := range v {
			withoutNullTimestamps(item)
		}
	}
	return value
}

// isEmpty tells whether a value says nothing: null, or strings, arrays and objects that are all empty.
func isEmpty(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case []any:
		return len(v) == 0
	case plain.Object:
		for _, member := range v {
			if !isEmpty(member) {
				return false
			}
		}
		return true
	}
	return false
}
