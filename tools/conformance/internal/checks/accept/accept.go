// Package accept applies every example: once, again, with the next releases, and away.
package accept

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/apply"
	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/parallel"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// atOnce is how many clusters run side by side: each keeps a processor busy.
const atOnce = 2

// outcome is what came of a combination.
type outcome struct {
	first, second, upgraded apply.Verdicts
	// vanished are the objects that the next release's bundle no longer has, and that a GitOps tool so deletes.
	vanished   []bundle.Item
	gone, kept []bundle.Item
	err        error
}

// Examples applies every example for every release before every Kubernetes minor that its KubeVirt supports: once,
// again, then the next release's over it, and takes it away in the end.
func Examples(ctx context.Context, s *suite.Suite) []report.Section {
	accepted := report.Section{
		Title: "Every object of every example is accepted",
		Text: `Each example was applied layer by layer to a cluster of its own, by server-side apply with strict field validation, in the order of Argo CD or
of Flux, then a second time; on every minor of Kubernetes that upstream supports the release of KubeVirt on. Examples beside the platform are tried on the newest of these
minors, with the newest CDI of each KubeVirt; those whose machines Cluster API or machine-controller makes, and the canary of the fleet, with the newest releases alone. -everywhere tries them with all.`,
		Columns: []string{"example", "KubeVirt", "CDI", "Kubernetes", "order", "first time", "second time"},
	}
	upgrades := report.Section{
		Title: "The next release over it",
		Text: `The same example for the next releases, applied over what was there; what no longer stands in the bundle was deleted then, as a GitOps tool
does. Only objects of the operators' layer and the platform's may change or go: no tenant, no pool and no disk. What a
webhook of one release writes as null and the next leaves out counts as unchanged.`,
		Columns: []string{"example", "from", "to", "Kubernetes", "objects", "created", "changed", "deleted"},
	}
	deletions := report.Section{
		Title: "Taken away in reverse",
		Text: `All objects were deleted, the last layer first, but for those that Argo CD and Flux leave when they vanish from the bundle, by their annotations. These
are exactly those that [the docs](../defaults.md#what-is-kept-and-what-is-recreated) name.`,
		Columns: []string{"example", "KubeVirt", "CDI", "Kubernetes", "deleted", "kept"},
	}
	combinations, err := combinations(ctx, s)
	if err != nil {
		accepted.Fail(err)
		return []report.Section{accepted}
	}
	outcomes := make([]outcome, len(combinations))
	parallel.Do(atOnce, len(combinations), func(i int) { outcomes[i] = combinations[i].try(ctx, s) })
	var all apply.Verdicts
	for i, c := range combinations {
		o := outcomes[i]
		accepted.Check(o.err == nil, "%s: %v", c, o.err)
		for _, refused := range append(append(o.first.Refused(), o.second.Refused()...), o.upgraded.Refused()...) {
			accepted.Failures = append(accepted.Failures, fmt.Sprintf("%s: %s", c, refused))
		}
		accepted.Checks += len(o.first) + len(o.second)
		moved := append(o.second.With(apply.Changed), o.second.With(apply.Created)...)
		for _, each := range moved {
			accepted.Failures = append(accepted.Failures, fmt.Sprintf("%s: the second time %s was %s", c, each.Place(), each.Change))
		}
		accepted.Row(c.example.Name, c.pair.KubeVirt, c.pair.CDI, c.kubernetes.Version, c.order.Name, o.first.Count(),
			fmt.Sprintf("%d of %d unchanged", len(o.second.With(apply.Unchanged)), len(o.second)))
		all = slices.Concat(all, o.first, o.second, o.upgraded)
		c.reportUpgrade(&upgrades, o)
		deletions.Checks += len(o.gone) + len(o.kept)
		last := c.pair
		if c.next != nil {
			last = *c.next
		}
		deletions.Row(c.example.Name, last.KubeVirt, last.CDI, c.kubernetes.Version, fmt.Sprint(len(o.gone)), kindsOf(o.kept))
	}
	accepted.After = "In all, the next releases below included: " + all.Count() + "."
	return []report.Section{accepted, upgrades, deletions}
}

