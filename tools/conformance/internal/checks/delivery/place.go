package delivery

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// place is a cluster to which a controller delivers.
type place struct {
	controller
	*suite.Installed
	*observer
	suite    *suite.Suite
	pair     suite.Pair
	revision string
}

// within gives the place a cluster, and takes steps in it one after the other.
func (p *place) within(ctx context.Context, name string, options func(*cluster.Options), steps func(c *cluster.Cluster) []func(context.Context) error) error {
	s := p.suite
	done := s.Console.Step("%s by %s", name, p.name())
	kubernetes, err := s.NewestKubernetes(ctx, p.pair)
	if err != nil {
		return err
	}
	folder := strings.ToLower(strings.ReplaceAll(name+"-"+p.name(), " ", "-"))
	c, err := s.Cluster(ctx, kubernetes, folder, options)
	if err != nil {
		return err
	}
	defer s.Release(c)
	ctx, end := context.WithCancel(ctx)
	defer end()
	for _, step := range steps(c) {
		if err := step(ctx); err != nil {
			done("failed")
			return err
		}
	}
	done("")
	return nil
}

// install has the controller deliver a first commit, and does what operators would do when their layers are there.
func (p *place) install(ctx context.Context, c *cluster.Cluster, first commit) (err error) {
	if err := p.begin(ctx, p.suite, c, first); err != nil {
		return err
	}
	if p.observer, err = observe(ctx, c.Client, p.resource(), p.read); err != nil {
		return err
	}
	if p.revision, err = p.publish(ctx, first); err != nil {
		return err
	}
	p.Installed, err = p.suite.InstallBy(ctx, c, p.pair, first.Bundle, func(ctx context.Context, layer bundle.Layer) error {
		if layer.Name == bundle.Platform {
			if err := runOperators(ctx, c.Client, first.Layer(bundle.Operators)); err != nil {
				return err
			}
		}
		return awaitLayer(ctx, c.Client, layer)
	})
	if err != nil {
		err = fmt.Errorf("%w; %s", err, strings.Join(p.lacking(state.isReady, p.revision, first.names()), "; "))
	}
	return err
}

// inOrder waits for a whole commit, and looks in which order its units came, but for those that wait for no other.
func (p *place) inOrder(ctx context.Context, first commit, waits func(unit) bool, section *report.Section) error {
	if err := p.await(ctx, p.revision, first.names()...); err != nil {
		return err
	}
	var unordered []string
	for _, each := range first.units {
		if !waits(each) {
			unordered = append(unordered, each.Name)
			section.Row(each.Name, fmt.Sprint(first.count(each.Name)), "nothing; it is tried until its namespace and kinds are there", "")
			continue
		}
		created, err := p.created(ctx, first, each.Name)
		if err != nil {
			return err
		}
		ready := p.readyBy(created, each.DependsOn)
		section.Check(slices.Equal(ready, each.DependsOn), "of %v only %v were ready before the first object of %s", each.DependsOn, ready, each.Name)
		section.Row(each.Name, fmt.Sprint(first.count(each.Name)), cmp.Or(strings.Join(each.DependsOn, ", "), "nothing"), fmt.Sprintf("%d of %d", len(ready), len(each.DependsOn)))
	}
	missed := slices.DeleteFunc(p.hasSaid("no matches for kind"), func(name string) bool { return slices.Contains(unordered, name) })
	section.Check(len(missed) == 0, "the kinds of units %v were not there yet", missed)
	return nil
}

// created is when the first object of a unit was made.
func (p *place) created(ctx context.Context, of commit, unit string) (first string, err error) {
	for _, item := range of.Items() {
		if of.unitOf(item) != unit {
			continue
		}
		found, err := p.Client.Current(ctx, item.Object)
		if err != nil {
			return "", err
		}
		if at := found.GetCreationTimestamp().UTC().Format(time.RFC3339); first == "" || at < first {
			first = at
		}
	}
	return first, nil
}
