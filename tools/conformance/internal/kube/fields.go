package kube

import "k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

// Name is a short name of an object for people: Kind namespace/name.
func Name(object *Object) string { return object.GetKind() + " " + Path(object) }

// Path is where an object is among those of its kind: namespace/name, or the name alone.
func Path(object *Object) string {
	if object.GetNamespace() == "" {
		return object.GetName()
	}
	return object.GetNamespace() + "/" + object.GetName()
}

// Field reads a value by the path of its keys; nothing if it is not there, or no object is.
func Field(object *Object, path ...string) any {
	if object == nil {
		return nil
	}
	value, _, _ := unstructured.NestedFieldNoCopy(object.Object, path...)
	return value
}

// Text reads a string by the path of its keys; empty if it is not there.
func Text(object *Object, path ...string) string {
	text, _ := Field(object, path...).(string)
	return text
}

// Number reads a whole number by the path of its keys; 0 if it is not there. Only what a server has answered has
// numbers of that type.
func Number(object *Object, path ...string) int64 {
	number, _ := Field(object, path...).(int64)
	return number
}

// Condition is what the status of an object says of one thing.
type Condition struct {
	Type, Status, Reason, Message string
	// Since is when it got this status.
	Since string
}

// Conditions are all those of an object.
func Conditions(object *Object) []Condition {
	all, _ := Field(object, "status", "conditions").([]any)
	var conditions []Condition
	for _, each := range all {
		fields, _ := each.(map[string]any)
		text := func(key string) string {
			value, _ := fields[key].(string)
			return value
		}
		conditions = append(conditions, Condition{text("type"), text("status"), text("reason"), text("message"), text("lastTransitionTime")})
	}
	return conditions
}

// ConditionOf is an object's condition of a type; an empty one if it has none such.
func ConditionOf(object *Object, kind string) Condition {
	for _, condition := range Conditions(object) {
		if condition.Type == kind {
			return condition
		}
	}
	return Condition{}
}
