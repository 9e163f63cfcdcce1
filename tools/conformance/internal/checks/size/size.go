// Package size measures one program of many tenants.
package size

import (
	"context"
	"fmt"
	"time"

	"cdk8s-kubevirt/tools/conformance/internal/apply"
	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// Measure measures one program of 200 tenants with 1,000 machines on 100 nodes. Its figures are of the machine that it
// runs on, so they do not stand on the page but on the console.
func Measure(ctx context.Context, s *suite.Suite) []report.Section {
	section := report.Section{Title: "Size: 200 tenants, 1,000 machines, 100 nodes", Columns: []string{"what", "figure"}}
	section.Fail(measure(ctx, s, &section))
	return []report.Section{section}
}

func measure(ctx context.Context, s *suite.Suite, section *report.Section) error {
	pair, err := s.NewestPair()
	if err != nil {
		return err
	}
	clock := stopwatch{console: s.Console, section: section, start: time.Now()}
	bundles, err := s.Synth(ctx, "size", pair)
	if err != nil {
		return err
	}
	clock.lap("to synthesise, with Node's start")
	kubernetes, err := s.NewestKubernetes(ctx, pair)
	if err != nil {
		return err
	}
	c, err := s.Cluster(ctx, kubernetes, "size", func(o *cluster.Options) { o.Measured = true })
	if err != nil {
		return err
	}
	defer s.Release(c)
	installed, platform, err := s.Install(ctx, c, pair, bundles[0], bundle.Flux)
	if err != nil {
		return err
	}
	section.Fail(platform.Err())
	if err := s.Machines(ctx, installed, cluster.Zones(100)...); err != nil {
		return err
	}
	clock.lap("for a cluster with KubeVirt, CDI and 100 nodes")
	section.Row("memory of the API server before", c.Processes.Memory("kube-apiserver"))
	verdicts, err := suite.Rest(ctx, c, bundles[0], bundle.Flux)
	if err != nil {
		return err
	}
	section.Fail(verdicts.Err())
	clock.lap(fmt.Sprintf("to apply %d objects, one after the other (%s)", len(verdicts), verdicts.Count()))
	most := 0
	err = kube.Await(ctx, "1,000 machines to run", time.Hour, func(ctx context.Context) (bool, error) {
		running, err := runningMachines(ctx, c.Client)
		if running/100 > most/100 {
			s.Console.Printf("  %d machines run", running)
		}
		most = max(most, running)
		return running == 1000, err
	})
	clock.lap(fmt.Sprintf("more until %d machines ran", most))
	section.Row("memory of the API server after", c.Processes.Memory("kube-apiserver"))
	if err != nil {
		return err
	}
	again, err := apply.Layers(ctx, c.Client, bundle.Flux, bundles[0].Layers...)
	if err != nil {
		return err
	}
	section.Fail(again.Err())
	section.Check(len(again.With(apply.Unchanged)) == len(again), "something changed the second time")
	clock.lap(fmt.Sprintf("to apply everything again: %d of %d unchanged", len(again.With(apply.Unchanged)), len(again)))
	section.Row("memory of virt-controller", c.Processes.Memory("virt-controller"))
	return nil
}

func runningMachines(ctx context.Context, client *kube.Client) (int, error) {
	pools, err := client.List(ctx, "pool.kubevirt.io/v1beta1", "VirtualMachinePool", "")
	running := 0
	for i := range pools {
		running += int(kube.Number(&pools[i], "status", "readyReplicas"))
	}
	return running, err
}

type stopwatch struct {
	console *report.Console
	section *report.Section
	start   time.Time
}

func (w *stopwatch) lap(what string) {
	took := time.Since(w.start).Round(100 * time.Millisecond).String()
	w.console.Printf("  %s %s", took, what)
	w.section.Row(what, took)
	w.start = time.Now()
}
