package facts

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"cdk8s-kubevirt/tools/upstream/internal/plain"
)

// A shape is one distinct object schema, wherever and however often it occurs. Two schemas with the same text are the
// same shape.
type shape struct {
	name string
	// node is the schema, with every shape below it replaced by a reference to the shape's id.
	node  plain.Object
	id    string
	steps []step
}

// A step leads from one shape to another: through a property, directly or as the items of an array or the values of a
// map.
type step struct {
	property string
	many     bool
	to       *shape
}

// shapes holds each distinct shape once.
type shapes struct {
	byText map[string]*shape
	all    []*shape
}

// add finds or makes the shape of a schema that declares an object.
func (s *shapes) add(schema plain.Object) *shape {
	var steps []step
	node := MapSchemas(schema, func(_, property string, nested plain.Object) any {
		value, to := s.replace(nested, step{property: property})
		steps = append(steps, to...)
		return value
	})
	text := plain.Compact(node)
	if known := s.byText[text]; known != nil {
		return known
	}
	slices.SortFunc(steps, func(a, b step) int { return cmp.Compare(a.property, b.property) })
	added := &shape{node: node, id: strconv.Itoa(len(s.all)), steps: steps}
	if s.byText == nil {
		s.byText = map[string]*shape{}
	}
	s.byText[text] = added
	s.all = append(s.all, added)
	return added
}

// replace returns a schema with each outermost shape in it replaced by a reference, and the steps that lead to these
// shapes.
func (s *shapes) replace(schema plain.Object, from step) (value any, steps []step) {
	if isShape(schema) {
		from.to = s.add(schema)
		return plain.Object{refKeyword: from.to.id}, []step{from}
	}
	from.many = true
	value = MapSchemas(schema, func(_, _ string, nested plain.Object) any {
		value, more := s.replace(nested, from)
		steps = append(steps, more...)
		return value
	})
	return value, steps
}

const refKeyword = "$ref"

// refPrefix is where definitions lie in a facts file, as a JSON pointer.
const refPrefix = "#/definitions/"

// Ref is the schema that stands for a definition.
func Ref(name string) plain.Object { return plain.Object{refKeyword: refPrefix + name} }

// RefName is the definition's name if a schema is a reference, else "".
func RefName(schema any) string {
	if ref := plain.Text(schema, refKeyword); len(ref) > len(refPrefix) {
		return ref[len(refPrefix):]
	}
	return ""
}

// definitions returns each shape's schema by its name, with references by name.
func (s *shapes) definitions() plain.Object {
	names := map[string]string{}
	for _, shape := range s.all {
		names[shape.id] = shape.name
	}
	var named func(_, _ string, schema plain.Object) any
	named = func(_, _ string, schema plain.Object) any {
		if id := plain.Text(schema, refKeyword); id != "" {
			return Ref(names[id])
		}
		return MapSchemas(schema, named)
	}
	found := plain.Object{}
	for _, shape := range s.all {
		found[shape.name] = MapSchemas(shape.node, named)
	}
	return found
}

// Expand returns a schema with every reference to a definition replaced by the definition itself.
func Expand(schema, definitions plain.Object) plain.Object {
	if name := RefName(schema); name != "" {
		return Expand(definitions[name].(plain.Object), definitions)
	}
	return MapSchemas(schema, func(_, _ string, nested plain.Object) any { return Expand(nested, definitions) })
}

func sortedKeys(object plain.Object) []string { return slices.Sorted(maps.Keys(object)) }
