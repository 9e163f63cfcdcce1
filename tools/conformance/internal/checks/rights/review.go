package rights

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/parallel"
	"cdk8s-kubevirt/tools/conformance/internal/report"
)

// reviewers is how many questions are asked at a time.
const reviewers = 16

func reviewSection() report.Section {
	return report.Section{
		Title: "What everyone may",
		Text: `Everyone whom a RoleBinding or ClusterRoleBinding of the bundle names, and somebody whom none names, was asked about by SubjectAccessReview: each
verb on each kind of KubeVirt and CDI, on their subresources and on what matters of Kubernetes' own. The answers must be exactly those that are written
down (tools/conformance/internal/checks/rights/matrix.go); the operators' must be what their manifests say. That nothing else was given, there, in the
operators' namespaces, in one that the bundle knows by name only or in kube-system, was seen in the authorizer's own list of rules (SelfSubjectRulesReview).`,
		Columns: []string{"who", "is", inAcme.name, inBeta.name, inImages.name, inNightly.name, inWeekly.name, inCluster.name, "answers as expected"},
	}
}

// review asks the authorizer about everyone.
type review struct {
	client  *kube.Client
	section *report.Section
	expectations
}

func (r review) ask(ctx context.Context) (count int, err error) {
	subjects := subjectsOf(r.bundle)
	known := map[string]bool{}
	for _, holder := range holders {
		known[holder.subject] = true
		r.section.Check(subjects[holder.subject], "%s is bound by nothing in the bundle, and should be", holder.subject)
	}
	for _, subject := range slices.Sorted(maps.Keys(subjects)) {
		r.section.Check(known[subject], "%s is bound by the bundle, and nothing says what it may", subject)
	}
	questions := r.questions(everything)
	if err := r.complete(ctx, questions); err != nil {
		return 0, err
	}
	stranger := holder{subject: "User somebody", is: "logged in, bound by nothing"}
	for _, holder := range append([]holder{stranger}, holders...) {
		right, wrong := 0, 0
		for _, place := range holder.places() {
			mistakes, err := r.askOne(ctx, holder, place, questions)
			if err != nil {
				return count, err
			}
			for _, mistake := range mistakes {
				r.section.Check(false, "%s", mistake)
			}
			right, wrong = right+len(questions)-len(mistakes), wrong+len(mistakes)
		}
		if err := r.nothingElse(ctx, holder); err != nil {
			return count, err
		}
		count += right + wrong
		r.section.Checks += right
		r.row(holder, fmt.Sprintf("%d of %d", right, right+wrong))
	}
	r.section.After = "Whoever is logged in " + anybody.words + ", wherever the question is asked, and so do all of these. “Nothing” means nothing beyond that. " +
		"That viewers may have disks cloned is CDI's role, not ours: into a namespace where they may create a disk themselves."
	return count, nil
}

// complete sees that no kind of KubeVirt and CDI is left out.
func (r review) complete(ctx context.Context, questions []question) error {
	crds, err := r.client.List(ctx, "apiextensions.k8s.io/v1", "CustomResourceDefinition", "")
	if err != nil {
		return err
	}
	about := map[string]bool{}
	for _, question := range questions {
		about[question.resource+"."+question.group] = true
	}
	for _, crd := range crds {
		r.section.Check(about[crd.GetName()], "%s is served and nobody is asked about it", crd.GetName())
	}
	return nil
}

// places are where a holder is asked about; the operators work in namespaces of their own.
func (h holder) places() []place {
	if h.manifest {
		return []place{inAcme, inImages, inKubeVirt, inCDI, inCluster}
	}
	return []place{inAcme, inBeta, inImages, inNightly, inWeekly, inCluster}
}