// reportUpgrade says what the next release changed. It leaves out tenants and their machines, which do not belong to an upgrade.
func (c combination) reportUpgrade(section *report.Section, o outcome) {
	if c.next == nil {
		return
	}
	section.Checks += len(o.upgraded)
	for _, each := range append(o.upgraded.With(apply.Changed), o.upgraded.With(apply.Created)...) {
		section.Check(ofTheOperators(each.Item), "%s: the upgrade to %s %s %s: %s", c, c.next, each.Change, each.Place(),
			strings.Join(each.Changes, "; "))
	}
	for _, item := range o.vanished {
		section.Check(ofTheOperators(item), "%s: the upgrade to %s deletes %s", c, c.next, item.Place())
	}
	section.Row(c.example.Name, c.pair.String(), c.next.String(), c.kubernetes.Version, o.upgraded.Count(),
		o.upgraded.With(apply.Created).Kinds(), o.upgraded.With(apply.Changed).Kinds(), kindsOf(o.vanished))
}

// ofTheOperators tells whether an object is one that another release of the operators may change.
func ofTheOperators(item bundle.Item) bool {
	return layerOf(item) == bundle.Operators || layerOf(item) == bundle.Platform
}

func (c combination) try(ctx context.Context, s *suite.Suite) (o outcome) {
	done := s.Console.Step("%s", c)
	k, err := s.Cluster(ctx, c.kubernetes, "accept")
	if err != nil {
		return outcome{err: err}
	}
	defer s.Release(k)
	defer func() {
		result := o.first.Count()
		if o.err != nil {
			result = o.err.Error()
		}
		done(result)
		for _, sentence := range o.first.Refused().Sentences() {
			s.Console.Printf("  refused: %s", sentence)
		}
	}()
	installed, verdicts, err := s.Install(ctx, k, c.pair, c.example, c.order)
	o.first = verdicts
	if err != nil {
		o.err = err
		return o
	}
	rest, err := suite.Rest(ctx, k, c.example, c.order)
	o.first = append(o.first, rest...)
	if err != nil {
		o.err = err
		return o
	}
	if o.second, o.err = apply.Layers(ctx, k.Client, c.order, c.example.Layers...); o.err != nil {
		return o
	}
	last := c.example
	if c.next != nil {
		installed.KubeVirt.Stop()
		k.Processes.StopOne("cdi-apiserver")
		if _, verdicts, err = s.Install(ctx, k, *c.next, c.nextExample, c.order); err == nil {
			rest, err = suite.Rest(ctx, k, c.nextExample, c.order)
		}
		o.upgraded, last = append(verdicts, rest...).InSubstance(), c.nextExample
		if err == nil {
			o.vanished, _, err = prune(ctx, k, c.order.Sort(c.example.Without(c.nextExample)))
		}
		o.err = err
	}
	for _, layer := range slices.Backward(last.Layers) {
		if o.err != nil {
			break
		}
		gone, kept, err := prune(ctx, k, c.order.Sort(layer.Items))
		o.gone, o.kept, o.err = append(o.gone, gone...), append(o.kept, kept...), err
	}
	return o
}

// prune deletes objects in reverse, as GitOps tools do when they vanish from the bundle, but for those that both of
// them leave; these must be exactly those that are to stay.
func prune(ctx context.Context, k *cluster.Cluster, items []bundle.Item) (gone, kept []bundle.Item, err error) {
	for _, item := range slices.Backward(items) {
		argo, flux := keptBy(item)
		if stays := mustStay(item); argo != stays || flux != stays {
			return gone, kept, fmt.Errorf("%s stays when it vanishes from the bundle with Argo CD: %t, with Flux: %t; it should with both: %t", item.Place(), argo, flux, stays)
		}
		if argo {
			kept = append(kept, item)
			continue
		}
		if err := k.Client.Delete(ctx, item.Object); err != nil {
			return gone, kept, fmt.Errorf("deleting %s: %w", item.Place(), err)
		}
		gone = append(gone, item)
	}
	for _, item := range kept {
		if _, err := k.Client.Current(ctx, item.Object); err != nil {
			return gone, kept, err
		}
	}
	return gone, kept, nil
}

func kindsOf(items []bundle.Item) string {
	var verdicts apply.Verdicts
	for _, item := range items {
		verdicts = append(verdicts, apply.Verdict{Item: item})
	}
	return verdicts.Kinds()
}
