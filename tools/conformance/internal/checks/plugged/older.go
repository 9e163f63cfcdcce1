package plugged

import (
	"context"
	"time"

	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// olderTrial is a cluster that names the older gate, HotplugVolumes, upgraded and then moved to its successor.
type olderTrial struct{ from, to suite.Pair }

// The tenants of the cluster.
const (
	editedTenant      = "label"
	restartedTenant   = "restarted"
	lastingTenant     = "lasting"
	overwrittenTenant = "label-opportunistic"
)

var olderTenants = []string{editedTenant, restartedTenant, lastingTenant, overwrittenTenant}

func (t olderTrial) run(ctx context.Context, s *suite.Suite) report.Section {
	section := report.Section{
		Title: "What becomes of volumes plugged with HotplugVolumes",
		Text: `The same in a cluster whose program names the feature gate HotplugVolumes: then volumes can be plugged into the instance alone too. The rows follow
each other. We never put the gate's successor in its place, for it takes these volumes out of running members.`,
		Columns: []string{"KubeVirt", "what happens", "plugged through the machine", "plugged into the instance alone"},
	}
	done := s.Console.Step("volumes plugged with HotplugVolumes, %s → %s", t.from.KubeVirt, t.to.KubeVirt)
	defer done("")
	section.Fail(t.try(ctx, s, &section))
	return section
}

func (t olderTrial) try(ctx context.Context, s *suite.Suite, section *report.Section) error {
	steps, err := bundles(ctx, s, t.from, "older-")
	if err != nil {
		return err
	}
	c, err := start(ctx, s, t.from, steps[0])
	if err != nil {
		return err
	}
	defer s.Release(c.Cluster)
	if err := c.plugEverywhere(ctx, olderTenants, byMachine, byInstance); err != nil {
		return err
	}
	r := olderRows{c, section, t.from.KubeVirt}
	if err := c.edit(ctx, steps[1]); err != nil {
		return err
	}
	if err := c.awaitRevision(ctx, steps[1], overwrittenTenant); err != nil {
		return err
	}
	if err := r.quietly(ctx, editedTenant, "a label, with our strategy", stays, stays); err != nil {
		return err
	}
	if err := r.restarted(ctx, overwrittenTenant, "a label, with `OPPORTUNISTIC`, and a restart", nextStart, nextStart); err != nil {
		return err
	}
	if err := r.restarted(ctx, restartedTenant, "a restart", stays, nextStart); err != nil {
		return err
	}
	next, err := bundles(ctx, s, t.to, "older-")
	if err != nil {
		return err
	}
	if err := c.upgrade(ctx, t.to, next[1]); err != nil {
		return err
	}
	r.release = t.to.KubeVirt
	if _, err := c.restart(ctx, restartedTenant, first); err != nil { // tells that the controller leads
		return err
	}
	if err := r.quietly(ctx, editedTenant, "the upgrade; the program still names the gate", stays, stays); err != nil {
		return err
	}
	if err := c.plug(ctx, lastingTenant, first, byMachine, volumeBy[byInstance]); err != nil {
		return err
	}
	if _, err := c.awaitMember(ctx, lastingTenant, first, "to have its volume written", func(now state) bool {
		return now.written(volumeBy[byInstance])
	}); err != nil {
		return err
	}
	if err := r.quietly(ctx, lastingTenant, "the volume of the instance is plugged through the machine as well", stays, stays); err != nil {
		return err
	}
	if err := c.edit(ctx, next[2]); err != nil {
		return err
	}
	if err := c.touch(ctx, editedTenant, first); err != nil {
		return err
	}
	if _, err := c.awaitMember(ctx, editedTenant, first, "to lose the volume of its instance", func(now state) bool {
		return !now.plugged(volumeBy[byInstance])
	}); err != nil {
		return err
	}
	if err := r.quietly(ctx, editedTenant, "the gate's successor takes its place", stays, leaves); err != nil {
		return err
	}
	return r.restarted(ctx, lastingTenant, "the same where it was plugged through the machine as well, and a restart", stays, stays)
}

// olderRows looks at members and adds rows.
type olderRows struct {
	*place
	section *report.Section
	release string
}

// quietly waits and says what has left a running member.
func (r olderRows) quietly(ctx context.Context, tenant, what, wantMachine, wantInstance string) error {
	time.Sleep(quiet)
	now, err := r.look(ctx, tenant, first)
	r.row(now, what, leaves, wantMachine, wantInstance)
	return err
}

// restarted restarts a member from which nothing has left, and says what it lacks then.
func (r olderRows) restarted(ctx context.Context, tenant, what, wantMachine, wantInstance string) error {
	before, err := r.look(ctx, tenant, first)
	if err != nil {
		return err
	}
	for _, volume := range volumeBy {
		r.section.Check(before.plugged(volume), "%s, %s: %s has left the member before its restart", r.release, what, volume)
	}
	now, err := r.restart(ctx, tenant, first)
	r.row(now, what, nextStart, wantMachine, wantInstance)
	return err
}

func (r olderRows) row(now state, what, gone, wantMachine, wantInstance string) {
	outcome := map[string]string{}
	for way, volume := range volumeBy {
		outcome[way] = gone
		if now.plugged(volume) {
			outcome[way] = stays
		}
	}
	r.section.Check(outcome[byMachine] == wantMachine, "%s, %s: the volume of the machine %s; expected: %s", r.release, what, outcome[byMachine], wantMachine)
	r.section.Check(outcome[byInstance] == wantInstance, "%s, %s: the volume of the instance %s; expected: %s", r.release, what, outcome[byInstance], wantInstance)
	r.section.Row(r.release, what, outcome[byMachine], outcome[byInstance])
}
