package change

import (
	"fmt"
	"maps"
	"slices"

	"cdk8s-kubevirt/tools/conformance/internal/report"
)

// revisionLabel names the revision of its pool that a machine was made of.
const revisionLabel = "kubevirt.io/vm-pool-revision-name"

// outcome is what came of a moment.
type outcome struct {
	moment
	before, after objects
	// revision is that of the template which members have to have, if they have to get another one.
	revision string
	got      figures
	// anyFlags tells that it does not matter how many members say that they need a restart.
	anyFlags bool
	// rest tells whether all was as expected, and nothing happened any more.
	rest bool
}

func (m moment) namespace() string { return "cluster-" + m.tenant }

// measure looks at how things are by now.
func (o *outcome) measure(seen *watcher) {
	after, fewest, silence := seen.look(o.namespace())
	o.after, o.got = after, compare(o.before, after, fewest)
	want := o.want
	if o.anyFlags {
		want.flagged = o.got.flagged
	}
	if want.fewest == unbounded {
		want.fewest = o.got.fewest
	}
	if o.revision == "" {
		o.rest = o.got == want && silence >= longQuiet
	} else {
		o.rest = o.got == want && silence >= quiet && rewritten(after, o.revision)
	}
}

// rewritten tells whether the pool has given its members the template of a revision.
func rewritten(now objects, revision string) bool {
	for _, machine := range now.members() {
		if machine.GetLabels()[revisionLabel] != revision {
			return false
		}
	}
	return true
}

// judge says what did not come out as expected.
func (o *outcome) judge(section *report.Section, change string) {
	section.Check(o.rest, "%s, in %s: %s; expected: %s, and then nothing more", change, o.namespace(), o.got, o.want)
	if o.members != nil {
		names := slices.Sorted(maps.Keys(o.after.members()))
		section.Check(slices.Equal(names, o.members), "%s, in %s: the members are %v; expected: %v", change, o.namespace(), names, o.members)
	}
}

// running is how many of the members ran at the worst moment.
func (o *outcome) running() string {
	if o.want.fewest == unbounded {
		return "not bounded"
	}
	return fmt.Sprintf("%d of %d", o.got.fewest, o.before.running())
}

// kept tells whether no machine was restarted and no disk lost.
func (o *outcome) kept() bool {
	return o.got.restarted+o.got.recreated+o.got.lost == 0
}
