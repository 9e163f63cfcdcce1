package rights

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// question is one that a SubjectAccessReview asks, but for who and where.
type question struct{ verb, group, resource, subresource, name string }

func (q question) String() string {
	return strings.TrimSuffix(fmt.Sprintf("%s %s.%s", q.verb, join("/", q.resource, q.subresource)+join("=", "", q.name), q.group), ".")
}

// expectations are the answers that are written down, in terms of a bundle.
type expectations struct{ bundle bundle.Bundle }

// given are the questions to which rules answer with yes.
func (e expectations) given(rules []any) []question {
	var grants []grant
	for _, each := range rules {
		rule := each.(map[string]any)
		verbs := strings.ReplaceAll(strings.Join(texts(rule, "verbs"), " "), "*", "any")
		for _, group := range texts(rule, "apiGroups") {
			for _, resource := range texts(rule, "resources") {
				names := texts(rule, "resourceNames")
				if len(names) == 0 {
					names = []string{""}
				}
				for _, name := range names {
					grants = append(grants, grant{verbs, group, join("=", resource, name)})
				}
			}
		}
	}
	return e.questions(grants)
}

// expected is what is written down about a subject in a place.
func (e expectations) expected(holder holder, place place) func(question) bool {
	if holder.manifest {
		base, rules := e.written(anybody), rulesOf(e.bundle, holder.subject, place)
		return func(q question) bool {
			return base[q] || slices.ContainsFunc(rules, func(rule any) bool { return covers(rule, q) })
		}
	}
	answers := e.written(append([]right{anybody}, holder.may[place]...)...)
	return func(q question) bool { return answers[q] }
}

func (e expectations) written(rights ...right) map[question]bool {
	answers := map[question]bool{}
	for _, right := range rights {
		for _, question := range e.questions(right.grants) {
			answers[question] = true
		}
	}
	return answers
}

// questions are all combinations of verbs and resources.
func (e expectations) questions(grants []grant) []question {
	var questions []question
	for _, grant := range grants {
		for _, word := range strings.Fields(grant.verbs) {
			for _, verb := range strings.Fields(cmp.Or(verbsOf[word], word)) {
				for _, text := range strings.Fields(grant.resources) {
					full, name, _ := strings.Cut(text, "=")
					resource, subresource, _ := strings.Cut(full, "/")
					questions = append(questions, question{verb, grant.group, resource, subresource, e.claim(name)})
				}
			}
		}
	}
	return questions
}

// claim is the volume behind a golden image, whose name carries a hash.
func (e expectations) claim(image string) string {
	for _, item := range e.bundle.Layer(bundle.Catalog).Items {
		if item.GetKind() == "DataSource" && item.GetName() == image {
			return kube.Text(item.Object, "spec", "source", "pvc", "name")
		}
	}
	return image
}

// join joins two texts if there is a second one.
func join(separator, first, second string) string {
	if second == "" {
		return first
	}
	return first + separator + second
}
