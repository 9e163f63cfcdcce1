// Package machines has the pools of the examples become running machines.
package machines

import (
	"context"
	"fmt"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/apply"
	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/parallel"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// atOnce is how many clusters run side by side: each keeps a processor busy.
const atOnce = 2

// Run has every pool of every example become running machines on pretended nodes, for every release of KubeVirt.
func Run(ctx context.Context, s *suite.Suite) []report.Section {
	section := report.Section{
		Title: "Pools become machines",
		Text: `Every pool of every example, for each release of KubeVirt with the newest CDI that it is paired with, on the newest Kubernetes minor that it supports: with KubeVirt's
own virt-controller, the real scheduler and controller manager, and nodes that kwok pretends. Disks are played: every DataVolume gets a claim that is
bound. The networks of Multus that pools name are there, and empty. All else is real: the rights to clone, quotas, launcher pods, their placement.
Applied again beside the running machines, no object changes.`,
		Columns: []string{"example", "KubeVirt", "CDI", "judged by the programs of", "Kubernetes", "pool", "machines running"},
	}
	devices := report.Section{
		Title: "SR-IOV: launchers request the device",
		Text: `A pool whose machines have an interface by SR-IOV, beside the platform example, in clusters whose program says nothing of feature gates. Its
launcher requests the device that the network stands for, so no webhook has to add it.`,
		Columns: []string{"KubeVirt", "CDI", "judged by the programs of", "Kubernetes", "pool", "machines running", "devices requested"},
	}
	trials, err := trials(ctx, s)
	section.Fail(err)
	parts, more := make([]report.Section, len(trials)), make([]report.Section, len(trials))
	parallel.Do(atOnce, len(trials), func(i int) { parts[i] = trials[i].run(ctx, s, &more[i]) })
	for i := range parts {
		section.Add(parts[i])
		devices.Add(more[i])
	}
	return []report.Section{section, devices}
}

// trial is an example in a cluster of its own: what examples emit for a whole cluster has the same names in all of
// them.
type trial struct {
	example      bundle.Bundle
	pair, judges suite.Pair
}

func (t trial) String() string { return fmt.Sprintf("%s for %s", t.example.Name, t.pair) }

func trials(ctx context.Context, s *suite.Suite) (all []trial, err error) {
	lines, err := s.Lines()
	if err != nil {
		return nil, err
	}
	for _, pair := range lines {
		judges, err := s.Judges(ctx, pair)
		if err != nil {
			return nil, err
		}
		examples, err := s.Examples(ctx, pair)
		if err != nil {
			return nil, fmt.Errorf("the examples for %s: %w", pair, err)
		}
		for _, example := range examples {
			if s.Keep && example.Name != "platform" {
				continue // one cluster to look around in
			}
			all = append(all, trial{example, pair, judges})
		}
	}
	return all, nil
}

func (t trial) run(ctx context.Context, s *suite.Suite, devices *report.Section) (part report.Section) {
	done := s.Console.Step("machines of %s", t)
	installed, err := s.Running(ctx, "machines", t.pair, withNetworks(t.example), cluster.Zones(4)...)
	if !part.Check(err == nil, "%s: %v", t, err) {
		done("failed")
		return part
	}
	defer s.Release(installed.Cluster)
	for _, pool := range t.example.Pools() {
		running, err := installed.AwaitPool(ctx, pool.Object)
		if !part.Check(err == nil, "%s: %v: %s do (%s, construct %s)", t, err, running, pool.File, pool.Construct) {
			part.Failures = append(part.Failures, words(ctx, installed.Client, pool.Object)...)
		}
		part.Row(t.example.Name, t.pair.KubeVirt, t.pair.CDI, t.judges.String(), installed.Kubernetes, kube.Path(pool.Object), running)
	}
	part.Check(len(part.Rows) > 0, "%s has no pool", t)
	err = t.appliedAgain(ctx, &part, installed.Client)
	part.Check(err == nil, "%s: %v", t, err)
	if t.example.Name == "platform" { // its networks bring the kind of Multus
		err := t.devices(ctx, s, installed, devices)
		devices.Check(err == nil, "%s: %v", t, err)
	}
	done(fmt.Sprintf("%d pools", len(part.Rows)))
	return part
}

// words are what virt-controller says of those of a pool's machines that do not run.
func words(ctx context.Context, client *kube.Client, pool *kube.Object) (sentences []string) {
	machines, err := client.List(ctx, "kubevirt.io/v1", "VirtualMachine", pool.GetNamespace())
	if err != nil {
		return []string{err.Error()}
	}
	for _, machine := range machines {
		if !strings.HasPrefix(machine.GetName(), pool.GetName()+"-") || kube.Text(&machine, "status", "printableStatus") == "Running" {
			continue
		}
		for _, condition := range kube.Conditions(&machine) {
			if condition.Message != "" {
				sentences = append(sentences, fmt.Sprintf("%s is %s, %s %s: %s", kube.Path(&machine), kube.Text(&machine, "status", "printableStatus"), condition.Type, condition.Status, condition.Message))
			}
		}
	}
	return sentences
}

// appliedAgain applies the example once more, now that controllers have had their say: nothing of it may be theirs and
// ours at once.
func (t trial) appliedAgain(ctx context.Context, part *report.Section, client *kube.Client) error {
	verdicts, err := apply.Layers(ctx, client, bundle.Flux, t.example.Layers...)
	for _, each := range verdicts {
		part.Check(each.Change == apply.Unchanged, "%s: applied again beside running machines, %s was %s %s", t, each.Place(), each.Change, each.Refused)
	}
	return err
}
