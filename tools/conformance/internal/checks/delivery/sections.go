package delivery

import "cdk8s-kubevirt/tools/conformance/internal/report"

// sections are what is found of one controller.
type sections struct {
	order, states, quiet, hands, changes, schedule, renames, removals, guards report.Section
}

func sectionsOf(c controller) *sections {
	failing := "With `waitForMachines`, which is off, Flux would wait for single machines too."
	anew := ""
	if c.compares() {
		anew = "\nArgo CD writes what comes into another Application, and makes a DataImportCron anew whenever it writes it; what it has imported stays."
		failing = "Argo CD shows what fails, and syncs all the same."
	}
	title := func(text string) string { return c.name() + ": " + text }
	return &sections{
		order: report.Section{
			Title:   title("units come in order"),
			Text:    "Nothing of a unit is applied before all units that it waits for are ready, and so before the CRDs of its kinds are there.",
			Columns: []string{"unit", "objects", "waits for", "ready before its first object"},
		},
		states: report.Section{
			Title: title("what does not run hangs nothing"),
			Text: "A machine that nobody has started, and a disk that waits for its first consumer, beside others. Then a machine migrates, and a commit brings one that no node can\n" +
				"run: the commit is applied, and so is the next. In the end a node comes that can. The migration is played: virt-controller says `Migrating` when virt-handler\n" +
				"does. " + failing,
			Columns: []string{"object", "what it says", "unit", "its unit"},
		},
		quiet: report.Section{
			Title:   title("applied again, nothing changes"),
			Text:    "All machines run, and webhooks and controllers have filled in what they fill in. The objects that stand for units are as Git has them, too.",
			Columns: []string{"unit", "objects", "changed"},
		},
		hands: report.Section{
			Title:   title("machines that people start and stop"),
			Text:    "By KubeVirt's own API, as `virtctl start` and `virtctl stop` do. A machine with `Manual` is as Git has it, whichever it is; one with `Always` is started again\nwhen its unit is applied again.",
			Columns: []string{"machine", "`runStrategy` in Git", "by hand", "it then", "its unit then", "applied again"},
		},
		changes: report.Section{
			Title:   title("a commit changes what it is about"),
			Text:    "A broken object stops its own unit, whose status has the server's words.",
			Columns: []string{"commit", "unit", "its objects that change", "the unit then"},
		},
		schedule: report.Section{
			Title:   title("an image is looked for at another time"),
			Text:    "CDI refuses another spec of a DataImportCron, so the commit with another schedule has it made anew. What it has imported stays.",
			Columns: []string{"object", "is then"},
		},
		renames: report.Section{
			Title: title("what loses nothing"),
			Text: "What is called otherwise comes into units of other names, and stays what it is. A cluster that leaves the program loses nothing either: what delivers it says that\n" +
				"its folder is missing, until somebody removes that." + anew,
			Columns: []string{"commit", "units that go", "units that come", "objects that are the same"},
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
	return []report.Section{s.order, s.states, s.quiet, s.hands, s.changes, s.schedule, s.renames, s.removals, s.guards}
}

// last is the section that an error which ends everything belongs to.
func (s *sections) last() *report.Section { return &s.guards }
