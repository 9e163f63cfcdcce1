package suite

import (
	"fmt"
	"maps"
	"regexp"
	"slices"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/report"
)

// known are the warnings that remain, and why each does. Any other fails the run.
var known = []struct {
	warning *regexp.Regexp
	why     string
}{
	{
		regexp.MustCompile(`node-role\.kubernetes\.io/master`),
		"virt-operator's own Deployment, as upstream publishes it, also runs on nodes that bear the old name of the label: for clusters that still have it.",
	},
	{
		regexp.MustCompile(`^KubeVirt: .*(has been|feature gate is) deprecated`),
		"A program names a feature gate, or needs it, that its release still has; synthesis gives notice that a later release drops it.",
	},
	{
		regexp.MustCompile(`^ResourceQuota: ResourceQuota requests\.\w+ \(.*\) should be less than limits\.\w+`),
		"Random programs have quotas of all sizes: nothing is refused by such a one, the lower of the two holds first.",
	},
	{
		regexp.MustCompile(`^VirtualMachineInstancePreset: .* is now deprecated`),
		"Random programs have presets, for those who still run them; synthesis gives notice of each.",
	},
	{
		regexp.MustCompile(`^VirtualMachine(Cluster)?Instancetype: launchSecurity is deprecated`),
		"Random programs have such sizes, which their releases serve; synthesis says what to write in their place.",
	},
}

// warned keeps a warning, with one of the objects that it was about.
func (s *Suite) warned(object *kube.Object, warning string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.warnings == nil {
		s.warnings = map[string]string{}
	}
	s.warnings[object.GetKind()+": "+warning] = kube.Name(object)
}

// Warnings lists what servers said beside accepting objects, in all scenarios so far, with the reason why each warning
// remains.
func (s *Suite) Warnings() report.Section {
	s.mu.Lock()
	defer s.mu.Unlock()
	section := report.Section{
		Title:   "Warnings that remain",
		Text:    "What API servers said beside accepting an object, in any scenario but those about wrong objects and about feature gates.",
		Columns: []string{"warning", "why it remains"},
	}
	for _, text := range slices.Sorted(maps.Keys(s.warnings)) {
		why := reason(text)
		section.Check(why != "", "a warning that nobody has accounted for, about %s: %s", s.warnings[text], text)
		section.Row(fmt.Sprintf("`%s`", text), why)
	}
	if len(s.warnings) == 0 {
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
