package delivery

import "cdk8s-kubevirt/tools/conformance/internal/report"

// sections are what is found of one controller.
type sections struct{ order, quiet, changes, removals, states report.Section }

func sectionsOf(c controller) *sections {
	title := func(text string) string { return c.name() + ": " + text }
	return &sections{
		order: report.Section{
			Title:   title("units come in order"),
			Text:    "Nothing of a unit is applied before all units that it waits for are ready, and so before the CRDs of its kinds are there.",
			Columns: []string{"unit", "objects", "waits for", "ready before its first object"},
		},
		states: report.Section{
			Title:   title("what does not run hangs nothing"),
			Columns: []string{"object", "what it says", "unit", "its unit"},
		},
		quiet: report.Section{
			Title:   title("applied again, nothing changes"),
			Text:    "All machines run, and webhooks and controllers have filled in what they fill in.",
			Columns: []string{"unit", "objects", "changed"},
		},
		changes: report.Section{
			Title:   title("a commit changes what it is about"),
			Columns: []string{"commit", "unit", "its objects that change", "the unit then"},
		},
		removals: report.Section{
			Title:   title("what leaves the program"),
			Text:    "Kept are machines, disks, namespaces and other objects whose loss would hurt.",
			Columns: []string{"removed", "objects", "kept", "of them still there", "others", "of them deleted"},
		},
	}
}

func (s *sections) all() []report.Section {
	return []report.Section{s.order, s.states, s.quiet, s.changes, s.removals}
}

// last is the section that an error which ends everything belongs to.
func (s *sections) last() *report.Section { return &s.removals }
