// Package change has pools changed and measures what becomes of their machines and disks, with our defaults and with
// upstream's.
package change

import (
	"context"
	"slices"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

const (
	// quiet is how long nothing may happen to machines and disks before what has not happened counts as never. Nothing
	// else can tell.
	quiet = 8 * time.Second
	// longQuiet is that where nothing tells that the controller has seen the change.
	longQuiet = 20 * time.Second
	// replicas is how many machines each pool has at first.
	replicas = 3
)

// Pools has pools of three changed in all ways that matter.
func Pools(ctx context.Context, s *suite.Suite) []report.Section {
	compared := report.Section{
		Title: "What a change does to machines and disks",
		Text: "Pools of three running machines with a disk each, before KubeVirt's own virt-controller. Each was changed in the program, synthesised and applied\n" +
			"anew; then machines and disks were watched until nothing more happened to them. Upstream's defaults are those of the same pool without\n" +
			"`updateStrategy`, `maxUnavailable` and `scaleInStrategy`. Foreign machines were there before the pool; they bear the label of its members, and\n" +
			"one has the name of the first. Running members are counted at the worst moment; those that need a restart say so by their condition\n" +
			"`RestartRequired`.",
		Columns: []string{"what changes", "ours: running", "ours: what happens", "upstream's: running", "upstream's: what happens"},
		After: "With our defaults, a member that comes back gets the disk of the one that was scaled away. Foreign machines are neither adopted nor counted nor\n" +
			"touched by either. Who deletes a member by hand deletes its disk: whatever `statePreservation` says, only `scaleIn` `OPPORTUNISTIC` keeps it then.",
	}
	chosen := report.Section{
		Title:   "What a change does when something else is chosen",
		Text:    "The same, with `maxUnavailable` 1, for pools in which one thing is not our default.",
		Columns: []string{"what changes", "chosen", "running", "what happens"},
		After: "From our strategy to another one, members get all that was changed before. `PROACTIVE` then deletes members whose disk was changed, with their\n" +
			"disks, even if they have been restarted since; only those that `OPPORTUNISTIC` had given the template before their restart keep them, at their old size. With `scaleIn` `OPPORTUNISTIC`, KubeVirt lets go of a deleted member only while there are as many as `replicas` says.",
	}
	alone, err := s.OnlyNewest(ctx)
	compared.Fail(err)
	compared.Text += alone
	outcomes, err := try(ctx, s)
	if err != nil {
		compared.Fail(err)
		return []report.Section{compared}
	}
	for _, c := range comparisons {
		ours, upstreams := outcomes[0], outcomes[1]
		outcomes = outcomes[2:]
		ours.judge(&compared, c.change)
		upstreams.judge(&compared, c.change)
		if ours.byHand == nil {
			compared.Check(ours.kept(), "%s: with our defaults no machine is restarted and no disk lost, but: %s", c.change, ours.got)
		}
		compared.Row(c.change, ours.running(), ours.got.events(), upstreams.running(), upstreams.got.events())
	}
	for i, c := range choices {
		outcomes[i].judge(&chosen, c.change)
		chosen.Row(c.change, c.chosen, outcomes[i].running(), outcomes[i].got.events())
	}
	return []report.Section{compared, chosen}
}

// try makes the pools, changes them one step after the other, and says what came of each moment.
func try(ctx context.Context, s *suite.Suite) ([]*outcome, error) {
	pair, err := s.NewestPair()
	if err != nil {
		return nil, err
	}
	steps, err := s.Synth(ctx, "change", pair)
	if err != nil {
		return nil, err
	}
	for _, step := range steps {
		giveUpstreamsDefaults(step)
	}
	done := s.Console.Step("pools to be changed, for %s", pair)
	installed, err := s.Running(ctx, "change", pair, steps[0], cluster.Zones(6)...)
	if err != nil {
		return nil, err
	}
	defer s.Release(installed.Cluster)
	watching, stop := context.WithCancel(ctx)
	defer stop()
	seen, err := watch(watching, installed.Client)
	if err != nil {
		return nil, err
	}
	err = kube.Await(ctx, "machines of all pools to run", cluster.Patience, func(context.Context) (bool, error) {
		for _, pool := range steps[0].Pools() {
			if now, _, _ := seen.look(pool.GetNamespace()); now.running() < replicas {
				return false, nil
			}
		}
		return true, nil
	})
	if err != nil {
		return nil, err
	}
	done("")
	var outcomes []*outcome
	for _, m := range moments() {
		// KubeVirt v1.7 forgets a member's firmware UUID and serial when it gives it another template, and then asks
		// for a restart: preserveVMIdentityFields of pkg/virt-controller/watch/pool/pool.go came with v1.8
		outcomes = append(outcomes, &outcome{moment: m, anyFlags: strings.HasPrefix(pair.KubeVirt, "v1.7.")})
	}
	for number := 1; number < len(steps); number++ {
		done := s.Console.Step("change %d of %d", number, len(steps)-1)
		now := slices.DeleteFunc(slices.Clone(outcomes), func(o *outcome) bool { return o.step != number })
		c := changer{installed.Cluster, seen, steps[number-1], steps[number]}
		if err := c.change(ctx, now); err != nil {
			return nil, err
		}
		done("")
	}
	return outcomes, nil
}

// giveUpstreamsDefaults takes our defaults from the pools that are tried with upstream's.
func giveUpstreamsDefaults(b bundle.Bundle) {
	for _, pool := range b.Pools() {
		if !strings.HasSuffix(pool.GetNamespace(), "-upstreams") {
			continue
		}
		for _, field := range []string{"updateStrategy", "maxUnavailable", "scaleInStrategy"} {
			unstructured.RemoveNestedField(pool.Object.Object, "spec", field)
		}
	}
}
