package facts

import "cdk8s-kubevirt/tools/upstream/internal/plain"

// The keywords of a structural schema (Kubernetes, apiextensions.k8s.io/v1 JSONSchemaProps) below which further object
// schemas can lie. Inside anyOf, oneOf, allOf and not, a structural schema may only constrain values, never declare an
// object.
const (
	properties = "properties"
	items      = "items"
	mapValues  = "additionalProperties"
)

// isShape tells whether a schema declares an object with named members. Each distinct one becomes a definition.
func isShape(schema plain.Object) bool {
	_, ok := schema[properties].(plain.Object)
	return ok
}

// MapSchemas copies a schema, with every schema directly below it replaced by what change makes of it. step tells the
// member, or the keyword items or additionalProperties, that leads there.
func MapSchemas(schema plain.Object, change func(keyword, member string, schema plain.Object) any) plain.Object {
	copied := make(plain.Object, len(schema))
	for keyword, value := range schema {
		copied[keyword] = value
		switch nested, _ := value.(plain.Object); {
		case nested == nil:
		case keyword == properties:
			members := make(plain.Object, len(nested))
			for member, value := range nested {
				members[member] = value
				if schema, ok := value.(plain.Object); ok {
					members[member] = change(properties, member, schema)
				}
			}
			copied[keyword] = members
		case keyword == items || keyword == mapValues:
			copied[keyword] = change(keyword, "", nested)
		}
	}
	return copied
}
