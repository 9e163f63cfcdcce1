package delivery

import "cdk8s-kubevirt/tools/conformance/internal/report"

// sections are what is found of one controller.
type sections struct{ order, quiet, changes, removals, states, guards report.Section }

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
			Text:    "A machine that nobody has started, and a disk that waits for its first consumer, beside others.",
			Columns: []string{"object", "what it says", "unit", "its unit"},
		},
		quiet: report.Section{
			Title:   title("applied again, nothing changes"),
			Text:    "All machines run, and webhooks and controllers have filled in what they fill in. The objects that stand for units are as Git has them, too.",
			Columns: []string{"unit", "objects", "changed"},
		},
		changes: report.Section{
			Title:   title("a commit changes what it is about"),
			Text:    "A broken object stops its own unit, whose status has the server's words.",
			Columns: []string{"commit", "unit", "its objects that change", "the unit then"},
		},
		removals: report.Section{
			Title:   title("what leaves the program"),
			Text:    "Kept are machines, disks, namespaces and other objects whose loss would hurt. What a removed tenant has beside them in its namespace stays, too: the option `cascade` is off.",
			Columns: []string{"removed", "what is kept", "still there", "what is not", "deleted"},
		},
		guards: report.Section{
			Title:   title("its account may not delete what is guarded"),
			Text:    "The account has all rights; the example's `DeletionGuard` refuses. Nothing is deleted: the server is asked for a dry run.",
			Columns: []string{"object", "to delete it is"},
		},
	}
}

func (s *sections) all() []report.Section {
	return []report.Section{s.order, s.states, s.quiet, s.changes, s.removals, s.guards}
}

// last is the section that an error which ends everything belongs to.
func (s *sections) last() *report.Section { return &s.guards }
