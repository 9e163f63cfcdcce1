// Package scaling hands the number of a pool's members over to an autoscaler and back, and measures who is lost.
package scaling

import (
	"context"
	"errors"

	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/parallel"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

const (
	handedOver  = "handed-over"
	dropped     = "dropped"
	neverStated = "never-stated"
	measured    = "measured"
	replicated  = "replicated"
)

// noNumber is a piece of the API server's words about a pool that never had a number.
const noNumber = "does not exist"

// Pools has the numbers of pools handed over.
func Pools(ctx context.Context, s *suite.Suite) []report.Section {
	section := report.Section{
		Title: "What becomes of members when an autoscaler takes over",
		Text: "Pools of running machines, and a replica set, before KubeVirt's own virt-controller and Kubernetes' own autoscaler. The tool plays the metrics API for the\n" +
			"pool whose machines use CPUs; the autoscalers of the others have no metrics and so keep to their bounds. The bundles are applied on the server, as Argo CD and\n" +
			"Flux do.",
		Columns: []string{"what happens", "members before", "members after", "lost"},
		After: "The row about a number that is handed over begins with the command of [the how-to](../how-to/autoscale-a-pool.md). Without it, KubeVirt takes the missing number for 1, and\n" +
			"the autoscaler does not act: the scale subresource of a pool without a number answers with an error.",
	}
	alone, err := s.OnlyNewest(ctx)
	section.Fail(err)
	section.Text += alone
	section.Fail(try(ctx, s, &section))
	return []report.Section{section}
}

func try(ctx context.Context, s *suite.Suite, section *report.Section) error {
	pair, err := s.NewestPair()
	if err != nil {
		return err
	}
	steps, err := s.Synth(ctx, "scaling", pair)
	if err != nil {
		return err
	}
	done := s.Console.Step("pools to be autoscaled, for %s", pair)
	installed, err := s.Running(ctx, "scaling", pair, steps[0], cluster.Zones(6)...)
	if err != nil {
		return err
	}
	defer s.Release(installed.Cluster)
	if err := serveMetrics(ctx, installed.Client); err != nil {
		return err
	}
	done("")
	t := &trial{client: installed.Client, steps: steps, section: section}
	if err := inTurn(ctx, t.begin, t.takeOver); err != nil {
		return err
	}
	// the autoscaler with metrics has a pool of its own, and sees nothing of what follows
	var beside report.Section
	other := &trial{client: installed.Client, section: &beside}
	var errs [2]error
	parallel.Do(2, 2, func(i int) {
		if i == 0 {
			errs[i] = inTurn(ctx, t.pin, t.takeBack)
		} else {
			errs[i] = other.measure(ctx)
		}
	})
	section.Add(beside)
	return errors.Join(errs[:]...)
}

func inTurn(ctx context.Context, steps ...func(context.Context) error) error {
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}
