// Package delivery has GitOps controllers deliver a bundle, by the objects that the library writes for them.
package delivery

import (
	"context"
	"fmt"
	"path/filepath"

	"k8s.io/apimachinery/pkg/runtime/schema"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/parallel"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// controller is a GitOps controller.
type controller interface {
	name() string
	// manager is the owner of the fields that it applies.
	manager() string
	// account is whom the server takes it for, where it runs in the cluster.
	account() string
	// resource is the kind of object that stands for a unit, and read is what such an object says.
	resource() schema.GroupVersionResource
	read(object *kube.Object) state
	// begin starts the controller in a cluster, and applies by hand what people apply by hand.
	begin(ctx context.Context, s *suite.Suite, c *cluster.Cluster, first commit) error
	// fleet is how it reaches a cluster of the fleet.
	fleet() string
	// waitsInFleet tells whether a unit of the fleet waits for others.
	waitsInFleet(each unit) bool
	// ordersCommits tells whether the units of a later commit wait for each other too.
	ordersCommits() bool
	// publish puts a commit into the repository, and returns how the controller calls it.
	publish(ctx context.Context, next commit) (revision string, err error)
	// root is what holds the objects that stand for units, and applyRoot applies it by hand.
	root() string
	applyRoot(ctx context.Context, of commit) error
	// nudge has it look at everything now.
	nudge(ctx context.Context) error
	// recreates tells whether it makes an object anew whenever it writes it.
	recreates(item bundle.Item) bool
	// again has units applied once more.
	again(ctx context.Context, units []string) error
	// compares tells whether it compares units with the cluster, and compared has it compare some now.
	compares() bool
	compared(ctx context.Context, units ...string) (differs bool, err error)
	// shows is what people see of a unit that differs from Git, or in which a machine fails.
	shows(differs, fails bool) string
	// missing is a piece of its words about a folder that is no more.
	missing() string
}

// The commits that the program delivery.ts writes, and those that are made of them.
const (
	whole          = "whole"
	unwell         = "unwell"
	edited         = "edited"
	broken         = "broken"
	scheduled      = "scheduled"
	renamedApp     = "renamed-app"
	renamedLayer   = "renamed-layer"
	withoutPool    = "without-pool"
	withoutTenant  = "without-tenant"
	withoutCluster = "without-cluster"
)

// Delivered has each controller deliver the platform example, and a cluster of the fleet.
func Delivered(ctx context.Context, s *suite.Suite) []report.Section {
	const home = "infra-eu1"
	platforms := []controller{&flux{home: home}, &argoCD{holder: home + "-delivery"}}
	fleets := []controller{&flux{home: "management", remote: canary}, &argoCD{holder: "fleet-delivery", remote: canary, set: true}}
	pair, err := s.NewestPair()
	var all map[string]commit
	if err == nil {
		all, err = commits(ctx, s, pair)
	}
	var trials []interface {
		run(ctx context.Context) error
		last() *report.Section
		all() []report.Section
	}
	for i := range platforms {
		trials = append(trials, newTrial(platforms[i], s, pair, all), newFleetTrial(fleets[i], s))
	}
	parallel.Do(len(trials), len(trials), func(i int) {
		if trials[i].last().Fail(err); err == nil {
			trials[i].last().Fail(trials[i].run(ctx))
		}
	})
	var sections []report.Section
	for _, each := range trials {
		sections = append(sections, each.all()...)
	}
	return sections
}

// commits synthesises the commits, by their names.
func commits(ctx context.Context, s *suite.Suite, pair suite.Pair) (map[string]commit, error) {
	folder, err := s.Folder("delivery")
	if err != nil {
		return nil, err
	}
	if _, err := s.Node(ctx, "delivery", "--kubevirt", pair.KubeVirt, "--cdi", pair.CDI, "--dir", folder); err != nil {
		return nil, err
	}
	asWritten := func(folder string) (string, error) { return folder, nil }
	all := map[string]commit{}
	for _, each := range []struct {
		name, written string
		change        func(folder string) (string, error)
	}{
		{whole, whole, asWritten}, {unwell, unwell, asWritten}, {edited, edited, asWritten}, {broken, edited, withBrokenPool},
		{scheduled, scheduled, asWritten}, {renamedApp, renamedApp, asWritten}, {renamedLayer, renamedApp, withOtherLayer},
		{withoutPool, withoutPool, withOtherLayer}, {withoutTenant, withoutTenant, withOtherLayer},
	} {
		var next commit
		if next.folder, err = each.change(filepath.Join(folder, each.written)); err != nil {
			return nil, fmt.Errorf("commit %s: %w", each.name, err)
		}
		if next.Bundle, err = s.Read(ctx, next.folder); err != nil {
			return nil, err
		}
		if next.units, err = unitsIn(next.folder); err != nil {
			return nil, fmt.Errorf("commit %s: %w", each.name, err)
		}
		all[each.name] = next
	}
	empty := commit{folder: filepath.Join(folder, withoutCluster)}
	all[withoutCluster] = empty
	return all, write(filepath.Join(empty.folder, "README.md"), "There is no cluster any more.\n")
}
