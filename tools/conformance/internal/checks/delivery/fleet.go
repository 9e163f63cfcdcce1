package delivery

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// canary is the cluster of the fleet that is delivered to: the one that gets a change first.
const canary = "infra-test"

// The commits that the program fleet.ts writes.
const (
	older  = "older"
	newer  = "newer"
	others = "others"
)

// fleetTrial has one controller deliver a cluster of the fleet, which it reaches by a Secret, and upgrade it.
type fleetTrial struct {
	*place
	*fleetSections
	commits map[string]commit
	to      suite.Pair
}

func newFleetTrial(c controller, s *suite.Suite) *fleetTrial {
	return &fleetTrial{place: &place{controller: c, suite: s}, fleetSections: fleetSectionsOf(c)}
}

func (t *fleetTrial) run(ctx context.Context) (err error) {
	if t.pair, t.to, err = t.suite.Upgrade(); err != nil {
		return err
	}
	t.pair.CDI = t.to.CDI // of the fleet, KubeVirt alone is upgraded
	if err := t.synthesise(ctx); err != nil {
		return err
	}
	return t.within(ctx, "delivery of a fleet", func(*cluster.Options) {}, func(c *cluster.Cluster) []func(context.Context) error {
		return []func(context.Context) error{
			func(ctx context.Context) error { return t.build(ctx, c) },
			func(ctx context.Context) error { return t.inOrder(ctx, t.commits[older], t.waitsInFleet, &t.order) },
			t.upgraded, t.gone,
		}
	})
}

func (t *fleetTrial) synthesise(ctx context.Context) error {
	folder, err := t.suite.Folder("fleet")
	if err != nil {
		return err
	}
	if _, err := t.suite.Node(ctx, "fleet", "--from", t.pair.KubeVirt, "--kubevirt", t.to.KubeVirt, "--cdi", t.to.CDI, "--dir", folder); err != nil {
		return err
	}
	t.commits = map[string]commit{}
	for _, name := range []string{older, newer, others} {
		next := commit{folder: filepath.Join(folder, name)}
		whole, err := t.suite.Read(ctx, next.folder)
		if err != nil {
			return err
		}
		units, err := unitsIn(next.folder)
		if err != nil {
			return err
		}
		within := "clusters/" + canary + "/"
		next.Bundle = whole.Where(func(item bundle.Item) bool { return strings.HasPrefix(item.File, within) })
		next.units = slices.DeleteFunc(units, func(each unit) bool { return !strings.HasPrefix(each.Path, within) })
		t.commits[name] = next
	}
	return nil
}

// build has the controller deliver the cluster. Nothing runs in it: what machines and disks say is played.
func (t *fleetTrial) build(ctx context.Context, c *cluster.Cluster) error {
	if err := t.install(ctx, c, t.commits[older]); err != nil {
		return err
	}
	if err := available(ctx, c.Client); err != nil {
		return err
	}
	for _, item := range t.commits[older].OfKind("DataVolume", "VirtualMachinePool", "VirtualMachine") {
		if err := t.playRunning(ctx, item); err != nil {
			return fmt.Errorf("%w; %s", err, strings.Join(t.lacking(state.isReady, t.revision, t.commits[older].names()), "; "))
		}
	}
	return nil
}

// playRunning says of an object that has come what its controller says when all is well.
func (t *fleetTrial) playRunning(ctx context.Context, item bundle.Item) error {
	var found *kube.Object
	err := kube.Await(ctx, item.Place(), cluster.Patience, func(ctx context.Context) (there bool, err error) {
		found, err = t.Client.Lookup(ctx, item.Object)
		return found != nil, err
	})
	if err != nil {
		return err
	}
	status := map[string]any{"phase": "Succeeded", "progress": "100.0%"}
	switch item.GetKind() {
	case "VirtualMachinePool":
		replicas := kube.Number(found, "spec", "replicas")
		status = map[string]any{"replicas": replicas, "readyReplicas": replicas}
	case "VirtualMachine":
		status = map[string]any{"printableStatus": "Running", "created": true, "ready": true}
	}
	return t.Client.PatchStatus(ctx, found, status)
}

// gone publishes a commit without the cluster.
func (t *fleetTrial) gone(ctx context.Context) error {
	from := t.commits[newer]
	before, err := identities(ctx, t.Client, from.Bundle)
	if err != nil {
		return err
	}
	if _, err := t.publish(ctx, t.commits[others]); err != nil {
		return err
	}
	if err := t.awaitEnds(ctx, from, t.commits[others]); err != nil {
		return err
	}
	same, err := t.stayed(ctx, "the cluster is gone from the program", before, from, &t.leaves)
	t.leaves.Row(canary, fmt.Sprintf("%d of %d", len(from.names()), len(from.names())), same)
	return err
}

// fleetSections are what is found of one controller that delivers a fleet.
type fleetSections struct{ order, upgrade, leaves report.Section }

func fleetSectionsOf(c controller) *fleetSections {
	order := "The platform's unit waits until the operators' is ready with the commit."
	if !c.ordersCommits() {
		order = "The order is not certain: Argo CD compares each Application on its own, and the rollout syncs one that differs while those of earlier steps still look as before.\n" +
			"So the platform's objects may change first, which the operator of the release before takes."
	}
	title := func(text string) string { return c.name() + ", a cluster of a fleet: " + text }
	return &fleetSections{
		order: report.Section{
			Title: title("units come in order"),
			Text: "The canary of `examples/fleet`, as it is; the two other clusters cannot be reached. " + c.fleet() + "\n" +
				"No machine runs: what machines, pools and disks say is played.",
			Columns: []string{"unit", "objects", "waits for", "ready before its first object"},
		},
		upgrade: report.Section{
			Title: title("an upgrade of KubeVirt goes through"),
			Text: "A commit gives the cluster the next release of KubeVirt. The real virt-operator and virt-api of either release judge what is applied; that KubeVirt is replaced, and\n" +
				"that the operator's Deployment is rolled out, is played. " + order,
			Columns: []string{"moment", "unit", "its objects that have changed", "ready with the commit"},
		},
		leaves: report.Section{
			Title:   title("it leaves the program"),
			Text:    "The cluster's units are removed, and what they have applied stays.",
			Columns: []string{"cluster", "units that are removed", "objects that are the same"},
		},
	}
}

func (s *fleetSections) all() []report.Section { return []report.Section{s.order, s.upgrade, s.leaves} }

// last is the section that an error which ends everything belongs to.
func (s *fleetSections) last() *report.Section { return &s.leaves }
