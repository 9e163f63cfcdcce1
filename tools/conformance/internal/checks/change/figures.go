package change

import (
	"fmt"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// unbounded is expected of fewest where nothing bounds it. The pool's controller counts instances that still run, and
// those of a machine that it has just deleted do, until the controller of machines has seen it.
const unbounded = -1

// figures are what a change did to a pool's machines and disks.
type figures struct {
	// fewest is how many members ran at once at the worst moment, or unbounded.
	fewest int
	// restarted members are the machines that they were, with another instance; recreated ones are others of the same
	// name.
	restarted, recreated int
	// deleted and added members are those whose name has gone or come.
	deleted, added int
	// flagged members say that they need a restart; stuck ones are deleted and stopped, but nobody lets go of them.
	flagged, stuck int
	// lost disks are claims that were there before and are not any more; made ones are those that were not there
	// before.
	lost, made int
	// spare disks belong to no machine; newest ones are clones of another image than most.
	spare, newest int
	// touched is how many machines changed that are not the pool's.
	touched int
}

// compare measures what happened between two moments.
func compare(before, after objects, fewest int) figures {
	then, now := before.members(), after.members()
	f := figures{
		fewest:  fewest,
		deleted: missing(then, now, sameName), added: missing(now, then, sameName),
		lost: missing(before[claimKind], after[claimKind], sameObject), made: missing(after[claimKind], before[claimKind], sameObject),
		touched: missing(before.others(), after.others(), sameSpec) + missing(after.others(), before.others(), sameSpec),
	}
	for name, machine := range now {
		old, instance := then[name], after[instanceKind][name]
		switch {
		case machine.GetDeletionTimestamp() != nil:
			f.stuck++
		case old == nil: // counted already
		case !sameObject(old, machine):
			f.recreated++
		case instance == nil || !sameObject(instance, before[instanceKind][name]):
			f.restarted++
		}
		f.flagged += countIf(kube.ConditionOf(machine, "RestartRequired").Status == "True")
	}
	for name := range before.others() {
		instance := after[instanceKind][name]
		f.touched += countIf(instance == nil || !sameObject(instance, before[instanceKind][name]))
	}
	sources := map[string]bool{}
	for _, volume := range before[volumeKind] {
		sources[kube.Text(volume, "spec", "source", "pvc", "name")] = true
	}
	for _, volume := range after[volumeKind] {
		f.spare += countIf(ownerOf(volume, machineKind) == "")
		f.newest += countIf(!sources[kube.Text(volume, "spec", "source", "pvc", "name")])
	}
	return f
}

// missing counts what has no counterpart of the same name among others.
func missing(all, others map[string]*kube.Object, counterpart func(one, other *kube.Object) bool) int {
	count := 0
	for name, each := range all {
		other := others[name]
		count += countIf(other == nil || !counterpart(each, other))
	}
	return count
}

func sameName(_, _ *kube.Object) bool { return true }

func sameObject(one, other *kube.Object) bool { return one.GetUID() == other.GetUID() }

func sameSpec(one, other *kube.Object) bool {
	return sameObject(one, other) && one.GetGeneration() == other.GetGeneration() && len(one.GetOwnerReferences()) == len(other.GetOwnerReferences())
}

func countIf(holds bool) int {
	if holds {
		return 1
	}
	return 0
}

// String says what happened, and how many machines ran meanwhile.
func (f figures) String() string {
	if f.fewest == unbounded {
		return "any number running, " + f.events()
	}
	return fmt.Sprintf("at least %d running, %s", f.fewest, f.events())
}

// events says what happened.
func (f figures) events() string {
	var parts []string
	for _, each := range []struct {
		count        int
		noun, become string
	}{
		{f.restarted, "machine", "restarted"}, {f.recreated, "machine", "recreated"}, {f.deleted, "machine", "deleted"}, {f.added, "machine", "added"},
		{f.flagged, "machine", "in need of a restart"}, {f.stuck, "machine", "stopped and stuck in deletion"}, {f.touched, "foreign machine", "touched"},
		{f.lost, "disk", "lost"}, {f.made, "disk", "new"}, {f.newest, "disk", "from the new image"}, {f.spare, "disk", "kept without a machine"},
	} {
		if each.count > 1 {
			each.noun += "s"
		}
		if each.count > 0 {
			parts = append(parts, fmt.Sprintf("%d %s %s", each.count, each.noun, each.become))
		}
	}
	if len(parts) == 0 {
		return "nothing happens"
	}
	return strings.Join(parts, ", ")
}
