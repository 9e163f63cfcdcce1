// Package rights is the scenario about who may do what.
package rights

import (
	"context"
	"fmt"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/parallel"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// atOnce is how many clusters run side by side: each keeps a processor busy.
const atOnce = 2

// Rights takes rights away and gives them back for every release of KubeVirt, and asks the newest about everyone who
// has some, and lets an editor make machines of several PriorityClasses. What is tried stands in the program rights.ts: two tenants with people in every role, and a pool for each
// kind of image.
func Rights(ctx context.Context, s *suite.Suite) []report.Section {
	clones, everyone, priority := cloneSection(), reviewSection(), prioritySection()
	lines, err := s.Lines()
	clones.Fail(err)
	parts := make([]report.Section, len(lines))
	parallel.Do(atOnce, len(lines), func(i int) {
		line := len(lines) - 1 - i // the newest takes longest, and so begins
		var about []*report.Section
		if i == 0 {
			about = []*report.Section{&everyone, &priority}
		}
		parts[line].Fail(try(ctx, s, lines[line], &parts[line], about...))
	})
	for _, part := range parts {
		clones.Add(part)
	}
	return []report.Section{clones, everyone, priority}
}

// try tries the rights to clone with a pair of releases, and then asks about everyone and about priorities, if there
// are sections about that.
func try(ctx context.Context, s *suite.Suite, pair suite.Pair, clones *report.Section, about ...*report.Section) error {
	judges, err := s.Judges(ctx, pair)
	if err != nil {
		return err
	}
	bundles, err := s.Synth(ctx, "rights", pair)
	if err != nil {
		return err
	}
	whole := bundles[0]
	pools, err := poolsOf(whole)
	if err != nil {
		return err
	}
	rest, withheld := withoutCloneRights(whole)
	if !clones.Check(len(withheld) == 3, "the bundle has %d RoleBindings for cloning, one for each of three images was expected", len(withheld)) {
		return nil
	}
	done := s.Console.Step("rights with %s", pair)
	installed, err := s.Running(ctx, "rights", pair, rest, cluster.Zones(2)...)
	if err != nil {
		return fmt.Errorf("rights with %s: %w", pair, err)
	}
	defer s.Release(installed.Cluster)
	if err := (cloning{installed, judges, clones, withheld, pools}).try(ctx); err != nil {
		return fmt.Errorf("rights with %s: %w", pair, err)
	}
	done("")
	if len(about) == 0 {
		return nil
	}
	everyone, priority := about[0], about[1]
	done = s.Console.Step("what everyone may, asked of the authorizer")
	asked, err := (review{installed.Client, everyone, expectations{whole}}).ask(ctx)
	done(fmt.Sprintf("%d questions", asked))
	everyone.Fail(err)
	done = s.Console.Step("machines of an editor with PriorityClasses")
	priority.Fail(priorities(ctx, installed, priority))
	done("")
	return nil
}

// withoutCloneRights parts a bundle: the RoleBindings of the golden images, and all else.
func withoutCloneRights(whole bundle.Bundle) (rest bundle.Bundle, withheld []bundle.Item) {
	rest.Name = whole.Name
	for _, layer := range whole.Layers {
		kept := bundle.Layer{Name: layer.Name}
		for _, item := range layer.Items {
			if item.GetKind() == "RoleBinding" && strings.HasPrefix(item.GetNamespace(), inImages.namespace) {
				withheld = append(withheld, item)
			} else {
				kept.Items = append(kept.Items, item)
			}
		}
		rest.Layers = append(rest.Layers, kept)
	}
	return rest, withheld
}
