package accept

import (
	"fmt"
	"regexp"
	"slices"

	"cdk8s-kubevirt/tools/conformance/internal/apply"
	"cdk8s-kubevirt/tools/conformance/internal/report"
)

// known are the warnings that remain, and why each does. Any other fails the run.
var known = []struct {
	warning *regexp.Regexp
	why     string
}{
	{
		regexp.MustCompile(`node-role\.kubernetes\.io/master`),
		"virt-operator's own Deployment, as upstream publishes it, prefers nodes by the old name of the label too: for clusters that still have it.",
	},
}

// warnings are those of many answers.
type warnings struct{ texts map[string]int }

func newWarnings() *warnings { return &warnings{texts: map[string]int{}} }

func (w *warnings) add(all ...apply.Verdicts) {
	for _, verdicts := range all {
		for _, verdict := range verdicts {
			for _, text := range verdict.Warnings {
				w.texts[fmt.Sprintf("%s: %s", apply.Name(verdict.Object), text)]++
			}
		}
	}
}

// section lists each warning with the reason why it remains.
func (w *warnings) section() report.Section {
	section := report.Section{Title: "Warnings that remain", Columns: []string{"warning", "why it remains"}}
	var texts []string
	for text := range w.texts {
		texts = append(texts, text)
	}
	slices.Sort(texts)
	for _, text := range texts {
		why := reason(text)
		section.Check(why != "", "a warning that nobody has accounted for: %s", text)
		section.Row("`"+text+"`", why)
	}
	if len(texts) == 0 {
		section.Columns, section.Text = nil, "None."
	}
	return section
}

func reason(text string) string {
	for _, each := range known {
		if each.warning.MatchString(text) {
			return each.why
		}
	}
	return ""
}
