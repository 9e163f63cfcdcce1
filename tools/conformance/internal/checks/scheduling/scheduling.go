// Package scheduling has the real scheduler place machines as policies say, and looks where they are.
package scheduling

import (
	"context"

	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// Scheduling has the real scheduler place the machines of one pool for each thing that a SchedulingPolicy can say.
func Scheduling(ctx context.Context, s *suite.Suite) []report.Section {
	section := report.Section{
		Title: "Machines run where policies say",
		Text: `One pool for each thing that a SchedulingPolicy can say, all in one cluster, placed by the real scheduler. Six nodes stand in three zones: four are
open to all, one is full, and one is tainted. Cases that need scarce nodes have nodes of their own, by nodeSelector and toleration. What runs, runs
as KubeVirt sees it; what waits, the scheduler has called unschedulable. After all had been placed, pools of higher priority were applied and a node
was given a taint NoExecute; nothing but what the table says moved.`,
		Columns: []string{"policy", "members", "may run on", "expected", "seen"},
		After: `A machine that is pushed out, by a machine of higher priority or by a taint, is shut down and not migrated: its launcher pod is deleted, nobody asks
for an eviction, and so evictionStrategy has no say. It is the same VirtualMachine with the same disks, and starts again as soon as a node takes it;
until then its status is ErrorUnschedulable, like that of every machine that waits.`,
	}
	alone, err := s.OnlyNewest(ctx)
	section.Fail(err)
	section.Text += alone
	section.Fail(run(ctx, s, &section))
	return []report.Section{section}
}

func run(ctx context.Context, s *suite.Suite, section *report.Section) error {
	pair, err := s.NewestPair()
	if err != nil {
		return err
	}
	done := s.Console.Step("scheduling for %s", pair)
	bundles, err := s.Synth(ctx, "scheduling", pair)
	if err != nil {
		return err
	}
	t := &trial{section: section, pools: poolsOf(bundles[0]), zones: map[string]string{}, passing: map[string]*launchers{}}
	if err := t.complete(); err != nil {
		return err
	}
	if err := t.start(ctx, s, pair, bundles[0]); err != nil {
		return err
	}
	defer s.Release(t.Cluster)
	t.await(ctx, "be placed", func(c example) *placement { return c.want })
	if err := t.remember(ctx); err != nil {
		return err
	}
	placed := 0
	for _, each := range t.first {
		placed += len(each.at)
	}
	s.Console.Printf("  %d machines run", placed)
	if err := t.disturb(ctx); err != nil {
		return err
	}
	t.await(ctx, "be placed after others came", func(c example) *placement { return c.then })
	if err := t.judge(ctx); err != nil {
		return err
	}
	if err := t.pushedOut(ctx); err != nil {
		return err
	}
	done("")
	return nil
}
