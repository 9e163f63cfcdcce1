package admission

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/api/meta"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/process"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// wrongCase is one line of the program corpus: something that must be there, or objects with a fault.
type wrongCase struct {
	Prerequisite map[string]any   `json:"prerequisite"`
	Rule         string           `json:"rule"`
	Case         string           `json:"case"`
	Objects      []map[string]any `json:"objects"`
	Expect       string           `json:"expect"` // refused, later or stricter
	Words        string           `json:"words"`  // of the server's answer
	Why          string           `json:"why"`
}

func (w wrongCase) String() string { return w.Rule + ", " + w.Case }

// outcome is the column of the page in which a case is counted.
func (w wrongCase) outcome() string {
	switch {
	case len(w.Objects) == 0:
		return "unseen"
	case w.Expect == "later" && w.Words != "":
		return "shown"
	}
	return w.Expect
}

// reasons are why rules of ours are stricter than the server, by rule.
type reasons map[string][]string

// corpus applies objects that break our rules, and sees that the server says of them what the corpus says that it does.
func corpus(ctx context.Context, installed *suite.Installed, cases []wrongCase, section *report.Section) (reasons, error) {
	pair := installed.Pair
	rules, counts, stricter := map[string]bool{}, map[string]int{}, reasons{}
	var heard []answer
	for _, each := range cases {
		if each.Prerequisite != nil {
			if _, err := installed.Client.Apply(ctx, &kube.Object{Object: each.Prerequisite}); err != nil {
				return nil, fmt.Errorf("what the corpus needs: %w", err)
			}
			continue
		}
		if len(rules) == 0 {
			if err := installed.KubeVirt.Configured(ctx); err != nil {
				return nil, err
			}
		}
		rules[each.Rule] = true
		counts[each.outcome()]++
		if len(each.Objects) > 0 {
			said, problem := each.verdict(ctx, installed)
			section.Check(problem == "", "%s, for %s: %s", each, pair, problem)
			if said != "" {
				heard = append(heard, answer{to: each, said: said})
			}
		}
		if each.Expect != "refused" && !slices.Contains(stricter[each.Rule], each.Why) {
			stricter[each.Rule] = append(stricter[each.Rule], each.Why)
		}
	}
	tellApart(heard, pair, section)
	section.Row(pair.KubeVirt, pair.CDI, fmt.Sprint(len(rules)), fmt.Sprint(counts["refused"]), fmt.Sprint(counts["shown"]), fmt.Sprint(counts["later"]), fmt.Sprint(counts["stricter"]), fmt.Sprint(counts["unseen"]))
	return stricter, nil
}

// resourceIn is the custom resource that the corpus needs: with all gates without which KubeVirt does not even look at
// what is wrong.
func resourceIn(cases []wrongCase) (*kube.Object, error) {
	for _, each := range cases {
		if each.Prerequisite["kind"] == "KubeVirt" {
			return &kube.Object{Object: each.Prerequisite}, nil
		}
	}
	return nil, errors.New("the corpus brings no KubeVirt")
}

func readCorpus(ctx context.Context, s *suite.Suite, pair suite.Pair) ([]wrongCase, error) {
	lines, err := s.Node(ctx, "corpus", "--kubevirt", pair.KubeVirt, "--cdi", pair.CDI)
	if err != nil {
		return nil, err
	}
	cases, err := process.Lines[wrongCase]("corpus", lines)
	if err != nil {
		return nil, err
	}
	for i := range cases {
		if err := cases[i].leaveOut(ctx, s); err != nil {
			return nil, err
		}
	}
	return cases, nil
}

// leaveOut takes away a case's objects if a kind among them is served by no cluster.
func (w *wrongCase) leaveOut(ctx context.Context, s *suite.Suite) error {
	for _, plain := range w.Objects {
		lacks, err := s.Lacks(ctx, &kube.Object{Object: plain})
		if err != nil {
			return err
		}
		if lacks {
			w.Objects = nil
			return nil
		}
	}
	return nil
}

// broken ends what the server says when a webhook breaks while it is asked, and does not merely fail to be reached.
const broken = "EOF"

// answers tells whether an error is the server's word on an object, a kind that it does not know included, and not that
// it is not there.
func answers(err error) bool {
	return kube.StatusOf(err) > 0 || meta.IsNoMatchError(err)
}

// verdict is the answer in which the server says of a case what the corpus says that it does, and a sentence when it
// says something else.
func (w wrongCase) verdict(ctx context.Context, installed *suite.Installed) (said, problem string) {
	var refusals []string
	for i, plain := range w.Objects {
		_, err := installed.Client.Apply(ctx, &kube.Object{Object: plain}, kube.DryRun)
		if err == nil {
			continue
		}
		if w.Expect == "later" && i == 0 {
			return "", fmt.Sprintf("the first object should be taken, and is refused: %v", err)
		}
		if !answers(err) || strings.Contains(err.Error(), "failed calling webhook") && !strings.HasSuffix(w.Words, broken) {
			return "", fmt.Sprintf("this is not a refusal: %v", err)
		}
		refusals = append(refusals, err.Error())
	}
	switch {
	case w.Expect == "stricter" && len(refusals) > 0:
		return "", fmt.Sprintf("the server is as strict: %s", refusals)
	case w.Expect == "refused" && len(refusals) == 0:
		return "", "the server takes it"
	case w.Words == "":
		return "", ""
	case len(refusals) == 0:
		return "", "what is made of it is taken too"
	}
	spoken := slices.IndexFunc(refusals, func(refusal string) bool { return strings.Contains(refusal, w.Words) })
	if spoken < 0 {
		return "", fmt.Sprintf("the answer is not %q: %s", w.Words, refusals)
	}
	return refusals[spoken], ""
}

func (r reasons) add(more reasons) {
	for rule, whys := range more {
		r[rule] = append(r[rule], whys...)
	}
}

// section lists the rules that the server does not have, with the reasons.
func (r reasons) section() report.Section {
	section := report.Section{
		Title:   "Where our rules are stricter",
		Text:    "What the API server takes at once or never sees, and why synthesis refuses it all the same.",
		Columns: []string{"rule", "why"},
	}
	for _, rule := range slices.Sorted(maps.Keys(r)) {
		whys := r[rule]
		slices.Sort(whys)
		section.Row("`"+rule+"`", strings.Join(slices.Compact(whys), "; "))
	}
	return section
}
