// Package machines has the pools, single machines and replica sets of the examples become running machines.
package machines

import (
	"context"
	"fmt"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/apply"
	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/parallel"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// atOnce is how many clusters run side by side: each keeps a processor busy.
const atOnce = 2

// Run has all machines of every example run on pretended nodes: of the platform for every release of KubeVirt, of the
// others for the newest.
func Run(ctx context.Context, s *suite.Suite) []report.Section {
	section := report.Section{
		Title: "Machines run",
		Text: `Every pool, single machine and replica set of every example but fleet, whose machines are like those of the others, for each release of KubeVirt with the newest CDI that it is paired with, on the newest Kubernetes minor that it supports; examples
beside the platform for the newest release alone. With KubeVirt's
own virt-controller, the real scheduler and controller manager, and nodes that kwok pretends. Disks are played: every DataVolume gets a claim, and every claim
is bound. The networks of Multus that pools name are there, and empty unless the example has them. Nodes offer the devices that the example permits. All else is real: the rights to clone, quotas, launcher pods, their placement.
The numbers of autoscaled pools are handed over first, as [the how-to](../how-to/autoscale-a-pool.md) says. Of a machine that nobody has started, its disks are made.
Applied again beside the running machines, no object changes.`,
		Columns: []string{"example", "KubeVirt", "CDI", "judged by the programs of", "Kubernetes", "kind", "object", "machines running"},
	}
	devices := report.Section{
		Title: "SR-IOV: launchers request the device",
		Text: `Pools whose machines have interfaces by SR-IOV: one beside the platform example, in clusters whose program says nothing of feature gates, and that of
the example nfv. Their launchers request the devices that the networks stand for, so no webhook has to add them.`,
		Columns: []string{"KubeVirt", "CDI", "judged by the programs of", "Kubernetes", "pool", "machines running", "devices requested"},
	}
	drift := driftSection()
	trials, err := trials(ctx, s)
	section.Fail(err)
	parts, more := make([]report.Section, len(trials)), make([]sections, len(trials))
	parallel.Do(atOnce, len(trials), func(i int) { parts[i] = trials[i].run(ctx, s, &more[i]) })
	for i := range parts {
		section.Add(parts[i])
		devices.Add(more[i].devices)
		drift.Add(more[i].drift)
	}
	return []report.Section{section, devices, drift}
}

// sections are what else is looked at in the cluster of a trial.
type sections struct{ devices, drift report.Section }

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
	for i, pair := range lines {
		judges, err := s.Judges(ctx, pair)
		if err != nil {
			return nil, err
		}
		examples, err := s.Examples(ctx, pair)
		if err != nil {
			return nil, fmt.Errorf("the examples for %s: %w", pair, err)
		}
		for _, example := range examples {
			if len(example.Runners()) == 0 {
				continue // a controller that does not run here makes its machines
			}
			if example.Name == suite.FleetExample {
				continue // its machines are like those of the platform and of vm-fleet
			}
			if example.Name != suite.PlatformExample && (s.Keep || i < len(lines)-1) {
				continue // kept is one cluster to look around in
			}
			all = append(all, trial{example, pair, judges})
		}
	}
	return all, nil
}

func (t trial) run(ctx context.Context, s *suite.Suite, more *sections) (part report.Section) {
	done := s.Console.Step("machines of %s", t)
	installed, err := s.Running(ctx, "machines", t.pair, withNetworks(t.example), nodes(t.example)...)
	if !part.Check(err == nil, "%s: %v", t, err) {
		done("failed")
		return part
	}
	defer s.Release(installed.Cluster)
	part.Fail(handOver(ctx, installed.Client, t.example))
	for _, each := range t.example.Runners() {
		running, err := installed.AwaitMachines(ctx, each.Object)
		if !part.Check(err == nil, "%s: %v: %s do (%s, construct %s)", t, err, running, each.File, each.Construct) {
			part.Failures = append(part.Failures, words(ctx, installed.Client, each.Object)...)
		}
		part.Row(t.example.Name, t.pair.KubeVirt, t.pair.CDI, t.judges.String(), installed.Kubernetes, each.GetKind(), kube.Path(each.Object), running)
	}
	part.Check(len(part.Rows) > 0, "%s has no machine", t)
	err = t.appliedAgain(ctx, &part, installed.Client)
	part.Check(err == nil, "%s: %v", t, err)
	err = t.devices(ctx, installed, t.example, &more.devices)
	more.devices.Check(err == nil, "%s: %v", t, err)
	switch {
	case t.example.Name == suite.PlatformExample:
		err = t.virtualFunctions(ctx, s, installed, &more.devices)
		more.devices.Check(err == nil, "%s: %v", t, err)
	case len(t.example.OfKind("VirtualMachine")) > 0:
		err = t.drift(ctx, installed.Client, &more.drift)
		more.drift.Check(err == nil, "%s: %v", t, err)
	}
	done(fmt.Sprintf("%d objects", len(part.Rows)))
	return part
}

// handOver gives the number of each pool that an autoscaler scales another owner than Git: a pool without a number is
// not scaled.
func handOver(ctx context.Context, client *kube.Client, example bundle.Bundle) error {
	for _, scaler := range example.OfKind("HorizontalPodAutoscaler") {
		for _, each := range example.Runners() {
			if each.GetNamespace() != scaler.GetNamespace() || each.GetKind() != kube.Text(scaler.Object, "spec", "scaleTargetRef", "kind") ||
				each.GetName() != kube.Text(scaler.Object, "spec", "scaleTargetRef", "name") {
				continue
			}
			spec := map[string]any{"spec": map[string]any{"replicas": kube.Field(scaler.Object, "spec", "minReplicas")}}
			if err := client.ApplyPart(ctx, each.Object, "handover", spec); err != nil {
				return err
			}
		}
	}
	return nil
}

// words are what virt-controller says of machines of an object that do not run.
func words(ctx context.Context, client *kube.Client, of *kube.Object) (sentences []string) {
	kind := "VirtualMachine"
	if of.GetKind() == "VirtualMachineInstanceReplicaSet" {
		kind = "VirtualMachineInstance"
	}
	machines, err := client.List(ctx, "kubevirt.io/v1", kind, of.GetNamespace())
	if err != nil {
		return []string{err.Error()}
	}
	for _, machine := range machines {
		if !strings.HasPrefix(machine.GetName(), of.GetName()) || kube.Text(&machine, "status", "printableStatus") == "Running" {
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
