package typescript

import (
	"regexp"
	"slices"
	"strings"

	"cdk8s-kubevirt/tools/upstream/internal/facts"
	"cdk8s-kubevirt/tools/upstream/internal/plain"
)

const (
	anything = "any"
	// nothing is a struct without members, whose only value is {} (KubeVirt: masquerade, CDI: blank).
	nothing = "{ readonly [key: string]: never }"
)

// typeOf is the TypeScript type of a schema.
func typeOf(schema plain.Object) string {
	if name := facts.RefName(schema); name != "" {
		return name
	}
	if plain.Flag(schema, "x-kubernetes-int-or-string") {
		return "number | string"
	}
	if plain.Flag(schema, "x-kubernetes-preserve-unknown-fields") {
		return anything
	}
	if values := plain.Items(schema, "enum"); values != nil {
		return union(values)
	}
	switch plain.Text(schema, "type") {
	case "string":
		return "string"
	case "boolean":
		return "boolean"
	case "integer", "number":
		return "number"
	case "array":
		return listOf(schema["items"])
	case "object":
		return mapOf(schema["additionalProperties"])
	}
	return anything
}

func listOf(items any) string {
	item := anything
	if schema, ok := items.(plain.Object); ok {
		item = typeOf(schema)
	}
	if strings.ContainsAny(item, " ") {
		item = "(" + item + ")"
	}
	return "readonly " + item + "[]"
}

func mapOf(values any) string {
	switch values := values.(type) {
	case plain.Object:
		return "{ readonly [key: string]: " + typeOf(values) + " }"
	case bool:
		return anything
	}
	return nothing
}

func union(values []any) string {
	var literals []string
	for _, value := range values {
		text, ok := value.(string)
		if !ok {
			literals = append(literals, plain.Compact(value))
			continue
		}
		literals = append(literals, quote(text))
	}
	return strings.Join(literals, " | ")
}

func quote(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`, "\n", `\n`).Replace(text) + "'"
}

var identifier = regexp.MustCompile(`^[A-Za-z_$][A-Za-z0-9_$]*$`)

// declaration writes the interface of a shape. Types of some members can be given; all others follow from their
// schemas.
func declaration(name string, shape plain.Object, given map[string]string) string {
	required := plain.Items(shape, "required")
	members := shape["properties"].(plain.Object)
	var out strings.Builder
	out.WriteString("export interface " + name + " {\n")
	for _, member := range sortedKeys(members) {
		schema, _ := members[member].(plain.Object)
		text := given[member]
		if text == "" {
			text = memberType(member, schema)
		}
		optional := "?"
		if slices.Contains(required, any(member)) {
			optional = ""
		}
		if !identifier.MatchString(member) {
			member = quote(member)
		}
		out.WriteString("  readonly " + member + optional + ": " + text + ";\n")
	}
	out.WriteString("}\n")
	return out.String()
}

// memberType is the type of a member. CRD schemas leave Kubernetes' metadata open, as an object without members.
func memberType(member string, schema plain.Object) string {
	if text := typeOf(schema); member != "metadata" || text != nothing {
		return text
	}
	return anything
}
