package scheduling

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"cdk8s-kubevirt/tools/conformance/internal/apply"
	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

const poolKind = "VirtualMachinePool"

// trial is one cluster with all cases in it.
type trial struct {
	*suite.Installed
	section *report.Section
	pools   map[string]bundle.Item
	zones   map[string]string
	// first is where launchers were before anything was disturbed, and kept the UIDs of the machines and claims then, by pool and namespace.
	first map[string]*launchers
	kept  map[string][]string
	// moved are the pools in which something was to change, and has; it may go on changing.
	moved map[string]bool
}

func poolsOf(b bundle.Bundle) map[string]bundle.Item {
	pools := map[string]bundle.Item{}
	for _, item := range b.Items() {
		if item.GetKind() == poolKind {
			pools[item.GetNamespace()+"/"+item.GetName()] = item
		}
	}
	return pools
}

// complete sees to it that the program's pools and the cases are the same.
func (t *trial) complete() error {
	var problems []error
	known := map[string]bool{}
	for _, each := range cases {
		known[each.pool] = true
		if _, is := t.pools[each.pool]; !is {
			problems = append(problems, fmt.Errorf("the program has no pool %s", each.pool))
		}
	}
	for pool := range t.pools {
		if !known[pool] {
			problems = append(problems, fmt.Errorf("nothing is expected of pool %s", pool))
		}
	}
	return errors.Join(problems...)
}

// start starts a cluster with the nodes and all pools but those that come later.
func (t *trial) start(ctx context.Context, s *suite.Suite, pair suite.Pair, b bundle.Bundle) error {
	releases, err := s.Kubernetes(ctx)
	if err != nil {
		return err
	}
	c, err := s.Cluster(ctx, releases[len(releases)-1], "scheduling")
	if err != nil {
		return err
	}
	fail := func(err error) error {
		s.Release(c)
		return err
	}
	installed, verdicts, err := s.Install(ctx, c, pair, b, bundle.Flux)
	if err != nil {
		return fail(errors.Join(err, noneRefused(verdicts)))
	}
	t.Installed = installed
	nodes := nodes()
	for _, node := range nodes {
		t.zones[node.Name] = node.Zone
	}
	if err := s.Machines(ctx, installed, nodes...); err != nil {
		return fail(err)
	}
	if err := fill(ctx, c.Client); err != nil {
		return fail(fmt.Errorf("filling %s: %w", fullNode, err))
	}
	rest, err := suite.Rest(ctx, c, t.withoutLater(b), bundle.Flux)
	if err == nil {
		err = noneRefused(append(verdicts, rest...))
	}
	if err != nil {
		return fail(err)
	}
	return nil
}

func noneRefused(verdicts apply.Verdicts) error {
	if refused := verdicts.Refused(); len(refused) > 0 {
		return fmt.Errorf("%d objects were refused, the first: %s", len(refused), refused[0])
	}
	return nil
}

// withoutLater leaves out the pools that come when others already run.
func (t *trial) withoutLater(b bundle.Bundle) bundle.Bundle {
	later := map[*kube.Object]bool{}
	for _, each := range cases {
		later[t.pools[each.pool].Object] = each.want == nil
	}
	first := bundle.Bundle{Name: b.Name}
	for _, layer := range b.Layers {
		items := slices.DeleteFunc(slices.Clone(layer.Items), func(item bundle.Item) bool { return later[item.Object] })
		first.Layers = append(first.Layers, bundle.Layer{Name: layer.Name, Items: items})
	}
	return first
}

// remember keeps where everything is before it is disturbed.
func (t *trial) remember(ctx context.Context) (err error) {
	if t.first, err = look(ctx, t.Client); err != nil {
		return err
	}
	t.kept, err = t.uids(ctx)
	return err
}

// disturb applies the pools of higher priority and taints a node.
func (t *trial) disturb(ctx context.Context) error {
	var later []bundle.Item
	for _, each := range cases {
		if each.want == nil {
			later = append(later, t.pools[each.pool])
		}
	}
	verdicts, err := apply.Items(ctx, t.Client, later)
	if err == nil {
		err = noneRefused(verdicts)
	}
	if err != nil {
		return err
	}
	return drain(ctx, t.Client)
}
