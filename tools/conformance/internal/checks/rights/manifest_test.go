package rights

import "testing"

func TestCovers(t *testing.T) {
	rule := func(verb, group, resource string, names ...any) map[string]any {
		return map[string]any{"verbs": []any{verb}, "apiGroups": []any{group}, "resources": []any{resource}, "resourceNames": names}
	}
	cases := []struct {
		what  string
		rule  map[string]any
		asked question
		want  bool
	}{
		{"what it names", rule("get", "", "pods"), question{"get", "", "pods", "", ""}, true},
		{"another verb", rule("get", "", "pods"), question{"list", "", "pods", "", ""}, false},
		{"another group", rule("get", "apps", "pods"), question{"get", "", "pods", "", ""}, false},
		{"stars", rule("*", "*", "*"), question{"delete", "apps", "deployments", "scale", ""}, true},
		{"a subresource of what it names", rule("get", "", "pods"), question{"get", "", "pods", "log", ""}, false},
		{"a subresource of all", rule("get", "", "*/log"), question{"get", "", "pods", "log", ""}, true},
		{"a name", rule("get", "", "pods", "one"), question{"get", "", "pods", "", "one"}, true},
		{"another name", rule("get", "", "pods", "one"), question{"get", "", "pods", "", "other"}, false},
		{"all names", rule("get", "", "pods", "one"), question{"get", "", "pods", "", ""}, false},
	}
	for _, each := range cases {
		if got := covers(each.rule, each.asked); got != each.want {
			t.Errorf("%s: covers = %v", each.what, got)
		}
	}
}
