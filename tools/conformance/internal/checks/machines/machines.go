// Package machines has the pools of the examples become running machines.
package machines

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

// patience is how long machines may take to run: a cluster shares two processors with others.
const patience = 5 * time.Minute

// Run has every pool of every example become running machines on pretended nodes.
func Run(ctx context.Context, s *suite.Suite) []report.Section {
	section := report.Section{
		Title: "Pools become machines",
		Text: `Every pool of every example, with KubeVirt's own virt-controller, the real scheduler and controller manager, and nodes that kwok pretends. Disks are
played: every DataVolume gets a claim that is bound. All else is real: the rights to clone, quotas, launcher pods, their placement.
Applied again beside the running machines, no object changes.`,
		Columns: []string{"example", "KubeVirt", "Kubernetes", "pool", "machines running"},
	}
	pairs, err := s.Pairs()
	if err != nil {
		section.Fail(err)
		return []report.Section{section}
	}
	pair := pairs[len(pairs)-1]
	examples, err := s.Examples(ctx, pair)
	section.Fail(err)
	for _, example := range examples {
		section.Fail(runPools(ctx, s, &section, pair, example))
	}
	return []report.Section{section}
}

func runPools(ctx context.Context, s *suite.Suite, section *report.Section, pair suite.Pair, example bundle.Bundle) error {
	done := s.Console.Step("machines of %s for %s", example.Name, pair)
	installed, err := s.Running(ctx, "machines", pair, example, cluster.Zones(4)...)
	if err != nil {
		return err
	}
	defer s.Release(installed.Cluster)
	for _, item := range example.Items() {
		if item.GetKind() != "VirtualMachinePool" {
			continue
		}
		want := kube.Field(item.Object, "spec", "replicas")
		err := AwaitPool(ctx, installed, item.Object, patience)
		pool, _ := installed.Client.Get(ctx, item.GetAPIVersion(), item.GetKind(), item.GetNamespace(), item.GetName())
		section.Check(err == nil, "%s: %v", item.GetName(), err)
		section.Row(example.Name, pair.KubeVirt, installed.Kubernetes, item.GetNamespace()+"/"+item.GetName(),
			fmt.Sprintf("%v of %v", kube.Field(pool, "status", "readyReplicas"), want))
	}
	err = appliedAgain(ctx, section, installed, example)
	done("")
	return err
}

// appliedAgain applies the example once more, now that controllers have had their say: nothing of it may be theirs and ours at once.
func appliedAgain(ctx context.Context, section *report.Section, installed *suite.Installed, example bundle.Bundle) error {
	for _, layer := range example.Layers {
		verdicts, err := apply.Items(ctx, installed.Client, bundle.Flux.Sort(layer.Items))
		if err != nil {
			return err
		}
		for _, each := range verdicts {
			section.Check(each.Change == apply.Unchanged, "applied again beside running machines, %s was %s %s", apply.Name(each.Object), each.Change, each.Refused)
		}
	}
	return nil
}

// AwaitPool waits until all machines of a pool run.
func AwaitPool(ctx context.Context, installed *suite.Installed, pool *kube.Object, most time.Duration) error {
	return kube.Await(ctx, "machines of "+pool.GetNamespace()+"/"+pool.GetName()+" to run", most, func(ctx context.Context) (bool, error) {
		found, err := installed.Client.Get(ctx, pool.GetAPIVersion(), pool.GetKind(), pool.GetNamespace(), pool.GetName())
		if err != nil || found == nil {
			return false, err
		}
		ready, _ := kube.Field(found, "status", "readyReplicas").(int64)
		want, _ := kube.Field(found, "spec", "replicas").(int64)
		return ready == want, nil
	})
}
