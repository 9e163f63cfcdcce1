// Package rights is the scenario about who may do what.
package rights

import (
	"context"
	"fmt"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// Rights takes rights away and gives them back, and asks the authorizer about everyone who has some. What is tried stands in the program
// rights.ts: two tenants with people in every role, and a pool for each kind of image.
func Rights(ctx context.Context, s *suite.Suite) []report.Section {
	clones := cloneSection()
	everyone := reviewSection()
	if err := try(ctx, s, &clones, &everyone); err != nil {
		clones.Fail(err)
	}
	return []report.Section{clones, everyone}
}

func try(ctx context.Context, s *suite.Suite, clones, everyone *report.Section) error {
	pairs, err := s.Pairs()
	if err != nil {
		return err
	}
	pair := pairs[len(pairs)-1]
	bundles, err := s.Synth(ctx, "rights", pair)
	if err != nil {
		return err
	}
	whole := bundles[0]
	rest, withheld := withoutCloneRights(whole)
	if !clones.Check(len(withheld) == 2, "the bundle has %d RoleBindings for cloning, one for each of two images was expected", len(withheld)) {
		return nil
	}
	done := s.Console.Step("rights with %s", pair)
	installed, err := s.Running(ctx, "rights", pair, rest, cluster.Zones(2)...)
	if err != nil {
		return err
	}
	defer s.Release(installed.Cluster)
	if err := (cloning{installed, clones, pools(whole)}).try(ctx, withheld); err != nil {
		return err
	}
	done("")
	done = s.Console.Step("what everyone may, asked of the authorizer")
	asked, err := (review{installed.Client, everyone, whole}).ask(ctx)
	done(fmt.Sprintf("%d questions", asked))
	return err
}

// withoutCloneRights parts a bundle: the RoleBindings of the golden images, and all else.
func withoutCloneRights(whole bundle.Bundle) (rest bundle.Bundle, withheld []bundle.Item) {
	rest.Name = whole.Name
	for _, layer := range whole.Layers {
		kept := bundle.Layer{Name: layer.Name}
		for _, item := range layer.Items {
			if layer.Name == bundle.Catalog && item.GetKind() == "RoleBinding" {
				withheld = append(withheld, item)
			} else {
				kept.Items = append(kept.Items, item)
			}
		}
		rest.Layers = append(rest.Layers, kept)
	}
	return rest, withheld
}

func pools(whole bundle.Bundle) []bundle.Item {
	var pools []bundle.Item
	for _, item := range whole.Items() {
		if item.GetKind() == "VirtualMachinePool" {
			pools = append(pools, item)
		}
	}
	return pools
}
