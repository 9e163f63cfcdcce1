package rights

import (
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// binding is a RoleBinding or ClusterRoleBinding of a bundle.
type binding struct {
	// namespace is where it holds: one, or everywhere if it is empty.
	namespace string
	// role is the key of the role that it refers to.
	role     string
	subjects []string
}

func bindings(b bundle.Bundle) []binding {
	var found []binding
	for _, item := range b.Items() {
		if item.GetKind() != "RoleBinding" && item.GetKind() != "ClusterRoleBinding" {
			continue
		}
		one := binding{namespace: item.GetNamespace(), role: kube.Text(item.Object, "roleRef", "kind") + "//" + kube.Text(item.Object, "roleRef", "name")}
		if kube.Text(item.Object, "roleRef", "kind") == "Role" {
			one.role = "Role/" + item.GetNamespace() + "/" + kube.Text(item.Object, "roleRef", "name")
		}
		subjects, _, _ := unstructured.NestedSlice(item.Object.Object, "subjects")
		for _, each := range subjects {
			subject := each.(map[string]any)
			text, _ := subject["name"].(string)
			if namespace, _ := subject["namespace"].(string); namespace != "" {
				text = namespace + "/" + text
			}
			one.subjects = append(one.subjects, subject["kind"].(string)+" "+text)
		}
		found = append(found, one)
	}
	return found
}

// subjectsOf are all whom a bundle binds.
func subjectsOf(b bundle.Bundle) map[string]bool {
	subjects := map[string]bool{}
	for _, binding := range bindings(b) {
		for _, subject := range binding.subjects {
			subjects[subject] = true
		}
	}
	return subjects
}

// rulesOf are the rules that a bundle's own roles give to a subject in a place.
func rulesOf(b bundle.Bundle, subject string, place place) []any {
	roles := map[string]bool{}
	for _, binding := range bindings(b) {
		if slices.Contains(binding.subjects, subject) && (binding.namespace == "" || binding.namespace == place.namespace) {
			roles[binding.role] = true
		}
	}
	var rules []any
	for _, item := range b.Items() {
		if roles[item.GetKind()+"/"+item.GetNamespace()+"/"+item.GetName()] {
			more, _, _ := unstructured.NestedSlice(item.Object.Object, "rules")
			rules = append(rules, more...)
		}
	}
	return rules
}

// covers tells whether a rule answers a question with yes, as RBAC does.
func covers(rule any, q question) bool {
	fields := rule.(map[string]any)
	holds := func(field string, values ...string) bool {
		listed := texts(fields, field)
		return slices.Contains(listed, "*") || slices.ContainsFunc(values, func(value string) bool { return slices.Contains(listed, value) })
	}
	resources := []string{join("/", q.resource, q.subresource)}
	if q.subresource != "" {
		resources = append(resources, "*/"+q.subresource)
	}
	names := texts(fields, "resourceNames")
	named := len(names) == 0 || q.name != "" && slices.Contains(names, q.name)
	return named && holds("verbs", q.verb) && holds("apiGroups", q.group) && holds("resources", resources...)
}

func texts(fields map[string]any, name string) []string {
	list, _, _ := unstructured.NestedStringSlice(fields, name)
	return list
}