// nothingElse reads all rules that the authorizer knows for a holder in each namespace, and sees that they give what is
// written down and nothing that was never asked about.
func (r review) nothingElse(ctx context.Context, holder holder) error {
	if holder.manifest {
		return nil
	}
	user, groups := identity(holder.subject)
	client, err := r.client.As(user, groups...)
	if err != nil {
		return err
	}
	for _, place := range []place{inAcme, inBeta, inImages, inNightly, inWeekly, inPipelines, inKubeVirt, inCDI, inKubeSystem} {
		answer, err := client.Create(ctx, &kube.Object{Object: map[string]any{
			"apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectRulesReview", "metadata": map[string]any{},
			"spec": map[string]any{"namespace": place.namespace},
		}})
		if err != nil {
			return fmt.Errorf("the rules of %s: %w", holder.subject, err)
		}
		rules, _, _ := unstructured.NestedSlice(answer.Object, "status", "resourceRules")
		expected, given := r.expected(holder, place), 0
		asked := r.written(right{grants: everything})
		for _, question := range r.given(rules) {
			given++
			more := holder.kubernetes && place == inAcme && !asked[question] && slices.Contains(strings.Fields(verbsOf["read"]), question.verb)
			r.section.Check(expected(question) || more, "%s, in %s: a rule allows “%s”, and should not", holder.subject, place.name, question)
		}
		r.section.Check(given > 0, "%s, in %s: the authorizer knows no rule at all", holder.subject, place.name)
	}
	return nil
}

// askOne asks all questions about one subject in one place, and says where the answer is another than expected.
func (r review) askOne(ctx context.Context, holder holder, place place, questions []question) ([]string, error) {
	expected := r.expected(holder, place)
	mistakes, errors := make([]string, len(questions)), make([]error, len(questions))
	parallel.Do(reviewers, len(questions), func(i int) {
		allowed, reason, err := r.allowed(ctx, holder.subject, place, questions[i])
		if errors[i] = err; err == nil && allowed != expected(questions[i]) {
			mistakes[i] = fmt.Sprintf("%s, in %s: “%s” is %s, and should not be (%s)",
				holder.subject, place.name, questions[i], map[bool]string{true: "allowed", false: "denied"}[allowed], cmp.Or(reason, "no rule says so"))
		}
	})
	for _, err := range errors {
		if err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(mistakes, func(mistake string) bool { return mistake == "" }), nil
}

// allowed is the authorizer's answer.
func (r review) allowed(ctx context.Context, subject string, place place, q question) (bool, string, error) {
	user, names := identity(subject)
	groups := make([]any, len(names))
	for i, name := range names {
		groups[i] = name
	}
	answer, err := r.client.Create(ctx, &kube.Object{Object: map[string]any{
		"apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview", "metadata": map[string]any{},
		"spec": map[string]any{"user": user, "groups": groups, "resourceAttributes": map[string]any{
			"namespace": place.namespace, "verb": q.verb, "group": q.group, "resource": q.resource, "subresource": q.subresource, "name": q.name,
		}},
	}})
	if err != nil {
		return false, "", fmt.Errorf("asking about %s, %s: %w", subject, q, err)
	}
	allowed, _ := kube.Field(answer, "status", "allowed").(bool)
	return allowed, kube.Text(answer, "status", "reason"), nil
}

// identity is as whom a subject of a binding comes to the API server.
func identity(subject string) (user string, groups []string) {
	kind, name, _ := strings.Cut(subject, " ")
	switch kind {
	case "Group":
		return "one of " + name, []string{name, "system:authenticated"}
	case "ServiceAccount":
		namespace, account, _ := strings.Cut(name, "/")
		return "system:serviceaccount:" + namespace + ":" + account, []string{"system:serviceaccounts", "system:serviceaccounts:" + namespace, "system:authenticated"}
	}
	return name, []string{"system:authenticated"}
}

func (r review) row(holder holder, answers string) {
	words := func(place place) string {
		var all []string
		for _, right := range holder.may[place] {
			if right.words != "" {
				all = append(all, right.words)
			}
		}
		if holder.manifest {
			return "as its manifest says"
		}
		return cmp.Or(strings.Join(all, "; "), "nothing")
	}
	r.section.Row(holder.subject, holder.is, words(inAcme), words(inBeta), words(inImages), words(inNightly), words(inWeekly), words(inCluster), answers)
}
